"""What others see of a network: without private sources, people the learner knows by initials, days without their times."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sourcenet.model import records
from sourcenet.model.erasing import about, cleaned, is_shy, names_of, one_word, replacer, told, without_id
from sourcenet.model.events import ENVELOPE, Event
from sourcenet.model.source import SOURCE_FIELDS
from sourcenet.model.undo import mentions

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = [
    "Shared",
    "cleaned_events",
    "for_others",
    "given_to_others",
    "initials",
    "shown_to_others",
    "stays_behind",
    "without_consents",
]

# Where a person may be found, and what is said of them in passing.
_ADDRESSES = frozenset({"url", "feed", "orcid"})
_PASSING = _ADDRESSES | {"notes", "tags"}
# What a work is called and whose it is: a part of a personal name stays there.
_OF_WORKS = _ADDRESSES | {"name", "authors", "owner", "doi", "arxiv", "isbn"}
# Small words inside personal names.
_PARTICLE = re.compile("al|bin|da|das|de|del|della|den|der|di|do|dos|du|el|la|le|van|von", re.IGNORECASE)
# Words before a personal name, which are nobody's own.
_TITLE = re.compile(
    "aunt|dad|dame|doctor|father|granny|lady|lord|miss|mister|mother|mrs|mum|prof|professor|sister|uncle", re.IGNORECASE
)
_CODE = re.compile(r"(?:learner-(?:\d{1,4}|x[0-9a-f]{8})|l-[a-z0-9]{10})?")


class Shared(NamedTuple):
    """The events as others get them, and what became of private sources and of people.

    ``withheld`` counts private sources; ``people`` are the initials in place of names; ``as_written`` are people
    whose name goes along as the learner wrote it.
    """

    events: list[Event]
    withheld: int
    people: tuple[str, ...]
    as_written: tuple[str, ...]


class _Kept(NamedTuple):
    """Which sources others do not see, and what takes the place of which text."""

    everything: dict[str, dict[str, Any]]
    private: list[str]
    shy: list[str]
    names: dict[str, str]
    parts: dict[str, str]

    @property
    def anything(self) -> bool:
        """Whether a picture of the network would show others what they are not to see."""
        said = (self.everything[id] for id in self.shy)
        return bool(self.private or self.names or any(_ADDRESSES & record.keys() for record in said))


def initials(name: str) -> str:
    """Return the initials of a personal name; empty where it is a role, such as "my aunt, pharmacist".

    In a script without capitals a name cannot be told from a role, so both go by initials.
    """
    words = name.split()
    personal = words and all(_is_capital(word) or _PARTICLE.fullmatch(word) for word in words)
    return " ".join(f"{word[0]}." for word in words) if personal and _is_capital(words[-1]) else ""


def _is_capital(word: str) -> bool:
    first = word.lstrip("(\"'“‘")[:1]
    return first.isalpha() and (first.isupper() or first.istitle() or first.lower() == first.upper())


def _addresses_of(events: Iterable[Event], id: str) -> set[str]:
    found = set()
    for event in events:
        said = event.fields if event.id == id else event.get("set") if event.get("of") == id else None
        if isinstance(said, dict):
            found |= {said[name] for name in ("url", "feed") if isinstance(said.get(name), str) and said[name]}
    return found


def _parts_of(name: str) -> list[str]:
    """Return the words of a personal name that name somebody by themselves."""
    words = [re.sub(r"['’]s$", "", word).strip("()\"'“”‘’.,") for word in name.split()]
    return [word for word in words if len(word) > 2 and word[0].isupper() and not _TITLE.fullmatch(word)]


def _kept_from_others(network: SourceNetwork) -> _Kept:
    """Find what others are not to see; what was undone or set aside counts too."""
    keeper = network._keeper
    standing = {**keeper.state.sources, **{i: a.record for i, a in keeper.state.archive.items() if a.is_source}}
    everything = {**told(keeper.events), **standing}
    private = [id for id, record in everything.items() if record.get("private") is True]
    shy = [id for id, record in everything.items() if record.get("private") is not True and is_shy(record)]
    withheld = {*private, *shy}
    public = {str(record.get("name")).casefold() for id, record in standing.items() if id not in withheld}
    names: dict[str, str] = {}
    parts: dict[str, str] = {}
    for id in shy:
        for name in names_of(keeper.events, id):
            # A slip that was undone takes nothing from what stands under the same name.
            if not (short := initials(name)) or short == name or (id not in standing and name.casefold() in public):
                continue
            names[name] = short
            parts.update({part: f"{part[0]}." for part in _parts_of(name)})
        names.update(dict.fromkeys(_addresses_of(keeper.events, id), "…"))
    for id in private:
        mine = [n for n in names_of(keeper.events, id) if id in standing or n.casefold() not in public]
        names.update(dict.fromkeys([*mine, *_addresses_of(keeper.events, id)], "…"))
    return _Kept(everything, private, shy, names, parts)


def _own_names(network: SourceNetwork) -> set[str]:
    """Return every name that the learner gave for themselves."""
    said = {event.get("display") for event in network._keeper.events if event.do == "begin"} | {network.display}
    return {name.strip() for name in said if isinstance(name, str) and name.strip()}


def cleaned_events(network: SourceNetwork) -> Shared:
    """Return the events as they are handed in.

    Without private sources and all that mentions them, without forgotten ones, without what was undone and the
    undoing of it, with times rounded to the day, without the learner's name. Of people the learner knows, unless
    their consent is noted, a personal name becomes initials, and addresses and notes stay out.

    Returns
    -------
    Shared
        New events in the same order (places are one event with what stands now), and what stayed out.
    """
    return _cleaned(network, _kept_from_others(network))


def _cleaned(network: SourceNetwork, hidden: _Kept) -> Shared:
    keeper = network._keeper
    kept = [e for e in keeper.events if not e.undone and e.do not in ("undo", "redo", "forget", "forgotten", "place")]
    for id in hidden.private:
        gone = about(keeper.events, id)
        kept = [e for e in kept if e.id not in gone]
    kept = [e for e in kept if not _only_of(e, hidden.private)]
    clean_all, clean = _cleaners(network, hidden)
    words = keeper.words.all_words
    shy = set(hidden.shy)
    events: list[Event] = []
    for event in kept:
        fields = _without_passing(event, shy)
        if fields is None:
            continue
        for id in hidden.private:
            fields = without_id(fields, id)
        fields = {name: value for name, value in fields.items() if name not in ("display", "stood", "consent")}
        fields = cleaned(cleaned(fields, clean_all, words), clean, words, spare=_OF_WORKS)
        day = f"{event.at[:10]}T00:00:00Z"
        events.append(Event(event.id, day, _code(event.by), event.do, fields, group=clean(clean_all(event.group))))
    places = {id: list(at) for id, at in network.positions.items() if id not in hidden.private}
    if places:
        day = events[-1].at if events else "1970-01-01T00:00:00Z"
        events.append(Event(_place_id(events), day, _code(network.learner), "place", {"to": places}))
    return Shared(events, *_said_of_people(network, hidden, clean_all))


def _only_of(event: Event, private: Collection[str]) -> bool:
    """Tell whether a note refers to private sources and to nothing else."""
    named = mentions(event) if event.do == "post" else set()
    return bool(named) and named <= set(private)


def _said_of_people(
    network: SourceNetwork, hidden: _Kept, clean: Callable[[str], str]
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    state = network._keeper.state
    there = {*state.sources, *(id for id, aside in state.archive.items() if aside.is_source)}
    withheld = sum(id in there for id in hidden.private)
    short, whole = set(), set()
    for id in there - set(hidden.private):
        record = hidden.everything[id]
        name = records.source(record).name
        if is_shy(record):
            short |= {initials(one) for one in names_of(network._keeper.events, id)} - {""}
        if (record.get("kind") == "person" or record.get("known") is True) and clean(name) == name:
            whole.add(name)
    return withheld, tuple(sorted(short)), tuple(sorted(whole - short))


def _cleaners(network: SourceNetwork, hidden: _Kept) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return what takes whole names and addresses out of a text, and what takes single parts of names out."""
    # A private "therapist" is meant where a sentence begins with "Therapist", "Will" is not where it says "will".
    loose = {name for id in hidden.private for name in names_of(network._keeper.events, id) if name == name.lower()}
    own = _own_names(network)
    names = {**dict.fromkeys(own, "…"), **hidden.names}
    parts = {**{part: "…" for name in own for part in _parts_of(name)}, **hidden.parts}
    # "Stephen Downes" stays whole where a friend is called Stephen.
    others: dict[str, str | None] = {
        str(record["name"]): None
        for id, record in hidden.everything.items()
        if id not in hidden.shy and id not in hidden.private and isinstance(record.get("name"), str)
        if record["name"] not in parts and any(part in record["name"] for part in parts)
    }
    return (
        replacer(names, exactly=lambda name: one_word(name) and name not in loose),
        replacer({**others, **parts}, exactly=lambda _name: True),
    )


def _place_id(events: Iterable[Event]) -> str:
    """Return the same id for the same hand-in, so that handing in again gives the same file."""
    return blake2b("".join(event.id for event in events).encode(), digest_size=8).hexdigest()


def _code(by: str) -> str:
    """Return who wrote, as others see it: what may be somebody's account becomes a code, always the same."""
    return by if _CODE.fullmatch(by) else f"learner-x{blake2b(by.encode(), digest_size=4).hexdigest()}"


def _without_passing(event: Event, shy: Collection[str]) -> dict[str, Any] | None:
    """Return an event's fields without where a person may be found and notes on them; None where nothing else is said."""
    of = event.get("of")
    if event.id not in shy and not (isinstance(of, str) and of in shy and event.do == "edit"):
        return event.fields

    def public(said: Mapping[str, Any]) -> dict[str, Any]:
        stay = (SOURCE_FIELDS | ENVELOPE | {"of", "set", "out"}) - _PASSING
        return {name: value for name, value in said.items() if name in stay}

    fields = public(event.fields)
    if isinstance(fields.get("set"), dict):
        fields["set"] = public(fields["set"])
        if not fields["set"]:
            return None
    return fields


def stays_behind(event: Event, shy: Collection[str]) -> bool:
    """Tell whether nothing of an event is left for others: it says in passing where somebody the learner knows is found.

    Parameters
    ----------
    event
        Something that was done.
    shy
        Ids of the people whom the learner knows.
    """
    return _without_passing(event, shy) is None


def without_consents(network: SourceNetwork) -> SourceNetwork:
    """Return a copy to look at in which nobody's consent is noted: whom the learner knows goes by initials."""
    from sourcenet.model.network import SourceNetwork

    def silent(said: Any) -> Any:
        return (
            {key: silent(value) for key, value in said.items() if key != "consent"} if isinstance(said, dict) else said
        )

    events = [Event(e.id, e.at, e.by, e.do, silent(e.fields), group=e.group) for e in network._keeper.events]
    return SourceNetwork.in_memory(
        vocabulary=network.vocabulary, learner=network.learner, events=events, today=network.today
    )


def shown_to_others(network: SourceNetwork) -> tuple[SourceNetwork, int]:
    """Return a network as others may see it, and how many standing private sources are not in it.

    The network itself where nothing has to stay out; else a copy to look at, made by the rules of handing in.
    """
    hidden = _kept_from_others(network)
    if not hidden.anything:
        return network, 0
    return _copy_of(network, _cleaned(network, hidden)), sum(source.private for source in network.sources)


def given_to_others(network: SourceNetwork) -> tuple[SourceNetwork, Shared]:
    """Return a copy as others may see it, and what became of private sources and of people."""
    shared = cleaned_events(network)
    return _copy_of(network, shared), shared


def _copy_of(network: SourceNetwork, shared: Shared) -> SourceNetwork:
    from sourcenet.model.network import SourceNetwork

    return SourceNetwork.in_memory(
        vocabulary=network.vocabulary, learner=_code(network.learner), events=shared.events, today=network.today
    )


def for_others(network: SourceNetwork) -> tuple[SourceNetwork, Shared]:
    """Return a network as it may leave the learner's own file, and what stayed behind.

    The network itself, with its history as it is, where nothing has to stay; else a copy made by the rules of
    handing in, the learner's own name left out too.
    """
    hidden = _kept_from_others(network)
    if not hidden.anything and not _own_names(network):
        return network, Shared(list(network.events), *_said_of_people(network, hidden, lambda text: text))
    return given_to_others(network)

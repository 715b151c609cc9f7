"""A set of sources to compare with: the instructor's, the class's, or a list of who stands where on the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sourcenet.errors import BadValue, SourcenetError
from sourcenet.measures.facts import host_of
from sourcenet.measures.said import ENOUGH, Said, short
from sourcenet.measures.sayings import concentrated
from sourcenet.measures.suggestion import Suggestion
from sourcenet.measures.voices import stated
from sourcenet.model.fields import clean_source
from sourcenet.model.finding import Finder
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Source
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.measures.facts import Facts, Place

__all__ = [
    "Candidate",
    "Missing",
    "Reference",
    "candidates_of",
    "from_reference",
    "missing",
    "say_missing",
    "standpoints",
]

#: A mapping from viewpoint to the names of sources that take it, pairs of the two, or another network.
Reference = SourceNetwork | Mapping[str, Any] | Iterable[tuple[str, Any]]
#: What of a reference set's source goes along: never notes, tags or reasons, which are somebody else's words.
_KEPT = ("name", "kind", "url", "doi", "isbn", "authors", "owner", "year", "subject", "access", "language")


class Candidate(NamedTuple):
    """A named source of a reference set, and where it stands on the question."""

    viewpoint: str
    fields: dict[str, Any]


class Missing(NamedTuple):
    """A viewpoint that the reference set has and the network has not, and who takes it there."""

    viewpoint: str
    candidates: tuple[Candidate, ...]


def candidates_of(reference: Reference) -> tuple[Candidate, ...]:
    """Return the named sources of a reference set that take a viewpoint, in its order.

    Private sources and people whom its learner knows are left out: they are nobody's to propose.

    Parameters
    ----------
    reference
        A network, a mapping such as ``{"critic": ["Kop & Hill 2008"]}``, or pairs of the same.

    Raises
    ------
    BadValue
        It is none of these.
    """
    if isinstance(reference, SourceNetwork):
        return tuple(_of_network(reference))
    pairs = reference.items() if isinstance(reference, Mapping) else reference
    found: list[Candidate] = []
    try:
        for viewpoint, named in pairs:
            if not isinstance(viewpoint, str):
                raise TypeError(viewpoint)
            several = [named] if isinstance(named, str | Mapping | Source) else list(named)
            found += [Candidate(viewpoint.strip(), _fields(one)) for one in several]
    except (TypeError, ValueError) as error:
        raise BadValue(
            _(
                "A reference set is another network, or says who takes which viewpoint, such as "
                '{"critic": ["Kop & Hill 2008"]}. A list of viewpoints alone names nobody to turn to.'
            ),
            field="reference",
        ) from error
    return tuple(one for one in found if one.viewpoint and one.fields["name"])


def _of_network(network: SourceNetwork) -> Iterable[Candidate]:
    views = stated(network)
    for source in network.sources:
        ours = source.kind == "person" and source.known
        if source.id in views and not source.private and not ours:
            yield Candidate(views[source.id], _fields(source))


def _fields(one: object) -> dict[str, Any]:
    if isinstance(one, str):
        return {"name": one.strip()}
    if isinstance(one, Source):
        given: dict[str, Any] = {name: getattr(one, name) for name in _KEPT}
        known = {"known": False} if one.kind == "person" else {}
        return {name: value for name, value in given.items() if value} | known
    if isinstance(one, Mapping):
        return {name: one[name] for name in _KEPT if one.get(name)} | {"name": str(one.get("name") or "").strip()}
    raise TypeError(one)


def _folded(network: SourceNetwork) -> set[str]:
    return {view.casefold() for view in stated(network).values()}


def _beside(network: SourceNetwork) -> set[str]:
    """Return the words of this network that mean that the question does not apply."""
    return {one.name.casefold() for one in network.vocabulary.viewpoints if one.mark == "/"}


def standpoints(network: SourceNetwork, reference: Reference) -> int:
    """Return how many of the viewpoints in a reference set some source of the network takes.

    Parameters
    ----------
    network
        The learner's network.
    reference
        As in :func:`sourcenet.summarise`.

    Examples
    --------
    >>> import sourcenet as sn
    >>> from sourcenet.measures.reference import standpoints
    >>> reference = {"no": ["NHS website"], "I have to": ["night shift nurses' forum"]}
    >>> standpoints(sn.load_example("first-steps"), reference)
    1
    """
    asked = {one.viewpoint.casefold() for one in candidates_of(reference)} - _beside(network)
    return len(asked & _folded(network))


def missing(network: SourceNetwork, candidates: Iterable[Candidate]) -> tuple[Missing, ...]:
    """Return the viewpoints that no source of the network takes, those first that most of the reference set take.

    Only those for which the reference set names a source that the network does not have, standing or set aside:
    a label alone, or another label on what one has, is nobody's voice.

    Parameters
    ----------
    network
        The learner's network.
    candidates
        The named sources of the reference set.
    """
    held = _folded(network) | _beside(network)
    finder, state = Finder(), network.plain()
    found: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.viewpoint.casefold() in held:
            continue
        try:
            fields = clean_source({"kind": "site", **one.fields, "viewpoint": one.viewpoint}, network.vocabulary)
        except SourcenetError:  # a kind of its own vocabulary, or a name that no field holds
            continue
        if finder.same(fields, state) is None:
            found.setdefault(one.viewpoint.casefold(), []).append(Candidate(fields["viewpoint"], fields))
    # An open one first: everybody can look at it at once.
    sets = [
        sorted(those, key=lambda one: one.fields.get("access") not in ("", "open", None)) for those in found.values()
    ]
    return tuple(Missing(those[0].viewpoint, tuple(those)) for those in sorted(sets, key=lambda those: -len(those)))


def say_missing(facts: Facts, candidates: tuple[Candidate, ...]) -> Said:
    """Say whose standpoint the reference set has and the network has not, or that it is too early to say.

    Parameters
    ----------
    facts
        What can be read off the network.
    candidates
        The named sources of the reference set.
    """
    if sum(facts.views.values()) < ENOUGH:
        text = _("Too early to compare standpoints: where it stands is known of {n} of your {all} sources.")
        return Said(text.format(n=sum(facts.views.values()), all=facts.size), measure="standpoints", early=True)
    asked = {one.viewpoint.casefold() for one in candidates} - _beside(facts.network)
    heard = len(asked & _folded(facts.network))
    figure = _("standpoints of the reference set among your sources: {n} of {all}").format(n=heard, all=len(asked))
    gone = missing(facts.network, candidates)
    if not gone:
        text = _("Every standpoint for which the reference set names a source you do not have is among yours.")
        return Said(text, "sources", "", "standpoints", figure)
    first = gone[0]
    text = many(
        "One source of the reference set takes a standpoint that none of yours takes",
        "{n} sources of the reference set take a standpoint that none of yours takes",
        len(first.candidates),
    )
    text = _("{sources}: {viewpoint}.").format(sources=text, viewpoint=short(first.viewpoint))
    why = _("Does it bear on your question, or is it missing for a good reason?")
    return Said(text, "sources", why, "standpoints", figure)


def from_reference(facts: Facts, candidates: tuple[Candidate, ...]) -> list[Suggestion]:
    """Suggest to add somebody whom the reference set names: whose standpoint is missing, or who is in another place.

    Parameters
    ----------
    facts
        What can be read off the network.
    candidates
        The named sources of the reference set.
    """
    found = []
    if sum(facts.views.values()) >= ENOUGH:
        gone = missing(facts.network, candidates)
        if gone:
            found.append(_hear(facts, gone[0], candidates))
    place = concentrated(facts)
    if place is not None:
        found += _elsewhere(facts, place, candidates)
    return found


def _hear(facts: Facts, gone: Missing, candidates: tuple[Candidate, ...]) -> Suggestion:
    asked = {one.viewpoint.casefold() for one in candidates} - _beside(facts.network)
    before = len(asked & {view.casefold() for view in facts.views})
    fields = gone.candidates[0].fields
    ask = _("Look at {name}: the reference set names it for a standpoint that none of your sources takes, {viewpoint}.")
    then = _("If it bears on your question, add it.")
    figure = _("Standpoints of the reference set among yours: {before} of {all} now, {after} after it.")
    text = " ".join(
        (
            ask.format(name=short(fields["name"]), viewpoint=short(gone.viewpoint)),
            then,
            figure.format(before=before, all=len(asked), after=before + 1),
        )
    )
    # One voice among the standpoints; where the set has few of them, still no more than a third of everything.
    return Suggestion(text, "add", fields, "standpoints", before, before + 1, "", 1 / max(len(asked), 3))


def _elsewhere(facts: Facts, place: Place, candidates: tuple[Candidate, ...]) -> list[Suggestion]:
    """Add a named source that does not come through the place that most come through."""
    bare = [Candidate("–", one.fields) for one in candidates]
    name = place.name.casefold()
    for one in (one for gone in missing(facts.network, bare) for one in gone.candidates):
        fields = {key: value for key, value in one.fields.items() if key != "viewpoint"}
        host, owner = host_of(fields.get("url", "")), fields.get("owner", "").casefold()
        if (host or owner) and name not in (host, owner):
            before, after = len(place.holds) / facts.size, len(place.holds) / (facts.size + 1)
            ask = _("Look at {name}: the reference set names it, and it does not come through {place}.")
            figure = _("Sources that do: {n} of {all} now, {n} of {more} after it.")
            ask = ask.format(name=short(fields["name"]), place=short(place.name))
            text = f"{ask} {figure.format(n=len(place.holds), all=facts.size, more=facts.size + 1)}"
            return [Suggestion(text, "add", fields, "place_share", before, after, place.name, before - after)]
    return []

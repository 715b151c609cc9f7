"""Whether those who speak about a source are other voices, in words and as a table of how each differs."""

from __future__ import annotations

from sourcenet import measures
from sourcenet.measures.groups import host
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.lateral import standing_said
from sourcenet.words import _

__all__ = ["verdict_blocks", "verdict_words"]


def verdict_words(network: SourceNetwork, source: Source, other: Source) -> str:
    """Return in a sentence or two whether two sources are two voices."""
    found = measures.independence(network, source, other)
    if found.value is True:
        return _("Two voices, as far as you noted it.") + " " + found.words
    if found.value is False:
        return _("One voice.") + " " + found.words
    return found.words


def verdict_blocks(network: SourceNetwork, source: Source) -> list[b.Block]:
    """Return the verdict on all who say something about a source, and the table of how each differs."""
    others = [network.source(id) for id in standing_said(network, source.id)]
    if not others:
        return []
    found = [measures.independence(network, source, one) for one in others]
    apart = sum(one.value is True for one in found)
    words = {0: _("Nobody yet who is known to be another voice"), 1: _("Read against one other voice")}
    title = words.get(apart, _("Read against {n} other voices").format(n=apart))
    same = [
        _("{name} is no second voice: {why}").format(name=one.label, why=why.words)
        for one, why in zip(others, found, strict=True)
        if why.value is False
    ]
    said = " ".join(
        [*same, *_between(network, [o for o, f in zip(others, found, strict=True) if f.value is not False])]
    )
    rows = [
        [label, *(_differs(one, by) for one in found)]
        for by, label in (("author", _("Author")), ("owner", _("Owner")), ("host", _("Place on the web")))
    ]
    rows.append([_("Connection"), *(_tied(one) for one in found)])
    rows.append([_("Where it stands"), *(_(one.viewpoint) if one.viewpoint else _("not said") for one in others)])
    head = [_("Differs in"), *(one.label for one in others)]
    return [
        b.note(said, kind="good" if apart else "plain", title=title),
        b.table(_("How each differs"), head, rows, small=len(others) < 3),
        *(b.note(one) for one in _wider(source, others)),
    ]


def _differs(found: measures.Independence, by: str) -> str:
    if any(one.by == by for one in found.same):
        return _("same")
    return _("yes") if any(one.by == by for one in found.differs) else _("not known")


def _tied(found: measures.Independence) -> str:
    """Return what connects two sources, in the learner's own words for it."""
    speaking = [one.what for one in found.same if one.by == "connection"]
    return ", ".join(dict.fromkeys([*speaking, *(tie.relation for tie in found.connected)])) or _("none noted")


def _between(network: SourceNetwork, others: list[Source]) -> list[str]:
    """Return whether those who speak are independent of each other, where there are two."""
    for n, one in enumerate(others):
        for other in others[n + 1 :]:
            found = measures.independence(network, one, other)
            if found.value is False:
                words = _("{a} and {b} are one voice between them: {why}")
                return [words.format(a=one.label, b=other.label, why=found.words)]
    return [
        _("No two of them are known to be one voice.") if len(others) > 1 else _("A second one would tell you more.")
    ]


def _wider(source: Source, others: list[Source]) -> list[str]:
    """Return what would be another voice: of another subject, on another side, in another language or country."""
    every = [source, *others]

    def shared(values: list[str]) -> str:
        return values[0] if values[0] and len(set(values)) == 1 else ""

    notes = []
    if subject := shared([one.subject for one in every]):
        notes.append(
            _("All of them come from {subject}. Who from another field would see it otherwise?").format(
                subject=_(subject)
            )
        )
    side = shared([one.viewpoint for one in every])
    if side and side not in ("does not apply", "neutral"):
        notes.append(_("All of them stand on one side: {side}. Who disputes it?").format(side=_(side)))
    if language := shared([one.language for one in every]):
        notes.append(
            _("All of them speak one language ({language}). What is said of it in another one?").format(
                language=language
            )
        )
    if country := shared([_country(one) for one in every]):
        notes.append(
            _("All of them are at home in one country (.{country}). How is it seen from another one?").format(
                country=country
            )
        )
    return notes[:2] or [
        _("What would be another voice still? Somebody of another subject, another country, the other side.")
    ]


def _country(source: Source) -> str:
    """Return the letters of a country at the end of a web address; empty where there are none."""
    end = host(source.url).rpartition(".")[2] if source.url else ""
    return end if len(end) == 2 and end.isalpha() else ""

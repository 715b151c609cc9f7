"""Reading laterally, as a sheet shows it: what another source says, and whether it is another voice."""

from __future__ import annotations

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.cards import latest
from sourcenet.widgets.places import source_choices
from sourcenet.widgets.sheet import Form
from sourcenet.words import _

__all__ = [
    "EXPECT",
    "add_other",
    "brought",
    "latest_said",
    "others_blocks",
    "verdict_blocks",
    "verdict_words",
]

#: The step under which is kept what somebody expected to find, before leaving the page.
EXPECT = "lateral-expect"
_NEW = "new"


def latest_said(network: SourceNetwork, source: str) -> dict[str, str]:
    """Return what others say about a source, by their id, as it stands on its latest card; those set aside stay out."""
    card = latest(network, source)
    known = network.plain().sources
    return {id: text for id, text in (card.said if card else {}).items() if id in known}


def others_blocks(network: SourceNetwork, source: Source) -> list[b.Block]:
    """Return what is expected, what others said, and the form to bring another one."""
    said = latest_said(network, source.id)
    expected = next((one for one in reversed(network.posts) if one.step == EXPECT and source.id in one.refers), None)
    before = b.form(
        "expect",
        [
            b.area(
                "text",
                _("Before you leave the page: what do you expect others to say?"),
                value=expected.text if expected else "",
            )
        ],
        _("Keep it"),
        key=f"expect-{source.id}",
    )
    lines = [_one_said(network, source, network.source(id), text) for id, text in said.items()]
    return b.listing(
        [
            b.heading(_("Leave the page. Who else speaks about it?"), level=4, key="others"),
            b.fold(_("What I expect"), before, key=f"expect-{source.id}", opened=expected is None and not said),
            *lines,
            b.heading(_("Bring another one"), level=4),
            _bringing(network, source),
        ]
    )


def _bringing(network: SourceNetwork, source: Source) -> b.Block:
    some = [(_NEW, _("a new one, named below")), *source_choices(network, without=(source.id,))]
    kinds = [(name, _(name)) for name in network.vocabulary.kinds]
    fields = [
        b.select("other", _("Who says something about it?"), some, value=_NEW),
        b.area("said", _("What does it say about {name}, in your words?").format(name=source.label), rows=3),
        b.heading(_("Only for a new one"), level=4),
        b.line("name", _("Name")),
        b.select("kind", _("Kind"), kinds, value="site"),
        b.line("url", _("Web address, if there is one")),
        b.line("owner", _("Who owns or publishes it?")),
        b.line("authors", _("Who wrote it?")),
        b.area("why", _("How did you come to it?")),
    ]
    return b.form("bring", fields, _("Keep what it says"), key=f"bring-{source.id}")


def brought(network: SourceNetwork, source: Source, form: Form) -> tuple[Source | None, str]:
    """Return the source that says something (None for a new one) and what it says.

    Raises
    ------
    BadValue
        It says nothing, or is the source itself.
    """
    said, other = str(form.get("said") or ""), str(form.get("other") or _NEW)
    if not said:
        raise BadValue(
            _("Write what it says about {name}: their point, in your words.").format(name=source.label), field="said"
        )
    if other == source.id:
        raise BadValue(_("A source is no second voice about itself. Choose another one."), field="other")
    if other != _NEW:
        return network.source(other), said
    if not str(form.get("name") or ""):
        raise BadValue(_("Name the new source, or choose one of your network above."), field="name")
    if not str(form.get("why") or ""):
        raise BadValue(_("Say how you came to it, so that the way can be walked again."), field="why")
    return None, said


def add_other(network: SourceNetwork, source: Source, form: Form) -> Source:
    """Add a new source that speaks about another, with the connection between them."""
    names = ("url", "owner", "authors")
    given = {name: text for name in names if (text := str(form.get(name) or ""))}
    made = network.add(str(form.get("name")), kind=str(form.get("kind") or "site"), **given)
    network.connect(source, made, relation="is spoken about by", why=str(form.get("why")))
    return made


# -- whether they are others


def verdict_words(network: SourceNetwork, source: Source, other: Source) -> str:
    """Return in a sentence or two whether two sources are two voices."""
    found = measures.independence(network, source, other)
    if found.value is True:
        return _("Two voices, as far as you noted it.") + " " + found.words
    if found.value is False:
        return _("One voice.") + " " + found.words
    return found.words


def _one_said(network: SourceNetwork, source: Source, other: Source, text: str) -> b.Block:
    found = measures.independence(network, source, other)
    kind = {True: "good", False: "warn", None: "plain"}[found.value]
    title = {True: _("Two voices"), False: _("One voice"), None: _("Cannot be said yet")}[found.value]
    fields = [
        b.line("owner-this", _("Who owns or publishes {name}?").format(name=source.label), value=source.owner),
        b.line("authors-this", _("Who wrote it?"), value=source.authors),
        b.line("owner-other", _("Who owns or publishes {name}?").format(name=other.label), value=other.owner),
        b.line("authors-other", _("And who wrote that one?"), value=other.authors),
    ]
    noting = b.form("owners", fields, _("Note it"), key=f"owners-{other.id}", other=other.id)
    return b.card(
        b.heading(other.label, level=4),
        b.text(text, kind="quote"),
        b.note(found.words, kind=kind, title=title),
        *(
            []
            if found.value is not False
            else [b.note(_("Find another one, or defend the pair: write on the card what it tells you all the same."))]
        ),
        b.fold(_("Note owner and author"), noting, key=f"owners-{other.id}", opened=found.value is None),
    )


def verdict_blocks(network: SourceNetwork, source: Source) -> list[b.Block]:
    """Return the verdict on all who say something about a source, and the table of how each differs."""
    said = latest_said(network, source.id)
    if not said:
        return []
    others = [network.source(id) for id in said]
    found = [measures.independence(network, source, one) for one in others]
    apart = sum(one.value is True for one in found)
    words = {0: _("Nobody yet who is known to be another voice"), 1: _("Read against one other voice")}
    title = words.get(apart, _("Read against {n} other voices").format(n=apart))
    note = b.note(_between(network, others), kind="good" if apart else "plain", title=title)
    rows = []
    for by, label in (("author", _("Author")), ("owner", _("Owner")), ("host", _("Place on the web"))):
        rows.append([label, *(_differs(one, by) for one in found)])
    rows.append([_("Where it stands"), *(_(one.viewpoint) if one.viewpoint else _("not said") for one in others)])
    table = b.table(_("How each differs"), [_("Differs in"), *(one.label for one in others)], rows)
    return [note, table, *_wider(source, others)]


def _differs(found: measures.Independence, by: str) -> str:
    if any(one.by == by for one in found.same):
        return _("same")
    return _("yes") if any(one.by == by for one in found.differs) else _("not known")


def _between(network: SourceNetwork, others: list[Source]) -> str:
    """Return whether those who speak are independent of each other, where there are two."""
    pairs = [(a, c) for n, a in enumerate(others) for c in others[n + 1 :]]
    same = [(a, c) for a, c in pairs if measures.independence(network, a, c).value is False]
    if same:
        a, c = same[0]
        return _("{a} and {b} are one voice between them: {why}").format(
            a=a.label, b=c.label, why=measures.independence(network, a, c).words
        )
    return _("No two of them are known to be one voice.") if len(others) > 1 else _("A second one would tell you more.")


def _wider(source: Source, others: list[Source]) -> list[b.Block]:
    subjects = {one.subject for one in (source, *others) if one.subject}
    if len(subjects) == 1 and len(others) > 1:
        return [
            b.note(
                _("All of them come from {subject}. Who from another field would see it otherwise?").format(
                    subject=_(next(iter(subjects)))
                )
            )
        ]
    return []

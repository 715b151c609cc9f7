"""Reading laterally, as a sheet shows it: what is expected, what another source says, who else speaks."""

from __future__ import annotations

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.model.history import thing_words
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Post, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.judgements import of_source
from sourcenet.widgets.places import source_choices
from sourcenet.widgets.sheet import Form
from sourcenet.words import _

__all__ = [
    "DEFEND",
    "EXPECT",
    "NEW",
    "add_other",
    "all_said",
    "brought",
    "others_blocks",
    "standing_said",
]

#: The step under which is kept what somebody expected to find, before leaving the page.
EXPECT = "lateral-expect"
#: The step under which is kept why a pair tells something though it is one voice.
DEFEND = "lateral-defend"
#: Stands for a source that is not in the network yet.
NEW = "new"


def all_said(network: SourceNetwork, source: str) -> dict[str, str]:
    """Return what others say about a source, by their id, over all its cards; of each the latest word."""
    state = network.plain()
    found: dict[str, str] = {}
    for card in of_source(network, source):
        found |= card.said
    return {id: text for id, text in found.items() if id in state.sources or id in state.archive}


def standing_said(network: SourceNetwork, source: str) -> dict[str, str]:
    """Return what others say about a source, of those that are not set aside."""
    known = network.plain().sources
    return {id: text for id, text in all_said(network, source).items() if id in known}


def _kept(network: SourceNetwork, step: str, *ids: str) -> Post | None:
    """Return what was kept last at a step about these sources."""
    some = (one for one in reversed(network.posts) if one.step == step and set(ids) <= set(one.refers))
    return next(some, None)


# -- what is expected, what was said, who else


def others_blocks(network: SourceNetwork, source: Source, other: str) -> list[b.Block]:
    """Return what is expected, what others said, and the form to bring another one.

    Parameters
    ----------
    other
        Who says something next: an id, or :data:`NEW`.
    """
    said = all_said(network, source.id)
    expected = _kept(network, EXPECT, source.id)
    ask = _("Before you leave the page: what do you expect others to say?")
    before = b.form(
        "expect",
        [b.area("text", ask, value=expected.text if expected else "")],
        _("Keep it"),
        key=f"expect-{source.id}",
        title=_("What I expect"),
        source=source.id,
    )
    here = network.plain().sources
    lines = [
        _one_said(network, source, network.source(id), text) if id in here else _aside(network, id, text)
        for id, text in said.items()
    ]
    return [
        b.heading(_("Leave the page. Who else speaks about it?"), level=4, key="others"),
        b.fold(_("What I expect"), before, key=f"expect-{source.id}", opened=expected is None and not said),
        *lines,
        b.heading(_("Bring another one"), level=4),
        *_bringing(network, source, other),
    ]


def _bringing(network: SourceNetwork, source: Source, other: str) -> list[b.Block]:
    some = [(NEW, _("a new one, named below")), *source_choices(network, without=(source.id,))]
    known = other in {value for value, _words in some}
    other = other if known else NEW
    held = all_said(network, source.id).get(other, "")
    fields = [
        b.area("said", _("What does it say about {name}, in your words?").format(name=source.label), value=held, rows=3)
    ]
    if other == NEW:
        kinds = [(name, _(name)) for name in network.vocabulary.kinds]
        fields = [
            b.line("name", _("Name")),
            b.select("kind", _("Kind"), kinds, value="site"),
            b.line("url", _("Web address, if there is one")),
            b.line("owner", _("Who owns or publishes it?")),
            b.line("authors", _("Who wrote it?")),
            b.area("why", _("How did you come to it?")),
            *fields,
        ]
    return [
        b.pick(_("Who says something about it?"), "other", some, other),
        b.form(
            "bring",
            fields,
            _("Keep what it says"),
            key=f"bring-{source.id}",
            fresh=other,
            source=source.id,
            other=other,
        ),
    ]


def brought(network: SourceNetwork, source: Source, form: Form, other: str) -> tuple[Source | None, str]:
    """Return the source that says something (None for a new one) and what it says.

    Raises
    ------
    BadValue
        It says nothing, or is the source itself.
    """
    said = str(form.get("said") or "")
    if other == source.id:
        raise BadValue(_("A source is no second voice about itself. Choose another one."), field="other")
    if other == NEW and not str(form.get("name") or ""):
        raise BadValue(_("Name the new source, or choose one of your network above."), field="name")
    if other == NEW and not str(form.get("why") or ""):
        raise BadValue(_("Say how you came to it, so that the way can be walked again."), field="why")
    if not said:
        raise BadValue(
            _("Write what it says about {name}: their point, in your words.").format(name=source.label), field="said"
        )
    return (None if other == NEW else network.source(other)), said


def add_other(network: SourceNetwork, source: Source, form: Form) -> Source:
    """Add a new source that speaks about another, with the connection between them."""
    names = ("url", "owner", "authors")
    given = {name: text for name in names if (text := str(form.get(name) or ""))}
    made = network.add(str(form.get("name")), kind=str(form.get("kind") or "site"), **given)
    # From the one that is judged to the one that speaks about it: that is the way one walks there.
    network.connect(source, made, relation="is spoken about by", why=str(form.get("why")))
    return made


def _aside(network: SourceNetwork, other: str, text: str) -> b.Block:
    name = _("{place} (set aside since)").format(place=thing_words(other, network))
    return b.card(b.heading(name, level=4), b.text(text, kind="quote"))


def _one_said(network: SourceNetwork, source: Source, other: Source, text: str) -> b.Block:
    found = measures.independence(network, source, other)
    kind = {True: "good", False: "warn", None: "plain"}[found.value]
    title = {True: _("Two voices"), False: _("One voice"), None: _("Cannot be said yet")}[found.value]
    return b.card(
        b.heading(other.label, level=4),
        b.text(text, kind="quote"),
        b.note(found.words, kind=kind, title=title),
        *([b.note(_private(other), kind="warn")] if other.private and not source.private else []),
        *(_defending(network, source, other) if found.value is False else []),
        *([] if source.known or other.known else [_noting(source, other, opened=found.value is None)]),
    )


def _private(other: Source) -> str:
    return _("{name} is private, so a card that quotes it stays out of what you hand in.").format(name=other.label)


def _defending(network: SourceNetwork, source: Source, other: Source) -> list[b.Block]:
    held = _kept(network, DEFEND, source.id, other.id)
    asked = b.area("text", _("What does it tell you all the same?"), value=held.text if held else "")
    form = b.form("defend", [asked], _("Keep the sentence"), key=f"defend-{other.id}",
                  title=_("Defend the pair"), source=source.id, other=other.id)  # fmt: skip
    return [
        b.note(_("Find another one, or defend the pair in a sentence.")),
        b.fold(_("Defend the pair"), form, key=f"defend-{other.id}", opened=held is not None),
    ]


def _noting(source: Source, other: Source, *, opened: bool) -> b.Block:
    owns = _("Who owns or publishes {name}?")
    fields = [
        b.line("owner-this", owns.format(name=source.label), value=source.owner),
        b.line("authors-this", _("Who wrote it?"), value=source.authors),
        b.line("owner-other", owns.format(name=other.label), value=other.owner),
        b.line("authors-other", _("And who wrote that one?"), value=other.authors),
    ]
    words = _("Note owner and author")
    form = b.form(
        "owners", fields, _("Note it"), key=f"owners-{other.id}", title=words, source=source.id, other=other.id
    )
    return b.fold(words, form, key=f"owners-{other.id}", opened=opened)

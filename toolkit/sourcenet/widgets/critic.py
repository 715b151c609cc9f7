"""Comment and answer: comments at places in a network, and what was done about each."""

from __future__ import annotations

from typing import ClassVar

from sourcenet.errors import BadValue
from sourcenet.model.comment_types import comment_types
from sourcenet.model.dates import day_written
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Comment
from sourcenet.widgets import blocks as b
from sourcenet.widgets.places import changes_since, place_choices, place_words
from sourcenet.widgets.sheet import Done, Form, Sheet, one_of_pages
from sourcenet.words import _, many

__all__ = ["Critic"]

_PAGES = ("comment", "answer", "all")
#: So many comments are shown at once on a page.
_MOST = 60


class Critic(Sheet):
    """Comment on a network at its places, and answer comments by a change or by a reason.

    Parameters
    ----------
    network
        The network that is commented on: your own, somebody else's, or an example.
    mine
        Your own network, where the other one is not yours: each comment is noted there, too.
    task
        What to do, in a sentence above everything.
    page
        The page at which it opens: ``"comment"``, ``"answer"`` or ``"all"``.
    still
        False where nothing is to be left beside it.

    Raises
    ------
    BadValue
        There is no such page.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> sheet = sn.Critic(network)
    >>> written = {"of": "network", "type": "missing voice", "text": "Nobody here works at night.", "suggestion": "Ask one."}
    >>> sheet.act_comment(written).say
    'Kept: missing voice, on the whole network.'
    """

    title: ClassVar[str] = "Comment and answer"

    def __init__(
        self,
        network: SourceNetwork,
        mine: SourceNetwork | None = None,
        *,
        task: str = "",
        page: str = "comment",
        still: bool = True,
    ) -> None:
        self.mine = mine if mine is not network else None
        self.page = one_of_pages(page, _PAGES)
        self.opened = ""
        super().__init__(network, task=task, still=still)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the tabs and the page that is turned to."""
        waiting = _unanswered(network)
        comments = _received(network)
        pages = [
            ("comment", _("Comment")),
            ("answer", _("Answer ({n} wait)").format(n=len(waiting)) if waiting else _("Answer")),
            ("all", _("All comments ({n})").format(n=len(comments))),
        ]
        made = {"comment": self._commenting, "answer": self._answering, "all": _listed}[self.page](network)
        return [b.tabs(_("Comment and answer"), "turn", pages, self.page), *made]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return all comments with their answers."""
        return _listed(network)

    def _commenting(self, network: SourceNetwork) -> list[b.Block]:
        types = comment_types(network).values()
        hint = _("What do you suggest? For a strength: what would be lost without it?")
        fields = [
            b.select("of", _("Where"), place_choices(network), value="network"),
            b.choice("type", _("What kind of comment"), [(one.name, _(one.name), one.asks) for one in types]),
            b.area(
                "text", _("What do you see there?"), hint=_("Name what you saw, so that anybody could find it."), rows=3
            ),
            b.area("suggestion", hint, rows=2),
        ]
        whose = _("This network is not yours. Each comment is noted in your own network, too.")
        mine = [one for one in _received(network) if one.by == network.learner]
        return b.listing(
            [
                b.heading(_("Say what you see, at one place"), key="top"),
                b.text(whose, kind="muted") if self.mine is not None else None,
                b.form("comment", fields, _("Keep the comment"), key="comment"),
                b.heading(_("Your comments here"), level=4) if mine else None,
                b.items(*(_told(network, one) for one in reversed(mine[-_MOST:]))) if mine else None,
            ]
        )

    def _answering(self, network: SourceNetwork) -> list[b.Block]:
        waiting = _unanswered(network)
        chosen = next((one for one in waiting if one.id == self.opened), None)
        if chosen is not None:
            return self._one(network, chosen)
        if not waiting:
            said = _("Every comment is answered.") if _received(network) else _("Nobody has commented yet.")
            again = _("Put one to yourself, as a stranger would: turn to Comment.")
            return [b.heading(said, key="top"), b.note(again)]
        choices = [(one.id, place_words(network, one), f"{_(one.type)}: {one.text}") for one in waiting[:_MOST]]
        return [
            b.heading(
                many("{n} comment waits for an answer", "{n} comments wait for an answer", len(waiting)), key="top"
            ),
            b.options(_("Which one? Arrow keys move, Enter opens it."), "open", choices),
        ]

    def _one(self, network: SourceNetwork, comment: Comment) -> list[b.Block]:
        changes = changes_since(network, comment.id)
        first = ("", _("no change: I give a reason"))
        none = _("To answer by a change, make it in the Builder first. Then it stands in this list.")
        fields = [
            b.select("change", _("By which change?"), [first, *changes], hint="" if changes else none),
            b.area("reason", _("Why, in a sentence: what the change does, or why it stays as it is"), rows=3),
        ]
        return [
            b.heading(place_words(network, comment), level=3, key="top", about=_signed(network, comment)),
            b.text(comment.text, kind="quote"),
            *([b.text(comment.suggestion, kind="quote")] if comment.suggestion else []),
            b.form("answer", fields, _("Answer it"), key=f"answer-{comment.id}", cancel="close",
                   cancel_words=_("Not now"), comment=comment.id),
        ]  # fmt: skip

    # -- what is done

    def act_turn(self, value: str) -> None:
        """Turn to another page."""
        if value in _PAGES:
            self.page, self.opened = value, ""

    def act_open(self, value: str) -> Done:
        """Open a comment, to answer it."""
        self.opened = value
        return Done(focus="top")

    def act_close(self) -> Done:
        """Go back to the list."""
        self.opened = ""
        return Done(focus="top")

    def act_comment(self, form: Form) -> Done:
        """Keep a comment; one on another network is noted in one's own, too."""
        of, kind = str(form.get("of") or ""), str(form.get("type") or "")
        suggestion = str(form.get("suggestion") or "")
        if kind and not suggestion:
            raise BadValue(
                _("A comment ends in a suggestion: something that the writer of this network could do, or would lose."),
                field="suggestion",
            )
        made = self.network.comment(of, kind, str(form.get("text") or ""), suggestion=suggestion)
        if self.mine is not None:
            about = self.network.question or _("another network")
            self.mine.comment(
                of, kind, made.text, suggestion=suggestion, about=about, anchor=place_words(self.network, made)
            )
        return Done(_("Kept: {type}, on {place}.").format(type=_(kind), place=place_words(self.network, made)))

    def act_answer(self, form: Form, comment: str) -> Done:
        """Keep an answer."""
        self.network.answer(comment, reason=str(form.get("reason") or ""), change=str(form.get("change") or ""))
        self.opened = ""
        left = len(_unanswered(self.network))
        rest = many("{n} still waits.", "{n} still wait.", left) if left else _("Every comment is answered.")
        return Done(f"{_('Answered.')} {rest}", focus="top")


def _received(network: SourceNetwork) -> list[Comment]:
    return [one for one in network.comments if not one.about]


def _unanswered(network: SourceNetwork) -> list[Comment]:
    return [one for one in _received(network) if not one.answers]


def _signed(network: SourceNetwork, comment: Comment) -> str:
    who = _("you") if comment.by == network.learner else comment.by or _("somebody")
    return _("{type}, by {who}, {day}").format(type=_(comment.type), who=who, day=day_written(comment.at))


def _listed(network: SourceNetwork) -> list[b.Block]:
    """Return all comments, those at one place together, each with what was done about it."""
    comments = _received(network)
    if not comments:
        return [
            b.heading(_("No comments yet"), key="top"),
            b.text(_("They will stand here, by the place they are on.")),
        ]
    places: dict[str, list[Comment]] = {}
    for one in comments[:_MOST]:
        places.setdefault(one.of, []).append(one)
    found = [b.heading(_("Comments, by place"), key="top")]
    for some in places.values():
        inside = [b.heading(place_words(network, some[0]), level=4)]
        for one in some:
            inside += [_told(network, one, place=False), *(_told_answer(network, one))]
        found.append(b.card(*inside))
    if len(comments) > _MOST:
        found.append(b.text(_("The first {n} are shown.").format(n=_MOST), kind="muted"))
    return found


def _told(network: SourceNetwork, comment: Comment, *, place: bool = True) -> b.Block:
    where = f"{place_words(network, comment)}: " if place else ""
    words = f"{where}{_signed(network, comment)}. {comment.text}"
    return b.text(f"{words}\n\n{comment.suggestion}" if comment.suggestion else words)


def _told_answer(network: SourceNetwork, comment: Comment) -> list[b.Block]:
    if not comment.answers:
        return [b.text(_("Not answered yet."), kind="muted")]
    called = dict(changes_since(network, comment.id))
    found = []
    for one in comment.answers:
        change = called.get(one.change, _("a change that is not here any more")) if one.change else ""
        how = _("Answered by a change: {change}.").format(change=change) if change else _("Answered by a reason.")
        found.append(b.text(f"{how} {one.reason}".strip()))
    return found

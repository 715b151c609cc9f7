"""What a learner says about a network: judgements, decisions, renewals, comments and their answers, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sourcenet.errors import BadValue, UnknownConnection
from sourcenet.model import finding, records
from sourcenet.model.reading import Reading
from sourcenet.model.replay import WHOLE
from sourcenet.model.rules import cleaned, is_id
from sourcenet.model.source import Answer, Appraisal, Comment, Connection, Decision, Post, Source
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["Saying"]


class Saying(Reading):
    """The verbs that say something about a network and leave its sources and connections where they are."""

    def _once(self, do: str, held: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any]) -> str:
        """Return the id of what stands with this content; where nothing does, keep it."""
        kept = cleaned(do, dict(given), self._keeper.state, self.vocabulary)
        for id, record in held.items():
            said = {name: value for name, value in record.items() if name not in ("id", "at", "by", "real")}
            if said == kept:
                return id
        return self._keeper.commit([{"do": do, **given}])[-1].id

    def appraise(
        self,
        source: str | Source,
        framework: str,
        answers: Mapping[str, Any],
        *,
        evidence: str = "",
        compared_with: Iterable[str | Source] = (),
        seen: Mapping[str, str] | None = None,
        said: Mapping[str, str] | None = None,
        verdict: str = "",
    ) -> Appraisal:
        """Judge a source for your question, with evidence; several over time may stand.

        Parameters
        ----------
        source
            Which one; of people you know only texts are kept, never a number.
        framework
            The card, such as ``"sift"``.
        answers
            By the key of the question: a number from 1 to 5, or a text.
        evidence
            What it rests on, so that another person could check it.
        compared_with
            Other sources that were asked about this one.
        seen
            By the key of the question: what you saw.
        said
            By another source (id, name or address): what that one says about this one.
        verdict
            For what it is good enough, and for what not.

        Raises
        ------
        BadValue, UnknownSource
            With a sentence.
        """
        self._look()
        fields: dict[str, Any] = {
            "of": self._source_id(source),
            "framework": framework,
            "answers": dict(answers),
            "evidence": evidence,
            "compared_with": [self._source_id(ref, archived=True) for ref in compared_with],
            "said": {self._source_id(ref, archived=True): text for ref, text in (said or {}).items()},
            "seen": dict(seen or {}),
            "verdict": verdict,
        }
        id = self._once("appraise", self._keeper.state.appraisals, fields)
        return records.appraisal(self._keeper.state.appraisals[id])

    def decide(
        self,
        what: str,
        *,
        why: str = "",
        change_my_mind: str = "",
        revisits: str | Decision = "",
        outcome: str = "",
        event: str = "",
    ) -> Decision:
        """Note a decision: what, why, and what would change your mind; or look at an earlier one again.

        Parameters
        ----------
        revisits
            The earlier decision.
        outcome
            What became of it: ``"held"``, ``"changed"`` or ``"no longer the question"``.
        event
            The id of the event of your history that showed it.
        """
        self._look()
        given: dict[str, Any] = {"what": what, "why": why, "change_my_mind": change_my_mind}
        if revisits:
            earlier = revisits.id if isinstance(revisits, Decision) else revisits
            if event and all(event != one.id for one in self._keeper.events):
                raise BadValue(_("This moment is not in your history. Choose another."), field="event")
            given |= {"revisits": earlier, "outcome": outcome, "event": event}
        id = self._once("decide", self._keeper.state.decisions, given)
        return records.decision(self._keeper.state.decisions[id])

    def renew(self, connection: str | Connection, *, used_for: str, on: str | dt.date | None = None) -> Connection:
        """Renew a connection by saying what you used it for.

        Parameters
        ----------
        connection
            The connection, or its id.
        used_for
            What you used it for, in your own words.
        on
            The day on which you did; today where not given.

        Raises
        ------
        BadValue
            It does not say what for.
        UnknownConnection
            It is not in the network, or set aside.
        """
        self._look()
        id = connection.id if isinstance(connection, Connection) else connection
        state = self._keeper.state
        if id not in state.connections:
            raise UnknownConnection(
                _("This connection does not stand in your network any more. Bring it back first, or choose another.")
            )
        if not clean_text(used_for):
            raise BadValue(
                _("A renewal says what you used it for. Write it in a sentence, from the last time."), field="used_for"
            )
        changes = {"last_used": str(on or self.today), "used_for": used_for}
        kept = cleaned("reconnect", {"of": id, "set": changes}, state, self.vocabulary)["set"]
        if any(state.connections[id].get(name) != value for name, value in kept.items()):
            self._keeper.commit([{"do": "reconnect", "of": id, "set": changes}])
        state = self._keeper.state
        return records.connection(finding.connection_record(id, state), state)

    def comment(
        self,
        of: str | Source | Connection,
        type: str,
        text: str,
        *,
        suggestion: str = "",
        about: str = "",
        anchor: str = "",
    ) -> Comment:
        """Comment on a source, a connection or the whole network, with a suggestion.

        Parameters
        ----------
        of
            A source, a connection, or ``"network"`` for the whole.
        type
            What kind of comment, such as ``"missing voice"``.
        text, suggestion
            What you see there, and what could be done.
        about, anchor
            For a comment on another network: what that one is called, and the place in it, in words. ``of`` is then
            the id that the place has there.

        Raises
        ------
        BadValue, UnknownSource
            With a sentence.
        """
        self._look()
        given = {"of": self._place_of(of, away=bool(about)), "type": type, "text": text}
        given |= {"suggestion": suggestion, "about": about, "anchor": anchor}
        id = self._once("comment", self._keeper.state.comments, given)
        return next(one for one in self.comments if one.id == id)

    def _place_of(self, of: str | Source | Connection, *, away: bool) -> str:
        if isinstance(of, Source | Connection):
            return of.id
        state = self._keeper.state
        if away or of == WHOLE or is_id(of) or of in state.connections or of in state.archive or of in state.sources:
            return of  # an id that is not there is refused by the rule, which knows the field
        return self._source_id(of, archived=True)

    def answer(self, comment: str | Comment, *, reason: str = "", change: str = "") -> Answer:
        """Answer a comment: by a change that you made, or by a reason.

        Parameters
        ----------
        comment
            The comment, or its id.
        reason
            Why it stays as it is, or what the change does.
        change
            The id of the event that is the change.

        Raises
        ------
        BadValue
            There is neither, or the comment or the change is not there.
        """
        self._look()
        of = comment.id if isinstance(comment, Comment) else comment
        if change and all(change != event.id or event.undone for event in self._keeper.events):
            raise BadValue(_("This change is not in your history, or was undone. Choose another."), field="change")
        id = self._once("answer", self._keeper.state.answers, {"of": of, "reason": reason, "change": change})
        return records.answer(self._keeper.state.answers[id])

    def post(
        self,
        step: str,
        text: str = "",
        *,
        answers: Mapping[str, Any] | None = None,
        refers: Iterable[str | Source | Connection] = (),
    ) -> Post:
        """Keep what you wrote at a step of a lesson; what was written there before stays in the history.

        Parameters
        ----------
        step
            Which step, such as ``"03-reflect"``.
        text
            What you wrote.
        answers
            Short answers by name.
        refers
            Sources, connections or ids that it refers to.

        Raises
        ------
        BadValue
            It says nothing.
        """
        self._look()
        ids = [ref if isinstance(ref, str) else ref.id for ref in refers]
        given = {"step": step, "text": text, "answers": dict(answers or {}), "refers": ids}
        state = self._keeper.state
        # Only the latest of a step is looked at: whoever writes an old sentence again means it again.
        latest = next((id for id in reversed(state.posts) if state.posts[id].get("step") == step), None)
        id = self._once("post", {latest: state.posts[latest]} if latest else {}, given)
        return records.post(self._keeper.state.posts[id])

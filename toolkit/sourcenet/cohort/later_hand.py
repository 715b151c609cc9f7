"""The hand of a simulated learner in the later assignments: it fills cards, asks others, comments, looks back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcenet.cohort.later import Later

if TYPE_CHECKING:
    from sourcenet.cohort.hand import Hand
    from sourcenet.model.source import Appraisal, Decision, Source

__all__ = ["LaterHand"]

_JUDGED = (
    ("leaflet from the stall", "object"),
    ("price comparison page", "site"),
    ("report of the regulator", "paper"),
)
_QUESTIONS = ("Who pays for the bus at night?", "Does the label on the jar mean anything?")
_DOING = (("ask who signed the figure", "read the part on its method"), ("ring in the morning", "compare both tables"))


class LaterHand:
    """Works on a network through its public verbs after an assignment began, and keeps its own count.

    Parameters
    ----------
    hand
        The hand that built the network.
    """

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.network = hand.network
        self.count = Later()

    @property
    def fresh(self) -> str:
        """A sentence of one's own that was not used yet."""
        return next(self.hand.sentence)

    # -- cards

    def to_judge(self) -> list[Source]:
        """Bring three sources that are no people, each connected with a reason of its own."""
        made = [self.hand.add(name, kind=kind) for name, kind in _JUDGED]
        for source in made:
            self.hand.connect("me", source, relation="reads")
        return made

    def card(
        self,
        source: Source,
        evidence: str = "",
        *,
        said: tuple[Source, str] | None = None,
        compared: Source | None = None,
        counts: bool = True,
        speaks: bool = True,
    ) -> Appraisal:
        """Fill a card; ``counts`` and ``speaks`` say whether evidence and what was said are sentences of one's own."""
        shy = source.known
        card = self.network.appraise(
            source,
            "conversation" if shy else "craap",
            {} if shy else {"currency": self.hand.chance.randint(1, 5)},
            evidence=evidence,
            said={said[0].id: said[1]} if said else {},
            compared_with=[compared] if compared else (),
        )
        if evidence and counts and not shy:
            self.count.judged.setdefault(source.id, False)
        if said and speaks and not shy:
            self.count.lateral[source.id] = 1.0
        elif compared and evidence and counts:
            self.count.lateral.setdefault(source.id, 0.5)
        return card

    def pick(self, *cards: Appraisal) -> None:
        """Choose cards for the reading list."""
        self.network.choose(*cards)
        for card in cards:
            if card.source in self.count.judged:
                self.count.judged[card.source] = True
                self.count.picked_cards += 1

    # -- comments

    def comment(self, answer: str = "", *, counts: bool = True, by_change: bool = False) -> None:
        """Comment on one's own network as a stranger would, and answer with a reason, a change, or not at all."""
        place = self.hand.sources[self.count.received % len(self.hand.sources)]
        comment = self.network.comment(place, "unclear reason", self.fresh, suggestion="Say what it did the last time.")
        self.count.received += 1
        if by_change:
            self.network.decide(f"Look at {place.name} once more", why=self.fresh)
            self.network.answer(comment, change=self.network.decisions[-1].id)
        elif answer:
            self.network.answer(comment, reason=answer)
        self.count.answered += bool((answer and counts) or by_change)

    # -- looking after

    def walk(self, turn: int, *, told: int = 2, real: bool = True) -> None:
        """Walk a route of two steps along new connections, telling so many of them; or one that nothing carried."""
        first, second = (self.hand.add(f"{name} of line {turn + 1}", kind=kind) for name, kind in _ROUTE)
        self.hand.connect("me", first)
        if real:
            self.hand.connect(first, second, relation="led me to")
        doing = list(_DOING[turn % 2][:told])
        self.network.traverse(_QUESTIONS[turn % 2], ["me", first, second], doing)
        if not real:
            self.hand.connect(first, second, relation="led me to")
        self.count.routes.append(told / 2 if real else 0.0)

    def set_aside(self, reason: str = "", *, name: str = "", counts: bool = True) -> None:
        """Bring something that turned out not to help, and set it aside with a reason."""
        gone = self.hand.add(name or f"forum on {self.hand.chance.choice(['prices', 'sleep'])}, unsigned", kind="site")
        self.hand.connect("me", gone, counts=counts)
        self.hand.prune(gone, reason or self.fresh, counts=False)
        self.count.set_aside += counts

    def keep(self, why: str = "", *, what: str = "", counts: bool = True) -> Decision:
        """Look at something and keep it, saying why."""
        kept = self.network.decide(what or f"Keep {self.hand.sources[0].name}", why=why or self.fresh)
        self.count.kept += counts
        return kept

    def look_again(
        self,
        first: Decision,
        why: str = "",
        *,
        moment: bool = True,
        own: bool = True,
        keeps: bool = True,
        too_soon: bool = False,
    ) -> None:
        """Look at a decision again, citing the last thing that was done, or nothing.

        ``own`` says whether the why is other than that of the first decision, ``keeps`` whether it stands on nothing
        else that was kept or set aside: a decision with such a why is something looked at and kept, too.
        """
        event = self.network.events[-1].id if moment else ""
        self.network.decide("Looked at again", why=why or self.fresh, revisits=first, outcome="held", event=event)
        self.count.kept += keeps
        self.count.again = max(self.count.again, 0.0 if too_soon else (own + moment) / 2)

    def old(self) -> Sequence[Decision]:
        """Return the decisions that were there before."""
        return self.network.decisions


_ROUTE = (("driver", "person"), ("timetable office", "organisation"))

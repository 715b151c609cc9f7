"""What is counted of a later assignment while it is planted: cards, other voices, routes, decisions, answers."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Later"]


@dataclass
class Later:
    """The count of what was planted after a later assignment began; read by the published rules, never by a check.

    Parameters
    ----------
    judged
        Sources with a card whose evidence counts, and whether that card is on the reading list.
    lateral
        What each source with a card is worth that brings somebody else: 1 where it says what they said, 1/2 where
        it only names them.
    picked_cards
        Cards with evidence of their own on the reading list.
    routes
        What each route walked since then is worth: the part of its steps that are told, 0 for one that was not real.
    set_aside, kept
        Things set aside, and things looked at and kept, since then.
    again
        What the best look at an old decision is worth: half for the why, half for the moment.
    received, answered
        Comments on the network, and those of them with an answer that counts.
    """

    judged: dict[str, bool] = field(default_factory=dict)
    lateral: dict[str, float] = field(default_factory=dict)
    picked_cards: int = 0
    routes: list[float] = field(default_factory=list)
    set_aside: int = 0
    kept: int = 0
    again: float = 0.0
    received: int = 0
    answered: int = 0

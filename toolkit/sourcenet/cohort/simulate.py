"""A class that never was: seeded learners of differing habits, and the marks they deserve.

What a learner deserves is worked out from what was planted, by the published rule of each check, never by
running a check: so a class of them can tell whether the checks, and everything between a click and a mark,
are right.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.cohort.habits import HABITS
from sourcenet.cohort.hand import Hand, Planted
from sourcenet.cohort.later import Later
from sourcenet.cohort.later_habits import LATER
from sourcenet.cohort.later_hand import LaterHand
from sourcenet.cohort.material import QUESTIONS, answers

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["POINTS", "POINTS_OF", "Learner", "simulate"]

#: The check cells of ``build-network``, by property: points, as the published criteria give them.
POINTS = {"reasons_given": 10.0, "chosen": 8.0, "walked": 6.0, "set_aside_and_kept": 6.0}
BUILD, APPRAISE, GROW = "build-network", "appraise-and-critique", "grow-and-prune"
#: The same for each assignment that a class can do.
POINTS_OF: Mapping[str, Mapping[str, float]] = {
    BUILD: POINTS,
    APPRAISE: {"appraised": 10.0, "read_laterally": 8.0, "chosen": 6.0, "comments_answered": 6.0},
    GROW: {"set_aside_and_kept": 8.0, "walked": 8.0, "decision_revisited": 8.0, "reasons_given": 6.0},
}

# How well the written pieces read to a person, from 0 (not yet) to 3 (strong); 2 where nothing is said.
_LEVELS = {"thin": 1, "filler": 0, "pasted reasons": 1, "empty": 0, "careful": 3}


@dataclass(frozen=True)
class Learner:
    """One simulated learner.

    Parameters
    ----------
    id
        ``learner-01`` and so on.
    habit
        What was planted, in words.
    network
        The real network that the habit left.
    answers
        The written pieces, by ``written`` and ``task``; empty where nothing was written.
    planted
        The count of what was planted.
    level
        How well the pieces read, 0 to 3: what a simulated marker gives.
    assignment
        Which assignment it was done for.
    """

    id: str
    habit: str
    network: SourceNetwork
    answers: Mapping[str, str]
    planted: Planted
    level: int
    assignment: str = BUILD

    @property
    def notebook_is_broken(self) -> bool:
        """Whether the notebook arrives cut in half: the checks count all the same, the answers cannot be read."""
        return self.habit == "broken notebook"

    @property
    def journal_is_damaged(self) -> bool:
        """Whether a line of the journal arrives damaged; the others still count."""
        return self.habit == "damaged journal"

    @property
    def is_late(self) -> bool:
        """Whether the work arrives after the date; that changes no mark."""
        return self.habit == "late starter"

    def deserves(self, points: Mapping[str, float] | None = None) -> dict[str, float]:
        """Return the marks deserved for each check cell, from the count of what was planted.

        Parameters
        ----------
        points
            Property -> points of its cell; those of the assignment where None.

        Returns
        -------
        dict
            Property -> mark, rounded to two places.
        """
        points = POINTS_OF[self.assignment] if points is None else points
        shares = _SHARES[self.assignment](self.planted)
        return {name: round(points[name] * share, 2) for name, share in shares.items() if name in points}


def _reasons(done: Planted) -> float:
    # Nine of ten connections are asked for, and a network of fewer than five is taken for one of five.
    return min(1.0, done.own_reasons / (0.9 * max(done.connections, 5)))


def _built(done: Planted) -> dict[str, float]:
    return {
        "reasons_given": _reasons(done),
        "chosen": min(1.0, done.chosen / 5),
        "walked": done.told / done.steps if done.steps else 0.0,
        # Two things looked at and kept are worth as much as one set aside and one kept.
        "set_aside_and_kept": min(2, min(done.set_aside, 1) + done.kept) / 2,
    }


def _appraised(done: Planted) -> dict[str, float]:
    later = done.later
    # Where nobody commented all is answered, once there is something to comment on.
    answered = later.answered / later.received if later.received else float(bool(done.own_reasons))
    return {
        "appraised": min(1.0, sum(later.judged.values()) / 2),
        "read_laterally": min(1.0, sum(sorted(later.lateral.values())[-2:]) / 2),
        "chosen": (min(5, done.chosen) + min(2, later.picked_cards)) / 7,
        "comments_answered": answered,
    }


def _looked_after(done: Planted) -> dict[str, float]:
    later = done.later
    return {
        "set_aside_and_kept": min(2, min(later.set_aside, 1) + later.kept) / 2,
        "walked": sum(sorted(later.routes)[-2:]) / 2,
        "decision_revisited": later.again,
        "reasons_given": _reasons(done),
    }


_SHARES: Mapping[str, Callable[[Planted], dict[str, float]]] = {
    BUILD: _built,
    APPRAISE: _appraised,
    GROW: _looked_after,
}


def simulate(n: int = 12, *, seed: int = 1, folder: Path | None = None, assignment: str = BUILD) -> list[Learner]:
    """Make a class of learners who work on real networks through the public verbs.

    Parameters
    ----------
    n
        How many; twelve have each habit once, more repeat habits by chance.
    seed
        The same seed plants the same class.
    folder
        Where each keeps a journal, in a folder of their own; in memory where None.
    assignment
        For which assignment; a later one goes on from the network of the first.

    Returns
    -------
    list of Learner
        In the order of their ids; which habit sits where is a matter of the seed.
    """
    chance = random.Random(seed)
    names = list(HABITS)
    habits = names[: min(n, len(names))] + [chance.choice(names) for _more in range(n - len(names))]
    chance.shuffle(habits)
    width = max(2, len(str(n)))
    return [
        _learner(f"learner-{number:0{width}}", habit, random.Random(f"{seed} {number}"), folder, assignment)
        for number, habit in enumerate(habits, start=1)
    ]


def _learner(id: str, habit: str, chance: random.Random, folder: Path | None, assignment: str) -> Learner:
    network = _network(id, chance.choice(QUESTIONS), folder)
    hand = Hand(network, chance)
    HABITS[habit](hand)
    later = Later()
    if assignment in LATER and habit != "empty":
        network.begin(assignment)
        going_on = LaterHand(hand)
        LATER[assignment](habit)(going_on)
        later = going_on.count
    names = [source.name for source in hand.sources]
    writes = len(names) >= 3 and habit not in ("filler", "empty")
    written = answers(names, hand.sentence, assignment) if writes else {}
    return Learner(id, habit, network, written, replace(hand.planted(), later=later), _LEVELS.get(habit, 2), assignment)


def _network(id: str, question: str, folder: Path | None) -> SourceNetwork:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.opening import open_network

    if folder is None:
        return SourceNetwork.in_memory(question=question, learner=id)
    own = folder / id
    own.mkdir(parents=True, exist_ok=True)
    return open_network(own / "my-network.jsonl", learner=id, question=question)

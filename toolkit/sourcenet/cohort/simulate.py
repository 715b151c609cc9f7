"""A class that never was: seeded learners of differing habits, and the marks they deserve.

What a learner deserves is worked out from what was planted, by the published rule of each check, never by
running a check: so a class of them can tell whether the checks, and everything between a click and a mark,
are right.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.cohort.habits import HABITS
from sourcenet.cohort.hand import Hand, Planted
from sourcenet.cohort.material import QUESTIONS, answers

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["POINTS", "Learner", "simulate"]

#: The check cells of ``build-network``, by property: points, as the published criteria give them.
POINTS = {"reasons_given": 10.0, "chosen": 8.0, "walked": 6.0, "set_aside_and_kept": 6.0}

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
    """

    id: str
    habit: str
    network: SourceNetwork
    answers: Mapping[str, str]
    planted: Planted
    level: int

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

    def deserves(self, points: Mapping[str, float] = POINTS) -> dict[str, float]:
        """Return the marks deserved for each check cell, from the count of what was planted.

        Parameters
        ----------
        points
            Property -> points of its cell.

        Returns
        -------
        dict
            Property -> mark, rounded to two places.
        """
        done = self.planted
        shares = {
            # Nine of ten connections are asked for, and a network of fewer than five is taken for one of five.
            "reasons_given": min(1.0, done.own_reasons / (0.9 * max(done.connections, 5))),
            "chosen": min(1.0, done.chosen / 5),
            "walked": done.told / done.steps if done.steps else 0.0,
            # Two things looked at and kept are worth as much as one set aside and one kept.
            "set_aside_and_kept": min(2, min(done.set_aside, 1) + done.kept) / 2,
        }
        return {name: round(points[name] * share, 2) for name, share in shares.items() if name in points}


def simulate(n: int = 12, *, seed: int = 1, folder: Path | None = None) -> list[Learner]:
    """Make a class of learners who work on real networks through the public verbs.

    Parameters
    ----------
    n
        How many; twelve have each habit once, more repeat habits by chance.
    seed
        The same seed plants the same class.
    folder
        Where each keeps a journal, in a folder of their own; in memory where None.

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
        _learner(f"learner-{number:0{width}}", habit, random.Random(f"{seed} {number}"), folder)
        for number, habit in enumerate(habits, start=1)
    ]


def _learner(id: str, habit: str, chance: random.Random, folder: Path | None) -> Learner:
    network = _network(id, chance.choice(QUESTIONS), folder)
    hand = Hand(network, chance)
    HABITS[habit](hand)
    names = [source.name for source in hand.sources]
    written = answers(names, hand.sentence) if len(names) >= 3 and habit not in ("filler", "empty") else {}
    return Learner(id, habit, network, written, hand.planted(), _LEVELS.get(habit, 2))


def _network(id: str, question: str, folder: Path | None) -> SourceNetwork:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.opening import open_network

    if folder is None:
        return SourceNetwork.in_memory(question=question, learner=id)
    own = folder / id
    own.mkdir(parents=True, exist_ok=True)
    return open_network(own / "my-network.jsonl", learner=id, question=question)

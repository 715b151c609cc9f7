"""The hand of a simulated learner: it works on a real network and keeps its own count of what it planted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sourcenet.cohort.later import Later
from sourcenet.cohort.material import PLACES, sentences

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Hand", "Planted"]


@dataclass(frozen=True)
class Planted:
    """What was planted, counted while planting and never read back from the network.

    Parameters
    ----------
    connections
        Connections that stand.
    own_reasons
        Those of them whose reason is a sentence of one's own.
    chosen
        Connections with such a reason that were picked to be read.
    steps, told
        Steps of the route walked along standing connections, and those of them that say what one does there.
    set_aside, kept
        Things set aside, and things looked at and kept, each with a reason.
    later
        What was planted after a later assignment began.
    """

    connections: int = 0
    own_reasons: int = 0
    chosen: int = 0
    steps: int = 0
    told: int = 0
    set_aside: int = 0
    kept: int = 0
    later: Later = field(default_factory=Later)


@dataclass
class Hand:
    """Adds, connects, chooses, walks and sets aside through the network's public verbs.

    Parameters
    ----------
    network
        The network to work on.
    chance
        Where choices come from; the same seed plants the same things.
    """

    network: SourceNetwork
    chance: random.Random
    sources: list[Source] = field(default_factory=list)
    ties: dict[str, tuple[Connection, bool]] = field(default_factory=dict)
    picked: list[str] = field(default_factory=list)
    steps: int = 0
    told: int = 0
    set_aside: int = 0
    kept: int = 0

    def __post_init__(self) -> None:
        self.sentence: Iterator[str] = sentences(self.chance)
        places = list(PLACES)
        self.chance.shuffle(places)
        self._places = iter(places)

    def add(self, name: str = "", kind: str = "site", url: str = "") -> Source:
        """Add a source of the pool, or one of the given name."""
        if not name:
            name, kind, url = next(self._places)
        viewpoints = ["proponent", "critic", "mixed", "neutral", "does not apply", ""]
        source = self.network.add(
            name,
            kind=kind,
            url=url,
            origin=self.chance.choice(["brought", "added"]),
            viewpoint=self.chance.choice(viewpoints),
            known=kind == "person",
        )
        self.sources.append(source)
        return source

    def connect(
        self, start: Source | str, end: Source, why: str | None = None, *, relation: str = "asks", counts: bool = True
    ) -> Connection:
        """Connect with the given reason, or with a fresh sentence of one's own; say whether it is one that counts."""
        reason = next(self.sentence) if why is None else why
        tie = self.network.connect(start, end, relation=relation, strength=self.chance.randint(1, 5), why=reason)
        self.ties[tie.id] = (tie, counts)
        return tie

    def grow(self, n: int) -> None:
        """Add ``n`` sources: the first three from the learner, the others from the learner or through a source."""
        for index in range(n):
            before = list(self.sources)
            start = "me" if index < 3 or self.chance.random() < 0.4 else self.chance.choice(before)
            self.connect(start, self.add(), relation=self.chance.choice(["asks", "reads", "uses", "led me to"]))

    def choose(self, n: int) -> None:
        """Pick ``n`` connections to be read, those with a reason of one's own first."""
        ties = sorted(self.ties.values(), key=lambda pair: not pair[1])[:n]
        self.network.choose(*(tie for tie, _own in ties))
        self.picked += [tie.id for tie, _own in ties]

    def walk(self) -> None:
        """Walk from the learner along a connection, and one further where one leads on, saying what one does there."""
        first = next(tie for tie, _own in self.ties.values() if tie.start == "me")
        onward = next((tie for tie, _own in self.ties.values() if tie.start == first.end), None)
        steps = ["me", first.end] + ([onward.end] if onward else [])
        doing = ["ask what the word means there", "look up the figure and who made it"][: len(steps) - 1]
        self.network.traverse("Where does this figure come from?", steps, doing=doing)
        self.steps, self.told = len(doing), len(doing)

    def prune(self, source: Source, reason: str, *, counts: bool = True) -> None:
        """Set a source aside; the connections that touch it go with it."""
        self.network.prune(source, reason=reason)
        self.ties = {id: pair for id, pair in self.ties.items() if source.id not in (pair[0].start, pair[0].end)}
        self.sources.remove(source)
        self.set_aside += counts

    def keep(self, source: Source) -> None:
        """Look at a source and keep it, saying why."""
        self.network.decide(
            f"Keep {source.name}", why=next(self.sentence), change_my_mind="If I had not used it by June."
        )
        self.kept += 1

    def planted(self) -> Planted:
        """Return the count."""
        own = {id for id, (_tie, is_own) in self.ties.items() if is_own}
        return Planted(
            connections=len(self.ties),
            own_reasons=len(own),
            chosen=len(own.intersection(self.picked)),
            steps=self.steps,
            told=self.told,
            set_aside=self.set_aside,
            kept=self.kept,
        )

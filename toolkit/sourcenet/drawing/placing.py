"""Where everything stands: the same network always gives the same picture, and what a person moved stays."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2
from typing import TYPE_CHECKING

from sourcenet.drawing.crossing import clear_spot
from sourcenet.drawing.room import GAP, HIGH, WIDE, Grid, free_spot
from sourcenet.drawing.spreading import spread
from sourcenet.drawing.structure import ME, Point, Structure, structure_of

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["arrange", "layout"]

#: Up to so many connections a newcomer's spot is chosen with an eye on each.
FEW = 200
#: A kept layout follows ours while its sources stand this close to where we would put them.
ALIKE = 60.0


def arrange(network: SourceNetwork) -> dict[str, Point]:
    """Lay a whole network out anew, wherever its sources have been moved to.

    Parameters
    ----------
    network
        The network to draw.

    Returns
    -------
    dict of str to tuple of float
        A place in css px for ``"me"``, at (0, 0), and for every standing source; connected sources
        stand about 95 apart.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory(question="Where do I learn?")
    >>> sn.arrange(network)
    {'me': (0.0, 0.0)}
    """
    structure = structure_of(network)
    return _named(structure, spread(structure))


def layout(network: SourceNetwork, *, kept: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """Say where everything stands, without moving what a person has placed.

    Parameters
    ----------
    network
        The network to draw.
    kept
        Places that stay exactly as they are; ``network.positions`` where not given. The Builder
        gives what is on the screen, so that nothing on it ever moves by itself.

    Returns
    -------
    dict of str to tuple of float
        A place in css px for ``"me"`` and for every standing source. While less than half is kept,
        the rest stands where :func:`arrange` puts it; after that a newcomer gets a free spot near
        what it is connected with.
    """
    structure = structure_of(network)
    places = network.positions if kept is None else kept
    stay = {name: (float(places[name][0]), float(places[name][1])) for name in structure.ids if name in places}
    if len(stay) == len(structure.ids):
        return stay
    if kept is not None and 2 * len(stay) >= len(structure.ids):
        return _joined(stay, structure)  # at once: somebody is waiting for an answer
    whole = _named(structure, spread(structure))
    if not stay:
        return whole
    if _follows(stay, whole, structure):
        return _beside(stay, whole, structure)
    return _joined(stay, structure)


def _named(structure: Structure, points: list[Point]) -> dict[str, Point]:
    """Round to tenths: enough for the eye, and the last digits of a sine differ between machines."""
    return {name: (round(x, 1) + 0.0, round(y, 1) + 0.0) for name, (x, y) in zip(structure.ids, points, strict=True)}


def _follows(stay: Mapping[str, Point], whole: Mapping[str, Point], structure: Structure) -> bool:
    """Tell whether what is kept still looks like our own layout."""
    if 2 * len(stay) < len(structure.ids):
        return True
    gone = sorted(max(abs(stay[name][0] - whole[name][0]), abs(stay[name][1] - whole[name][1])) for name in stay)
    return gone[len(gone) // 2] < ALIKE


def _beside(stay: Mapping[str, Point], whole: Mapping[str, Point], structure: Structure) -> dict[str, Point]:
    """Let the rest stand where it is, a step aside where somebody has been moved."""
    grid = Grid(GAP)
    for point in stay.values():
        grid.add(point)
    found = dict(stay)
    for name in structure.ids:
        if name not in found:
            x, y = whole[name]
            spot = free_spot(grid, (x, y), towards=atan2(y, x), gap=GAP * 0.7)
            found[name] = (round(spot[0], 1), round(spot[1], 1))
            grid.add(found[name])
    return {name: found[name] for name in structure.ids}


def _joined(stay: Mapping[str, Point], structure: Structure) -> dict[str, Point]:
    """Give newcomers a free spot near what they are connected with, else near the learner."""
    flat = WIDE / HIGH  # a name needs more room across than down: spots are looked for in a stretched plane
    grid = Grid(WIDE)
    for x, y in stay.values():
        grid.add((x, y * flat))
    found = dict(stay)
    count = len(stay)
    middle = (sum(x for x, _y in grid.points) / count, sum(y for _x, y in grid.points) / count)
    number = {name: k for k, name in enumerate(stay)}
    pairs = [
        (number[a], number[b])
        for a, b in ((structure.ids[i], structure.ids[j]) for i, j in structure.pairs)
        if a in number and b in number
    ]
    for i, name in enumerate(structure.ids):
        if name in found:
            continue
        friends = [structure.ids[j] for j in structure.near[i] if structure.ids[j] in found]
        friends = [friend for friend in friends if friend != ME] or [ME] * (ME in found)
        x, y = middle
        if friends:
            x = sum(found[friend][0] for friend in friends) / len(friends)
            y = sum(found[friend][1] for friend in friends) / len(friends) * flat
        away = atan2(y - middle[1], x - middle[0])
        first = 2 if len(friends) == 1 else 0
        mine = [(number[structure.ids[j]], len(number)) for j in structure.near[i] if structure.ids[j] in number]
        if len(pairs) <= FEW:
            spot = clear_spot(grid, (x, y), mine, pairs, gap=0.9 * WIDE, towards=away, first=first)
        else:
            spot = free_spot(grid, (x, y), towards=away, gap=0.9 * WIDE, first=first)
        found[name] = (round(spot[0], 1), round(spot[1] / flat, 1))
        number[name] = len(number)
        pairs += mine
        grid.add(spot)
    return {name: found[name] for name in structure.ids}

"""A whole layout from nothing: a start that grows with the network, then the connected drawn together."""

from __future__ import annotations

from functools import reduce
from math import atan2, cos, hypot, pi, sin, sqrt
from operator import add

from sourcenet.drawing.crossing import clear_spot
from sourcenet.drawing.room import GAP, Grid, clear_lines, free_spot, push_apart
from sourcenet.drawing.structure import Point, Structure

__all__ = ["NEAR", "spread"]

#: How far apart connected sources stand, in css px.
NEAR = 95.0
#: Radius of the disc that one source fills when all have room for their names.
PITCH = 61.0
#: The same in a crowd, where names give way.
ROOM = 48.0
#: Sunflower seeds turn by this angle: no two directions ever repeat.
GOLDEN = pi * (3 - sqrt(5))
#: Up to here every source is weighed against every other; beyond, only against what is near.
FEW, MANY = 130, 700
#: How firmly a source keeps to its first place: a little, so that a newcomer does not turn the picture round.
HOLD = 0.02
#: So many sources are placed with an eye on every crossing; it costs more with each.
CAREFUL = 60


def spread(structure: Structure) -> list[Point]:
    """Lay a network out with the learner in the middle, at (0, 0).

    The start puts one source after another, in the order of adding, near what
    it is connected with; so a source more changes nothing of the start of the
    others, and little of the end.

    Parameters
    ----------
    structure
        The network as numbers.

    Returns
    -------
    list of tuple
        A place for each number, in css px.
    """
    if len(structure.ids) <= FEW:
        points = draw_together(seed(structure), structure)
    else:
        points = pull_near(seed_many(structure), structure, rounds=24 if len(structure.ids) <= MANY else 8)
        points = open_out(points)
    squeeze = aspect(len(points))
    points = [(x * squeeze, y / squeeze) for x, y in points]
    return settle(points, structure)


def seed(structure: Structure) -> list[Point]:
    """Give every source a first place, in the order of adding, where its connections cross few others."""
    grid = Grid(GAP)
    grid.add((0.0, 0.0))
    pairs: list[tuple[int, int]] = []
    for i in range(1, len(structure.ids)):
        (x, y), alone = wish(structure, grid.points, i)
        mine = [(j, i) for j in structure.near[i] if j < i]
        if i <= CAREFUL and mine:
            grid.add(clear_spot(grid, (x, y), mine, pairs))
        else:
            grid.add(free_spot(grid, (x, y), towards=atan2(y, x), first=0 if alone else 1))
        pairs += mine
    return grid.points


def wish(structure: Structure, points: list[Point], i: int) -> tuple[Point, bool]:
    """Say where a source would stand best: amid earlier ones, or on its own seat of the sunflower."""
    anchors = [j for j in structure.near[i] if 0 < j < i]
    if anchors:
        count = len(anchors)
        return (sum(points[j][0] for j in anchors) / count, sum(points[j][1] for j in anchors) / count), False
    radius = max(NEAR, PITCH * sqrt(i))
    return (radius * cos(i * GOLDEN), radius * sin(i * GOLDEN)), True


def seed_many(structure: Structure) -> list[Point]:
    """Give many sources a first place each, on seats in rows, which are quick to look up."""
    across, down = GAP * 1.1, GAP * 0.95
    size = int(sqrt(len(structure.ids))) + 2
    offsets = sorted(
        ((c, r) for c in range(-size, size + 1) for r in range(-size, size + 1)),
        key=lambda seat: (seat[0] ** 2 + seat[1] ** 2, seat),
    )
    taken: dict[tuple[int, int], int] = {(0, 0): 0}
    points: list[Point] = [(0.0, 0.0)]
    looked: dict[tuple[int, int], int] = {}
    for i in range(1, len(structure.ids)):
        (x, y), _alone = wish(structure, points, i)
        home = (round(x / across), round(y / down))
        k = looked.get(home, 0)  # seats nearer than this were found taken by an earlier search
        while (seat := (home[0] + offsets[k][0], home[1] + offsets[k][1])) in taken:
            k += 1
        looked[home] = k
        taken[seat] = i
        points.append(((seat[0] + seat[1] % 2 / 2) * across, seat[1] * down))
    return points


def draw_together(points: list[Point], structure: Structure, *, rounds: int = 60) -> list[Point]:
    """Bring every pair towards the distance it should have (stress majorisation, one source at a time).

    References
    ----------
    .. [1] Gansner, E., Koren, Y., & North, S. (2005). Graph drawing by stress
       majorization. Graph Drawing 2004, LNCS 3383, 239-250.
    """
    wanted = distances(structure)
    totals = [reduce(add, (weight for _length, weight in row), 0.0) for row in wanted]
    here = list(points)
    if len(here) > 60:
        rounds = rounds * 60 * 60 // len(here) ** 2
    for _round in range(rounds):
        moved = 0.0
        for i in range(1, len(here)):
            x, y = here[i]
            sx = sy = 0.0
            for (ox, oy), (length, weight) in zip(here, wanted[i], strict=True):
                dx, dy = x - ox, y - oy
                pull = length / (hypot(dx, dy) or 1.0)
                sx += weight * (ox + pull * dx)
                sy += weight * (oy + pull * dy)
            total = totals[i]
            hold = HOLD * total
            nx, ny = (sx + hold * points[i][0]) / (total + hold), (sy + hold * points[i][1]) / (total + hold)
            moved += abs(nx - x) + abs(ny - y)
            here[i] = (nx, ny)
        if moved < 0.2 * len(here):
            break
    return here


def distances(structure: Structure) -> list[list[tuple[float, float]]]:
    """Say for every pair how far apart it should stand, and how much that matters."""
    count = len(structure.ids)
    radius = PITCH * sqrt(count)
    far = max(1.25 * radius, 2 * NEAR)
    table = [[(far, 0.35 / far**2)] * count for _row in range(count)]
    for i in range(1, count):
        for j, step in structure.steps(i, most=4).items():
            length = reach_of(structure, i, j) if step == 1 else min(NEAR * max(1, step) ** 0.9, far)
            table[i][j] = (length, 1.2 / length**2)
        mine = max(NEAR, 0.5 * radius) if 0 in structure.near[i] else max(1.5 * NEAR, 0.73 * radius)
        table[i][0] = (mine, 1.0 / mine**2)
        table[i][i] = (0.0, 0.0)
    return table


def reach_of(structure: Structure, i: int, j: int) -> float:
    """Say how long a connection should be: longer where a hub needs room for many."""
    many = max(len(structure.near[i]), len(structure.near[j]))
    return NEAR * max(1.0, sqrt(many) / 2.6)


def pull_near(points: list[Point], structure: Structure, *, rounds: int) -> list[Point]:
    """Bring connected sources near each other where every pair would be too many to look at."""
    here = list(points)
    pairs = [(i, j, reach_of(structure, i, j)) for i, j in structure.pairs if i]
    for _round in range(rounds):
        for i, j, length in pairs:
            dx, dy = here[j][0] - here[i][0], here[j][1] - here[i][1]
            apart = hypot(dx, dy) or 1.0
            if apart <= length:
                continue
            for one, sign in ((i, 1), (j, -1)):
                go = sign * 0.5 * (apart - length) / apart / max(2, len(structure.near[one]))
                here[one] = (here[one][0] + dx * go, here[one][1] + dy * go)
        push_apart(here, fixed=1, wide=NEAR, high=NEAR * 0.8, rounds=1)
    return here


def open_out(points: list[Point]) -> list[Point]:
    """Make room in a crowded middle: no disc around the learner holds more sources than have room in it.

    Connections across a large network pull everything inwards. Each source goes straight out, no further than
    those within need, so neighbours stay neighbours; searching free spots for a crowd would take many times as long.
    """
    here = list(points)
    distance = [hypot(x, y) for x, y in points]
    for place, i in enumerate(sorted(range(1, len(points)), key=distance.__getitem__), start=1):
        wanted = ROOM * sqrt(place)
        if 0 < distance[i] < wanted:
            (x, y), out = points[i], wanted / distance[i]
            here[i] = (x * out, y * out)
    return here


def aspect(count: int) -> float:
    """Tell how much wider than high a layout is: names run across, so a small one is wide."""
    return 1.16 - 0.16 * min(1.0, max(0.0, (count - 20) / 50))


def settle(points: list[Point], structure: Structure) -> list[Point]:
    """Give every source its room, and move it off the connections of others."""
    here = list(points)
    count = len(here)
    if count <= FEW:
        for _round in range(12 if count <= 70 else 4):
            worst = clear_lines(here, structure.pairs, fixed=1)
            if push_apart(here, fixed=1, rounds=8) and worst < 2.0:
                break
    push_apart(here, fixed=1, rounds=60 if count <= MANY else 6)
    return part(here)


def part(points: list[Point], *, gap: float = 44.0) -> list[Point]:
    """Put whatever still stands on another on the nearest free spot: no two sources ever overlap."""
    grid = Grid(gap)
    for x, y in points:
        grid.add(free_spot(grid, (x, y), towards=atan2(y, x), gap=gap))
    return grid.points

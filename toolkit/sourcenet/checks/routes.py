"""Routes: whether the learner walked to an answer, and says what one does at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import alike
from sourcenet.checks.counts import Reading
from sourcenet.checks.placeholders import is_placeholder
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import key, plain, verdict
from sourcenet.checks.wording import label, named
from sourcenet.model.source import Source
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Traversal

__all__ = ["walked"]

_LEAST_WORDS = 3
#: With how many routes along the same steps a new one is compared.
_MOST_ALIKE = 30


def walked(n: int = 1, *, since: str = "", weight: float = 1.0) -> Property:
    """Ask for routes that were real when they were walked, each step with what one does there.

    A route stays real when a part of it is set aside later. A step counts when three words or more say what one
    does there, other than its name and than another step of the route. A route is worth the part of its steps that
    count; the best ``n`` are taken. Meant against invented routes.

    Parameters
    ----------
    n
        How many routes.
    since
        A moment, such as ``"grow-and-prune"``: routes walked after it. Where the history has no such moment, all of
        it is read, and the result says so.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "walked")
    moment = arguments.text(since, "walked", "since")

    def look(reading: Reading) -> Found:
        after = reading.since(moment)
        routes = [route for route in reading.network.traversals if after is None or route.id in after]
        known = _known(reading)
        worth = _each_once(routes, known)
        best = sorted(worth.values(), reverse=True)[:asked]
        return Found(
            sum(best) / asked,
            many(
                "{n} route that you walked, with what you do at each step",
                "{n} routes that you walked, with what you do at each step",
                asked,
            ),
            _found(routes, known, worth) + reading.note_on(moment),
            reading.first_step or _try(routes, known),
        )

    title = many("{n} route walked and told", "{n} routes walked and told", asked)
    return Property("walked", title, look, arguments.weight(weight, "walked"))


def _each_once(routes: list[Traversal], known: dict[str, Source]) -> dict[tuple[str, ...], float]:
    """Return what each route is worth; one to the same question, or one told in the same words, is taken once."""
    worth: dict[tuple[str, ...], float] = {}
    told: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
    for route in routes:
        once = (plain(route.question), *route.steps)
        words = " ".join(key(doing) for doing in route.doing)
        held = told.setdefault(route.steps, [])
        if once not in worth and words:
            once = next((same for said, same in held[:_MOST_ALIKE] if alike(words, said)), once)
        held.append((words, once))
        worth[once] = max(worth.get(once, 0.0), _worth(route, known))
    return worth


def _known(reading: Reading) -> dict[str, Source]:
    """Return every source that a route may have passed, those set aside since then among them."""
    aside = {entry.id: entry.what for entry in reading.network.archive if isinstance(entry.what, Source)}
    return {**aside, **reading.by_id}


def _told(route: Traversal, known: dict[str, Source]) -> list[bool]:
    """Tell for each step whether it says what one does there, and says it for the first time."""
    told, said = [], set()
    for place, step in enumerate(route.steps[1:]):
        doing = route.doing[place] if place < len(route.doing) else ""
        there = known.get(step)
        names = [there.name, there.label] if there else []
        good = not verdict(doing, names, least=_LEAST_WORDS) and key(doing) not in said
        said.add(key(doing))
        told.append(good and not (there is not None and is_placeholder(there.name)))
    return told


def _worth(route: Traversal, known: dict[str, Source]) -> float:
    told = _told(route, known)
    return sum(told) / len(told) if route.real and told else 0.0


def _found(routes: list[Traversal], known: dict[str, Source], worth: dict[tuple[str, ...], float]) -> str:
    if not routes:
        return _("no route yet")
    whole = sum(value == 1 for value in worth.values())
    parts = [many("{n} route told step by step", "{n} routes told step by step", whole)] if whole else []
    partly = sum(0 < value < 1 for value in worth.values())
    if partly:
        parts.append(many("{n} told in part", "{n} told in part", partly))
    silent = sum(route.real and not _worth(route, known) for route in routes)
    if silent:
        parts.append(many("{n} without what you do there", "{n} without what you do there", silent))
    invented = sum(not route.real for route in routes)
    if invented:
        parts.append(
            many("{n} with a step that no connection carried", "{n} with a step that no connection carried", invented)
        )
    return "; ".join(parts)


def _try(routes: list[Traversal], known: dict[str, Source]) -> str:
    if not routes:
        return _("What did you want to know this week? Under More, choose A route I took, and walk to whoever knew it.")
    for route in routes:
        told = _told(route, known)
        if route.real and not all(told):
            step = route.steps[1 + told.index(False)]
            name = label(known[step].label) if step in known else _("each step")
            return _("What does one do at {name}: ask whom, look for what? Three words or more.").format(name=name)
    invented = [route for route in routes if not route.real]
    if invented:
        passed = [known[id] for id in dict.fromkeys(invented[0].steps) if id in known]
        return _("Connect what you walked along, then walk it again: {names}.").format(names=named(passed))
    return _("Take another question of this week, and walk to whoever knew.")

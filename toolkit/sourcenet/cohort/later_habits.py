"""What the habits of a simulated class come to in the later assignments: one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sourcenet.cohort.later_hand import LaterHand

__all__ = ["LATER"]

_PASTED = "It is well known and everybody at the faculty uses it."
_HOSTILE = "<script>document.title='run'</script> ${{7*7}} =1+1"

Habit = Callable[[LaterHand], None]


# -- appraise-and-critique


def weigh(hand: LaterHand, tail: str = "") -> None:
    """Fill three cards with evidence, read two of them laterally, choose two; answer what was said of the network."""
    leaflet, page, report = hand.to_judge()
    cards = [
        hand.card(leaflet, f"{hand.fresh} {tail}", said=(report, f"{hand.fresh} {tail}")),
        hand.card(page, f"{hand.fresh} {tail}", said=(leaflet, f"{hand.fresh} {tail}")),
    ]
    hand.card(report, hand.fresh)
    hand.pick(*cards)
    hand.hand.choose(5)
    hand.comment(hand.fresh)
    hand.comment(by_change=True)


def weigh_hostile(hand: LaterHand) -> None:
    """Do everything, with text that would run if anything let it."""
    weigh(hand, _HOSTILE)


def weigh_thin(hand: LaterHand) -> None:
    """Fill one card, choose it, and answer "ok"."""
    hand.pick(hand.card(hand.to_judge()[0], hand.fresh))
    hand.comment("ok", counts=False)


def tick(hand: LaterHand) -> None:
    """Give figures, and no evidence for any of them."""
    hand.pick(*(hand.card(source) for source in hand.to_judge()[:2]))
    hand.hand.choose(5)
    hand.comment(hand.fresh)


def weigh_filler(hand: LaterHand) -> None:
    """Fill cards for names that are none."""
    for name in ("test 7", "source 8"):
        source = hand.hand.add(name)
        hand.hand.connect("me", source, counts=False)
        hand.card(source, hand.fresh, counts=False)


def weigh_pasted(hand: LaterHand) -> None:
    """Give all the same evidence, and let everybody say the same: each counts once."""
    leaflet, page, report = hand.to_judge()
    cards = [hand.card(leaflet, _PASTED, said=(report, f"They say it too. {_PASTED}"), speaks=False)]
    cards.append(hand.card(page, _PASTED, said=(report, hand.fresh), counts=False))
    hand.pick(*cards)
    hand.hand.choose(5)
    for turn in range(2):
        hand.comment(_PASTED, counts=turn == 0)


def weigh_unchosen(hand: LaterHand) -> None:
    """Do everything, but choose no card."""
    leaflet, page, report = hand.to_judge()
    for source in (leaflet, page):
        hand.card(source, hand.fresh, said=(report, hand.fresh))


def compare_only(hand: LaterHand) -> None:
    """Name whom the card was compared with, and not what they said."""
    leaflet, page, report = hand.to_judge()
    hand.pick(*(hand.card(source, hand.fresh, compared=report) for source in (leaflet, page)))
    hand.hand.choose(5)
    hand.comment()


def weigh_people(hand: LaterHand) -> None:
    """Judge somebody whom one knows, which is not done, and one other source."""
    leaflet, _page, _report = hand.to_judge()
    driver = hand.hand.add("driver of the night bus", kind="person")
    hand.hand.connect("me", driver)
    hand.pick(hand.card(driver, hand.fresh), hand.card(leaflet, hand.fresh))
    hand.hand.choose(5)


# -- grow-and-prune


def look_after(hand: LaterHand) -> None:
    """Walk two routes, set one thing aside, keep another, meet an old decision again."""
    hand.walk(0)
    hand.walk(1)
    hand.set_aside()
    hand.look_again(hand.old()[0])
    hand.keep()


def look_after_thin(hand: LaterHand) -> None:
    """Walk one route and keep one thing."""
    hand.walk(0)
    hand.keep()


def look_too_soon(hand: LaterHand) -> None:
    """Decide, and look at it again at once; set something aside."""
    hand.walk(0)
    hand.walk(1)
    hand.set_aside()
    first = hand.keep(why="useful", what="Keep all of it", counts=False)
    hand.look_again(first, why="still useful", too_soon=True, own=False, keeps=False)


def cut_filler(hand: LaterHand) -> None:
    """Add filler in order to cut it."""
    hand.set_aside(name="test 9", counts=False)


def look_pasted(hand: LaterHand) -> None:
    """Use one sentence for everything: it counts once."""
    hand.walk(0)
    hand.set_aside(_PASTED)
    hand.keep(_PASTED, counts=False)
    hand.look_again(hand.old()[0], _PASTED, moment=False, keeps=False)


def did_it_before(hand: LaterHand) -> None:
    """Do nothing more: what was done before the assignment is no part of it."""


def look_unreal(hand: LaterHand) -> None:
    """Tell one route that nothing carried, and half of another; look again without a moment."""
    hand.walk(0, real=False)
    hand.walk(1, told=1)
    hand.look_again(hand.old()[0], moment=False)


def keep_all(hand: LaterHand) -> None:
    """Look at two things and keep both: as good as one set aside and one kept."""
    hand.keep()
    hand.keep(what="Keep the rest as it is")


def nothing(hand: LaterHand) -> None:
    """Do nothing."""


_WEIGH: dict[str, Habit] = {
    "thin": weigh_thin,
    "star": tick,
    "filler": weigh_filler,
    "pasted reasons": weigh_pasted,
    "no choices": weigh_unchosen,
    "unreal route": compare_only,
    "nothing set aside": weigh_people,
    "empty": nothing,
    "hostile text": weigh_hostile,
}
_LOOK_AFTER: dict[str, Habit] = {
    "thin": look_after_thin,
    "star": look_too_soon,
    "filler": cut_filler,
    "pasted reasons": look_pasted,
    "no choices": did_it_before,
    "unreal route": look_unreal,
    "nothing set aside": keep_all,
    "empty": nothing,
}

#: Assignment -> what a habit comes to in it; those who are not named do everything.
LATER: Mapping[str, Callable[[str], Habit]] = {
    "appraise-and-critique": lambda habit: _WEIGH.get(habit, weigh),
    "grow-and-prune": lambda habit: _LOOK_AFTER.get(habit, look_after),
}

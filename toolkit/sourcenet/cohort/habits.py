"""The habits that a simulated class is made of: one function each, and the order in which they come."""

from __future__ import annotations

from collections.abc import Callable

from sourcenet.cohort.hand import Hand
from sourcenet.cohort.material import PLACEHOLDERS

__all__ = ["HABITS"]

_PASTED = "It is a good and useful place for my studies."
_HOSTILE_NAME = "Half an Hour </script><img src=x onerror=\"document.title='run'\">"
_HOSTILE_WHY = "{sentence} <script>document.title='run'</script> ${{7*7}} javascript:alert(1) =1+1"


def careful(hand: Hand) -> None:
    """Do everything that was asked."""
    hand.grow(hand.chance.randint(8, 12))
    hand.connect(hand.sources[0], hand.sources[-1], relation="agrees with")
    hand.choose(5)
    hand.walk()
    _set_aside_one(hand)
    hand.keep(hand.sources[0])


def late(hand: Hand) -> None:
    """Join late, do everything in one evening, hand in after the date."""
    careful(hand)


def thin(hand: Hand) -> None:
    """Bring three sources, one of them without a reason, and stop."""
    hand.grow(2)
    hand.connect("me", hand.add(), "useful", counts=False)
    hand.choose(3)


def star(hand: Hand) -> None:
    """Connect everything to oneself and nothing to anything else."""
    for _n in range(9):
        hand.connect("me", hand.add())
    hand.choose(5)
    hand.walk()
    _set_aside_one(hand)
    hand.keep(hand.sources[0])


def filler(hand: Hand) -> None:
    """Fill up with names that are none, however good the reasons, and set one aside that was only added for it."""
    for name in PLACEHOLDERS:
        hand.connect("me", hand.add(name), counts=False)
    hand.connect("me", hand.add())
    hand.choose(5)
    hand.prune(hand.sources[0], "I looked at it again and do not need it.", counts=False)


def pasted(hand: Hand) -> None:
    """Give every connection the same reason: it counts once, for the first that has it."""
    for number in range(8):
        hand.connect("me", hand.add(), _PASTED, counts=number == 0)
    hand.choose(5)
    hand.walk()
    hand.keep(hand.sources[0])


def no_choices(hand: Hand) -> None:
    """Do everything, but choose nothing to be read."""
    hand.grow(9)
    hand.walk()
    _set_aside_one(hand)
    hand.keep(hand.sources[0])


def unreal_route(hand: Hand) -> None:
    """Tell a route whose steps were never connected."""
    hand.grow(8)
    hand.choose(5)
    lone = hand.add()
    hand.network.traverse("Where does this figure come from?", ["me", lone], doing=["go there and look it up"])
    hand.connect(hand.sources[1], lone)
    _set_aside_one(hand)
    hand.keep(hand.sources[0])


def nothing_set_aside(hand: Hand) -> None:
    """Keep everything and look at none of it again."""
    hand.grow(9)
    hand.choose(5)
    hand.walk()


def empty(hand: Hand) -> None:
    """Open the network and do nothing."""


def hostile(hand: Hand) -> None:
    """Do everything, with text that would run if anything let it."""
    hand.connect("me", hand.add(_HOSTILE_NAME))
    hand.grow(8)
    why = _HOSTILE_WHY.format(sentence=next(hand.sentence))
    hand.connect(hand.sources[2], hand.sources[5], why, relation="<b>cites</b>")
    hand.choose(5)
    hand.walk()
    _set_aside_one(hand)
    hand.keep(hand.sources[0])


def _set_aside_one(hand: Hand) -> None:
    """Bring one that turned out not to help, and set it aside with the reason."""
    name = f"blog on {hand.chance.choice(['sleep', 'maps', 'prices', 'buses'])} without an author"
    source = hand.add(name, url="https://blog.example.org")
    hand.connect("me", source)
    hand.prune(source, "Nobody stands behind it: no author, no date, and it sells what it praises.")


#: Name -> what the learner does. A class of twelve has each of the first twelve once.
HABITS: dict[str, Callable[[Hand], None]] = {
    "careful": careful,
    "thin": thin,
    "star": star,
    "filler": filler,
    "pasted reasons": pasted,
    "no choices": no_choices,
    "unreal route": unreal_route,
    "nothing set aside": nothing_set_aside,
    "empty": empty,
    "hostile text": hostile,
    "broken notebook": careful,
    "late starter": late,
    "damaged journal": careful,
}

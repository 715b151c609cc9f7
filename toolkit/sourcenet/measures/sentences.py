"""What a network says about itself: sentences that are true at six sources, kind, and lead to one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.choosing import choose
from sourcenet.measures.facts import Facts
from sourcenet.measures.said import ENOUGH, LARGER, Said

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["ENOUGH", "LARGER", "Said", "first_said", "first_sentence", "says", "told"]


def first_sentence(network: SourceNetwork) -> str:
    """Return one thing that is true of the network now, and one thing to do next.

    It tells what is there, never how many faults there are. Below six sources it is too early to say.

    Parameters
    ----------
    network
        The learner's network.

    Returns
    -------
    str
        Two or three short sentences in the learner's language.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sentence = sn.first_sentence(sn.load_example("first-steps"))
    >>> for part in sentence.split(". "):
    ...     print(part)
    In one step you get to 8 of your 12 sources, and on from there to 4 more
    Take the way to Cochrane Library once this week, and note what you do at each step.
    """
    return first_said(network).whole


def first_said(network: SourceNetwork) -> Said:
    """Return what :func:`first_sentence` says, with what it is about and what to try next apart from it.

    Parameters
    ----------
    network
        The learner's network.
    """
    return told(network)[0]


def says(network: SourceNetwork) -> list[str]:
    """Return what is worth reading now: one sentence at six sources, up to three from ten on.

    Parameters
    ----------
    network
        The learner's network.

    Returns
    -------
    list of str
        The sentences of :func:`sourcenet.summarise`, each with what to try next, if it has that.

    Examples
    --------
    >>> import sourcenet as sn
    >>> for sentence in sn.says(sn.load_example("first-steps"))[1:]:
    ...     print(sentence.split(". ")[0])
    The connection from course tutor to library guide is the only one between two parts of your network
    On your question they speak as if about 3 voices in balance
    """
    return [one.whole for one in told(network)]


def told(network: SourceNetwork) -> list[Said]:
    """Return what :func:`says` does, with what each is about and what to try next apart from it.

    Parameters
    ----------
    network
        The learner's network.

    Returns
    -------
    list of Said
        As many as there are sentences of :func:`says`, in the same order.

    Examples
    --------
    >>> import sourcenet as sn
    >>> from sourcenet.measures import told
    >>> [(one.about, one.text) for one in told(sn.load_example("first-steps"))][0]
    ('me', 'In one step you get to 8 of your 12 sources, and on from there to 4 more.')
    """
    return list(choose(Facts(network)))

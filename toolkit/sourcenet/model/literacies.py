"""Elements of digital literacy, for a page before and a page after."""

from __future__ import annotations

from dataclasses import dataclass

from sourcenet.model.tables import shipped
from sourcenet.words import _

__all__ = ["Element", "elements"]


@dataclass(frozen=True, slots=True)
class Element:
    """One element.

    Parameters
    ----------
    key, label
        What it is called in the history, and on the page.
    before, after
        What is asked at the beginning, and at the end.
    verbs
        The verbs of a history that can show it.
    """

    key: str
    label: str
    before: str
    after: str
    verbs: tuple[str, ...]


def elements() -> tuple[Element, ...]:
    """Return the elements in their order.

    References
    ----------
    .. [1] Jisc, Building digital capabilities framework.
    .. [2] UNESCO, Media and Information Literacy.

    Examples
    --------
    >>> from sourcenet.model.literacies import elements
    >>> elements()[0].label
    'Finding'
    """
    rows = shipped("literacies.toml")["elements"]
    return tuple(
        Element(row["key"], _(row["label"]), _(row["before"]), _(row["after"]), tuple(row["verbs"])) for row in rows
    )

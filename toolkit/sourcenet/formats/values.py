"""Values between texts and types: what a file writes as text, and how a text is read as number or truth."""

from __future__ import annotations

import math
import re
from typing import Any

__all__ = ["as_flag", "as_number", "as_text", "join_tags", "kind_of", "split_tags", "typed"]

_TRUE = {"true", "yes", "1", "y", "x", "ja", "oui", "si", "sí", "wahr"}
_FALSE = {"false", "no", "0", "n", "nein", "non", "falsch", ""}
_WHOLE = {"int", "integer", "long", "short", "byte", "biginteger"}
_NUMBER = {"float", "double", "bigdecimal", "decimal", "number"}


def typed(text: str, kind: str) -> Any:
    """Return a text as the type that its file states; as it stands where it is none of that type."""
    bare, kind = text.strip(), kind.lower()
    if kind == "boolean":
        flag = as_flag(bare)
        return text if flag is None or not bare else flag
    if kind in _WHOLE:
        return int(bare) if re.fullmatch(r"[+-]?\d{1,300}", bare) else as_number(bare, text)
    if kind in _NUMBER:
        return as_number(bare, text)
    return text


def as_number(value: object, otherwise: Any = None) -> Any:
    """Return a value as a number, NaN and infinity included; something else where it is none."""
    if isinstance(value, bool):
        return otherwise
    if isinstance(value, (int, float)):
        return value
    if not isinstance(value, str):
        return otherwise
    text = value.strip()
    try:
        if re.fullmatch(r"[+-]?\d{1,300}", text):
            return int(text)
        return float(text) if text and "_" not in text else otherwise
    except ValueError:
        pass
    if re.fullmatch(r"[+-]?\d+,\d+", text):  # 0,5 as it is written in half of the world
        return float(text.replace(",", "."))
    return otherwise


def as_flag(value: object) -> bool | None:
    """Return a value as a truth; None where it is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return bool(value) if value in (0, 1) else None
    text = str(value).strip().casefold()
    return True if text in _TRUE else False if text in _FALSE else None


def kind_of(value: object) -> str:
    """Return the type that a column needs for a value: boolean, whole, number or text."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "whole" if -(2**63) <= value < 2**63 else "text"
    return "number" if isinstance(value, float) and math.isfinite(value) else "text"


def as_text(value: object) -> str:
    """Return a value as a file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def join_tags(tags: tuple[str, ...] | list[str]) -> str:
    """Return tags as one text, parted by semicolons."""
    return "; ".join(tag.replace("\\", "\\\\").replace(";", "\\;") for tag in tags if tag)


def split_tags(text: str) -> list[str]:
    """Return the tags of a text, parted by semicolons."""
    parts = re.findall(r"(?:[^;\\]|\\.|\\$)+", text, re.DOTALL)
    return [tag for part in parts if (tag := re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip())]

"""Which format a file has: by what stands in it, whatever it is called."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path

from sourcenet.errors import BadValue, UnreadableFile
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["FORMATS", "format_for_writing", "named_format", "sniff"]

#: The formats that are read and written, with the suffix of each.
FORMATS = {"journal": ".jsonl", "json": ".json", "graphml": ".graphml", "gexf": ".gexf", "csv": ".csv", "xlsx": ".xlsx"}
# What people may well have, and what is not read yet.
_LATER = {
    ".bib": "BibTeX",
    ".ris": "RIS",
    ".opml": "OPML",
    ".html": "bookmark",
    ".htm": "bookmark",
    ".csl": "CSL-JSON",
}


def named_format(name: str) -> str:
    """Return the format that a person named, by its name or suffix.

    Raises
    ------
    BadValue
        There is no such format; the sentence lists those there are.
    """
    bare = clean_text(str(name)).casefold().lstrip(".")
    found = next((one for one, suffix in FORMATS.items() if bare in (one, suffix[1:])), "")
    if found:
        return found
    later = next((said for suffix, said in _LATER.items() if bare in (suffix[1:], said.casefold())), "")
    if later:
        raise BadValue(_later(later))
    near = difflib.get_close_matches(bare, FORMATS, n=1)
    hint = _(" Did you mean “{name}”?").format(name=near[0]) if near else ""
    raise BadValue(
        _("There is no format “{name}”.{hint} There is: {formats}.").format(
            name=clean_text(bare, 40), hint=hint, formats=", ".join(FORMATS)
        )
    )


def _later(what: str) -> str:
    return _("{what} files are not read or written yet. What is: {formats}.").format(
        what=what, formats=", ".join(FORMATS)
    )


def format_for_writing(path: Path, format: str | None) -> str:
    """Return the format of a file that is to be written: the named one, or that of its suffix.

    Raises
    ------
    BadValue
        The suffix is that of no format.
    """
    if format is not None:
        return named_format(format)
    if not path.suffix:
        raise BadValue(
            _("“{name}” has no ending that says its format. Use one of: {endings}.").format(
                name=clean_text(path.name, 80), endings=", ".join(FORMATS.values())
            )
        )
    return named_format(path.suffix)


def sniff(data: bytes, name: str) -> str:
    """Return the format of a file's content.

    Raises
    ------
    UnreadableFile
        It is of no format that is read.
    """
    suffix = Path(name).suffix.casefold()
    if data[:4] == b"PK\x03\x04":
        return "xlsx"
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise UnreadableFile(_("{file} is empty. Is it the right file?").format(file=name))
    head = _head(data)
    if head is None:
        raise UnreadableFile(
            _("{file} is no text, and no format that is read: {formats}. Is it the right file?").format(
                file=name, formats=", ".join(FORMATS)
            )
        )
    if head.startswith("<"):
        return _xml(head, name)
    if head.startswith(("{", "[")):
        return _json(data, head, name)
    if re.match(r"@\w+\s*[{(]", head) or suffix == ".bib":
        raise UnreadableFile(_later("BibTeX"))
    if re.match(r"TY {1,2}- ?", head) or suffix == ".ris":
        raise UnreadableFile(_later("RIS"))
    if suffix in (".csv", ".tsv", ".txt", ".tab", "", ".edges", ".edgelist"):
        return "csv"
    raise UnreadableFile(
        _("{file} does not hold what its ending says, and was not recognised. What is read: {formats}.").format(
            file=name, formats=", ".join(FORMATS)
        )
    )


def _head(data: bytes) -> str | None:
    """Return the beginning of a text without its mark; None where it is no text."""
    start = data[:4000]
    for mark, code in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if start.startswith(mark):
            return start[len(mark) :].decode(code, "replace").lstrip()
    if start.count(0) > len(start) // 4:
        start = start.decode("utf-16-be" if start[:1] == b"\0" else "utf-16-le", "replace").encode()
    text = start.decode("utf-8", "replace")
    unseen = sum(c < " " and c not in "\t\r\n\f" for c in text)
    return None if unseen > len(text) // 50 else text.lstrip()


def _xml(head: str, name: str) -> str:
    bare = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>", "", head, flags=re.DOTALL)
    found = re.search(r"<(?:[\w.-]+:)?([\w.-]+)", bare) or re.search(r"<(?:[\w.-]+:)?(graphml|gexf)\b", head)
    root = found[1].casefold() if found else ""
    if root in ("graphml", "gexf"):
        return root
    suffix = Path(name).suffix.casefold()
    if not root and suffix in (".graphml", ".gexf"):
        return suffix[1:]
    if root == "opml":
        raise UnreadableFile(_later("OPML"))
    if root in ("html", "dl", "title", "h1") or "NETSCAPE-Bookmark" in head:
        raise UnreadableFile(_later("bookmark"))
    raise UnreadableFile(
        _("{file} is XML of another kind (<{root}>). Of XML, GraphML and GEXF are read.").format(
            file=name, root=clean_text(root, 40)
        )
    )


def _json(data: bytes, head: str, name: str) -> str:
    first, _end, _rest = head.partition("\n")
    try:
        event = json.loads(first)
    except (ValueError, RecursionError):
        event = None
    if isinstance(event, dict) and {"do", "at", "id"} <= event.keys():
        return "journal"
    suffix = Path(name).suffix.casefold()
    if suffix == ".jsonl" or (b'"do":"' in data[:4000] and b'"sum":"' in data[:4000]):  # its first line is damaged
        return "journal"
    if head.startswith("[") and re.search(r'"(?:DOI|container-title|issued|citation-key)"\s*:', head):
        raise UnreadableFile(_later("CSL-JSON"))
    return "json"

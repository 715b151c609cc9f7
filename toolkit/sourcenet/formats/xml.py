"""Reading XML of strangers: no entity is expanded, nothing is fetched, size and depth are bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from sourcenet.errors import UnreadableFile
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["Walk", "parse"]

_DEEPEST = 60
_CHUNK = 1 << 16


class Walk:
    """What a reader of one format does at each element; names come without their namespace.

    A reader sets ``line`` nowhere: it is that of the element which is being told.
    """

    line = 0

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        """Hear of an element that begins."""

    def end(self, name: str, text: str) -> None:
        """Hear of an element that ends, with the text that stood directly in it."""


class _Refused(Exception):
    """A construct that is refused, in a sentence; kept apart, so that expat's frames do not hide it."""


def parse(data: bytes, walk: Walk, name: str) -> None:
    """Walk through an XML document.

    Parameters
    ----------
    data
        The file.
    walk
        Told of each element.
    name
        The file's name, for sentences.

    Raises
    ------
    UnreadableFile
        The document is cut, ill-formed, declares entities, or is nested beyond what a graph needs.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    texts: list[list[str]] = []

    def begin(tag: str, given: dict[str, str]) -> None:
        if len(texts) >= _DEEPEST:
            raise _Refused(_("its elements lie more than {n} deep in one another").format(n=_DEEPEST))
        texts.append([])
        walk.line = parser.CurrentLineNumber
        walk.begin(_bare(tag), {_bare(key): value for key, value in given.items()} if given else given)

    def end(tag: str) -> None:
        walk.end(_bare(tag), "".join(texts.pop()))

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: texts[-1].append(text) if texts else None
    parser.EntityDeclHandler = _refuse_entities
    parser.UnparsedEntityDeclHandler = _refuse_entities
    parser.ExternalEntityRefHandler = _refuse_entities
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
        parser.Parse(b"", True)
    except _Refused as refused:
        raise UnreadableFile(
            _(
                "{file}, line {line}: {why}. It was not read; export it anew from the program that it comes from."
            ).format(file=name, line=parser.CurrentLineNumber, why=refused)
        ) from None
    except expat.ExpatError as error:
        raise UnreadableFile(_sentence(error, name)) from error
    except (ValueError, LookupError) as error:  # an encoding that there is not
        raise UnreadableFile(
            _("{file} is in an encoding that cannot be read ({why}). Save it as UTF-8.").format(
                file=name, why=clean_text(str(error), 80)
            )
        ) from error


def _refuse_entities(*_given: object) -> NoReturn:
    raise _Refused(_("it declares entities, which may make it endless or fetch other files"))


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]


_CUT: tuple[int, ...] = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
)


def _sentence(error: expat.ExpatError, name: str) -> str:
    if error.code in _CUT:
        return _(
            "{file}, line {line}: the file ends in the middle. Nothing was read; fetch it again or export it anew."
        ).format(file=name, line=error.lineno)
    why = expat.ErrorString(error.code)
    return _("{file}, line {line}: this is not well-formed XML ({why}). Nothing was read; export it anew.").format(
        file=name, line=error.lineno, why=why
    )


Handler = Callable[[str, Mapping[str, str]], None]

"""Telling pictures by their content, and making them anew from the parts that draw.

What a picture says of itself is not believed, and what does not draw (texts, places, programs hidden behind the last
byte) is left behind. Nothing is decoded here: the browser does that, of a file whose every part has the form and the
size that its kind demands.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

__all__ = ["PIXELS", "verified"]

#: A picture is at most so many pixels: what 12 million cost is what a browser has to spare.
PIXELS = 12_000_000
_PARTS = 5000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# In the coded lines of a JPEG: the next marker that is none of theirs.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class _NoPictureError(Exception):
    """The bytes are not such a picture."""


def verified(content: bytes) -> tuple[str, bytes] | None:
    """Return the media type of a picture and the picture, made anew; None where it is none of the four kinds.

    Parameters
    ----------
    content
        The bytes of a file that is said to be a picture.
    """
    for start, kind, read in _KINDS:
        if content.startswith(start):
            try:
                return kind, read(content)
            except (_NoPictureError, struct.error, IndexError):
                return None
    return None


def _sized(width: int, height: int) -> None:
    _demand(width > 0 and height > 0 and width * height <= PIXELS)


def _demand(holds: bool) -> None:
    if not holds:
        raise _NoPictureError


# -- PNG ---------------------------------------------------------------------------------------------------------------


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    for _part in range(_PARTS):
        (length,), name = struct.unpack_from(">I", content, at), content[at + 4 : at + 8]
        end = at + 8 + length
        (crc,) = struct.unpack_from(">I", content, end)
        _demand(crc == zlib.crc32(content[at + 4 : end]))
        yield name, content[at + 8 : end]
        if name == b"IEND":
            return
        at = end + 4
    raise _NoPictureError


def _png(content: bytes) -> bytes:
    kept: list[tuple[bytes, bytes]] = []
    for name, data in _png_parts(content):
        _demand((name == b"IHDR") == (not kept))
        if name in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append((name, data))
        else:
            _demand(name[:1].islower())  # a part that may be left out
    width, height, depth, colours, packing, sieve, laced = struct.unpack(">IIBBBBB", kept[0][1])
    _sized(width, height)
    _demand(depth in _PNG_DEPTHS.get(colours, ()) and (packing, sieve) == (0, 0) and laced in (0, 1))
    _demand(any(name == b"IDAT" for name, _data in kept))
    return _PNG + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in kept
    )


# -- JPEG --------------------------------------------------------------------------------------------------------------


def _jpeg(content: bytes) -> bytes:
    kept, at, drawn, sized = [b"\xff\xd8"], 2, False, False
    for _part in range(_PARTS):
        while content[at : at + 2] == b"\xff\xff":  # filling
            at += 1
        _demand(content[at] == 0xFF)
        marker = content[at + 1]
        if marker == 0xD9:
            _demand(drawn)
            return b"".join([*kept, b"\xff\xd9"])
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        _demand(length >= 2 and end <= len(content))
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack_from(">HH", content, at + 5)
            _sized(width, height)
            _demand(not sized)
            sized = True
        if marker == 0xDA:
            _demand(sized)
            drawn = True
            behind = _MARKER.search(content, end)
            end = behind.start() if behind else len(content)
        if marker in (0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA):
            kept.append(content[at:end])
        elif marker == 0xEE and content[at + 4 : at + 9] == b"Adobe" and length == 14:
            kept.append(content[at:end])  # how its colours are meant
        elif marker == 0xE1 and content[at + 4 : at + 10] == b"Exif\0\0":
            kept.append(_turned(content[at + 10 : end]))
        else:
            _demand(0xE0 <= marker <= 0xEF or marker == 0xFE)
        at = end
        if drawn and at >= len(content):  # cut short, as some cameras leave it
            return b"".join([*kept, b"\xff\xd9"])
    raise _NoPictureError


def _turned(tiff: bytes) -> bytes:
    """Write anew what a camera noted about which side is up, and none of the rest (where, when, with what)."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return b""
    (at,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, at)
    for n in range(min(count, 50)):
        tag, kind, _many, value = struct.unpack_from(order + "HHIH", tiff, at + 2 + 12 * n)
        if tag == 0x0112 and kind == 3 and 2 <= value <= 8:
            said = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, value, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    return b""


# -- GIF ---------------------------------------------------------------------------------------------------------------


def _gif(content: bytes) -> bytes:
    """Return the first picture of it: what moves would draw a reader's eye from the words."""
    _demand(content[:6] in (b"GIF87a", b"GIF89a"))
    width, height, packed = struct.unpack_from("<HHB", content, 6)
    _sized(width, height)
    at = 13 + _colours(packed)
    head, control = content[:at], b""
    for _part in range(_PARTS):
        if content[at] == 0x21:
            end = _behind(content, at + 2)
            if content[at + 1] == 0xF9 and content[at + 2] == 4:
                control = content[at:end]
            at = end
        else:
            _demand(content[at] == 0x2C)
            left, top, wide, high, packed = struct.unpack_from("<HHHHB", content, at + 1)
            _sized(wide, high)
            _demand(left + wide <= width and top + high <= height)
            return head + control + content[at : _behind(content, at + 11 + _colours(packed))] + b";"
    raise _NoPictureError


def _colours(packed: int) -> int:
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _behind(content: bytes, at: int) -> int:
    """Return where a row of blocks ends that each begin with their length."""
    while length := content[at]:
        at += 1 + length
    return at + 1


# -- WebP --------------------------------------------------------------------------------------------------------------


def _webp(content: bytes) -> bytes:
    (length,) = struct.unpack_from("<I", content, 4)
    _demand(content[8:12] == b"WEBP" and length + 8 <= len(content))
    at, end, kept = 12, length + 8, b""
    for _part in range(_PARTS):
        if at >= end:
            _demand(b"VP8" in kept)
            return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept
        name = content[at : at + 4]
        (size,) = struct.unpack_from("<I", content, at + 4)
        data = content[at + 8 : at + 8 + size]
        _demand(at + 8 + size <= end)
        if name == b"VP8X":
            _demand(size == 10 and not data[0] & 0x02)  # none that moves
            _sized(int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1)
            data = bytes([data[0] & 0x10]) + data[1:]
        elif name == b"VP8 ":
            _demand(data[3:6] == b"\x9d\x01\x2a")
            width, height = struct.unpack_from("<HH", data, 6)
            _sized(width & 0x3FFF, height & 0x3FFF)
        elif name == b"VP8L":
            _demand(data[0] == 0x2F)
            (bits,) = struct.unpack_from("<I", data, 1)
            _sized((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        if name in (b"VP8X", b"ALPH", b"VP8 ", b"VP8L"):
            kept += name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        at += 8 + size + size % 2
    raise _NoPictureError


_KINDS = (
    (_PNG, "image/png", _png),
    (b"\xff\xd8\xff", "image/jpeg", _jpeg),
    (b"GIF8", "image/gif", _gif),
    (b"RIFF", "image/webp", _webp),
)

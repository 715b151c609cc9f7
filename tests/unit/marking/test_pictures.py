"""Pictures that came attached: what is one is shown, made anew; what only says so is not."""

from __future__ import annotations

import binascii
import struct
import zlib

import pytest
from tests.unit.marking.clean_dom import held

from sourcenet.marking.cleaning import MOST_PICTURES, attachments, written
from sourcenet.marking.cleaning.pictures import PIXELS, verified

_HIDDEN = b"<script>run()</script>"


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 2, height: int = 2, *more: bytes, depth: int = 8, colours: int = 2) -> bytes:
    """Make a PNG of one colour, with more parts before its lines."""
    lines = zlib.compress((b"\0" + b"\x20\x60\xb0" * width) * height) if width * height < 10_000 else b"x"
    head = _part(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + _part(b"IDAT", lines) + _part(b"IEND", b"")


PNG = binascii.b2a_base64(png(24, 12)).decode()
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
_QUANT = b"\xff\xdb\0\x43\0" + b"\x01" * 64
_HUFF = b"\xff\xc4\0\x14\0" + b"\x01" + b"\0" * 15 + b"\0" + b"\xff\xc4\0\x14\x10" + b"\x01" + b"\0" * 15 + b"\0"
_FRAME = b"\xff\xc0\0\x0b\x08\0\x08\0\x08\x01\x01\x11\0"
_SCAN = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + b"\x3f"
JPEG = b"\xff\xd8" + _QUANT + _FRAME + _HUFF + _SCAN + b"\xff\xd9"
_EXIF = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0"
CAMERA = JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(_EXIF + _HIDDEN) + 2) + _EXIF + _HIDDEN + JPEG[2:]
PICTURES = {"image/png": png(), "image/jpeg": JPEG, "image/gif": GIF, "image/webp": WEBP}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_stays_one(kind: str) -> None:
    assert verified(PICTURES[kind]) == (kind, PICTURES[kind])


@pytest.mark.parametrize("kind", PICTURES)
def test_what_hides_behind_a_picture_is_left_behind(kind: str) -> None:
    assert verified(PICTURES[kind] + _HIDDEN) == (kind, PICTURES[kind])


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_is_cut_is_none_or_a_picture(kind: str) -> None:
    for end in range(len(PICTURES[kind])):
        found = verified(PICTURES[kind][:end])
        assert found is None or kind == "image/jpeg" or found[1] == PICTURES[kind]  # its last byte says only that it ends


def test_what_does_not_draw_is_left_out() -> None:
    assert verified(png(2, 2, _part(b"tEXt", b"Comment\0" + _HIDDEN), _part(b"eXIf", _HIDDEN))) == ("image/png", png())
    comment = JPEG[:2] + b"\xff\xfe" + struct.pack(">H", len(_HIDDEN) + 2) + _HIDDEN + JPEG[2:]
    assert verified(comment) == ("image/jpeg", JPEG)
    assert verified(GIF[:19] + b"!\xfe\x05<scr>\0" + GIF[19:]) == ("image/gif", GIF)


def test_of_what_a_camera_notes_only_which_side_is_up_is_kept() -> None:
    found = verified(CAMERA)
    assert found and _HIDDEN not in found[1]
    assert b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06" in found[1]
    assert verified(found[1]) == found


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='run()'/>", b"\x89PNG\r\n\x1a\n" + _HIDDEN, b"GIF89a" + _HIDDEN,
        b"GIF89a=1;run()//", b"\xff\xd8\xff" + _HIDDEN, b"RIFF\x10\0\0\0WEBP<script>", b"RIFF\x10\0\0\0WAVEfmt ", b"BM" + bytes(60),
        png(0, 2), png(100_000, 100_000), png(PIXELS, 2), png(2, 2, _part(b"ABCD", b"")), png(depth=3), png(colours=5),
        png()[:-20] + b"x" + png()[-19:], b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + _part(b"IEND", b""),
        JPEG.replace(b"\0\x08\0\x08\x01", b"\xff\xff\xff\xff\x01"), b"\xff\xd8" + _QUANT + b"\xff\xd9",
    ],
)  # fmt: skip
def test_what_is_no_picture_or_too_large_is_not_shown(content: bytes) -> None:
    assert verified(content) is None


def _cell(words: str, **named: bytes) -> dict[str, object]:
    given = {name: {"image/svg+xml": binascii.b2a_base64(content).decode()} for name, content in named.items()}
    return {"source": words, "attachments": given}


def test_a_picture_is_shown_where_the_words_name_it_whatever_it_says_it_is() -> None:
    dom = held(written(_cell('Here: ![my "map" <x>](attachment:map) and again ![x](attachment:map).', map=png())))
    shown = {name: value for tag, name, value in dom.attributes if tag == "img"}
    assert shown["src"].startswith("data:image/png;base64,") and shown["alt"] == 'my "map" <x>'
    assert dom.tags.count("img") == 1 and "[x: the picture above]" in dom.text


def test_what_is_no_picture_is_named_in_words() -> None:
    dom = held(written(_cell("![map](attachment:map)", map=b"<svg onload='run()'/>")))
    assert "img" not in dom.tags and "[map: a picture that could not be shown]" in dom.text


def test_many_and_large_pictures_are_bounded() -> None:
    many = {f"p{n}": png(2, n + 1) for n in range(30)}
    assert len(attachments(_cell("", **many))) == MOST_PICTURES
    words = " ".join(f"![x](attachment:p{n})" for n in range(30))
    assert held(written(_cell(words, **many))).tags.count("img") == MOST_PICTURES
    large = png(2, 2, _part(b"IDAT", bytes(2_000_000)))
    assert len(attachments(_cell("", a=large, b=large, c=large))) == 1


@pytest.mark.parametrize(
    "given",
    [
        None, [], "x", {"x": None}, {"x": {"image/png": 7}}, {"x": {"image/png": "%%%"}}, {"x": {"image/png": ["iVBO", 7, "Rw0K"]}},
        {7: {}}, {"x": {}}, {"x": {"image/png": "\ud800"}},
    ],
)  # fmt: skip
def test_attachments_may_be_anything(given: object) -> None:
    assert attachments({"attachments": given}) == {}

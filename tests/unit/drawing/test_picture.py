"""Showing a picture and keeping it: in a notebook, as SVG, as PNG where something draws one."""

import struct
import sys
from xml.etree import ElementTree

import pytest

import sourcenet as sn
from sourcenet.drawing import rendering
from sourcenet.errors import BadValue, CannotDo, NotKept


def test_a_notebook_shows_the_picture_and_its_words(grown):
    picture = sn.picture(grown(3))
    html = picture._repr_html_()
    figure = ElementTree.fromstring(html)
    assert figure.get("class") == "sn-still"
    assert figure.find("details/p").text == picture.description
    assert "<img" not in html
    assert repr(picture).startswith("Picture: The network about")


def test_what_can_take_the_focus_keeps_its_keys_from_the_notebook(grown):
    figure = ElementTree.fromstring(sn.picture(grown(3))._repr_html_())
    focusable = [node for node in figure.iter() if node.get("tabindex") == "0" or node.tag == "summary"]
    assert len(focusable) == 2
    assert all(node.get("data-lm-suppress-shortcuts") == "true" for node in focusable)


def test_svg_is_written_as_utf8(grown, tmp_path):
    network = grown(2)
    network.add("图书馆 مكتبة 🦉")
    picture = sn.picture(network)
    path = picture.save(tmp_path / "net.svg")
    assert path.read_text("utf-8").rstrip() == picture.svg
    ElementTree.parse(path)


def test_another_ending_is_refused_with_what_is_allowed(grown, tmp_path):
    with pytest.raises(BadValue, match=r"\.svg or \.png"):
        sn.picture(grown(1)).save(tmp_path / "net.jpg")


def test_a_folder_that_is_not_there_has_its_sentence(grown, tmp_path):
    with pytest.raises(NotKept, match="Choose another folder"):
        sn.picture(grown(1)).save(tmp_path / "nowhere" / "net.svg")


def test_png_is_drawn_twice_as_fine(grown, tmp_path):
    picture = sn.picture(grown(6))
    try:
        path = picture.save(tmp_path / "net.png")
    except CannotDo:
        pytest.skip("nothing that draws SVG is installed")
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    high = round(float(picture.svg.split('viewBox="0 0 640 ')[1].split('"')[0]) + 0.49)
    assert struct.unpack(">II", head[16:]) == (1280, 2 * high)


def test_without_a_renderer_the_sentence_says_what_to_do(grown, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering.shutil, "which", lambda name: None)
    monkeypatch.setattr(rendering.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CannotDo, match=r"Save the picture as \.svg"):
        sn.picture(grown(1)).png(tmp_path / "net.png")
    assert not (tmp_path / "net.png").exists()


def test_a_renderer_that_fails_is_named(grown, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(rendering.shutil, "which", lambda name: "/bin/false" if name == "rsvg-convert" else None)
    with pytest.raises(CannotDo, match="false failed"):
        sn.picture(grown(1)).png(tmp_path / "net.png")


def test_drawing_needs_only_the_standard_library():
    import subprocess

    code = (
        "import sys, sourcenet as sn; n = sn.SourceNetwork.in_memory(question='?'); n.add('a');"
        "sn.picture(n)._repr_html_(); import sourcenet.drawing as d; d.table(n);"
        "print([m for m in ('pandas', 'numpy', 'networkx', 'IPython', 'anywidget') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

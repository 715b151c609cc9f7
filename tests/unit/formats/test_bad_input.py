"""Whatever is handed in: one sentence, nothing half written, nothing run, nothing fetched."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

import sourcenet as sn
from sourcenet.errors import BadValue, NotKept, SourcenetError, UnknownKind, UnreadableFile
from sourcenet.formats import exchange, saving

from . import samples

LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMB = f'<?xml version="1.0"?>{LAUGHS}]><graphml><graph><node id="n"><data key="x">&j;</data></node></graph></graphml>'
FETCH = '<?xml version="1.0"?><!DOCTYPE gexf [<!ENTITY x SYSTEM "file:///etc/hostname">]><gexf><graph><nodes><node id="1" label="&x;"/></nodes></graph></gexf>'
DEEP = "<graphml>" + "<graph>" * 5000


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.gexf", b"", "is empty"),
        ("blank.csv", b"\xef\xbb\xbf \r\n", "is empty"),
        ("picture.json", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "no text"),
        ("table.csv", b"\0\1\2\3" * 500, "no text"),
        ("cut.gexf", samples.GEPHI_LITE[:900].encode(), "line 14: the file ends in the middle"),
        ("cut.graphml", samples.GRAPHML.encode()[:-40], "ends in the middle"),
        ("broken.gexf", samples.GEPHI_LITE.replace("</nodes>", "").encode(), "not well-formed"),
        ("bomb.graphml", BOMB.encode(), "declares entities"),
        ("fetch.gexf", FETCH.encode(), "declares entities"),
        ("deep.graphml", DEEP.encode(), "deep in one another"),
        ("cut.json", b'{"nodes": [', "not whole JSON"),
        ("deep.json", b'{"nodes":' + b"[" * 100_000, "nested too deep"),
        ("list.json", b"[1, 2]", "no list “nodes”"),
        ("feed.xml", b"<rss/>", "XML of another kind"),
        ("letters.gexf", b'<?xml version="1.0" encoding="klingon"?><gexf/>', "not"),
        ("old.bib", b"@article{a, title={b}}", "BibTeX files are not read or written yet"),
        ("refs.ris", b"TY  - JOUR\nER  - \n", "RIS files are not read"),
        ("feeds.opml", b'<opml version="2.0"/>', "OPML files are not read"),
        ("marks.html", b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>x</TITLE>", "bookmark files are not read"),
        ("csl.json", b'[{"id":"a","type":"book","issued":{}}]', "CSL-JSON files are not read"),
        ("some.xlsx", b"PK\x03\x04rest", "damaged or locked"),
        ("numbers.csv", b"1,2,3,4\n5,6,7,8\n", "no column that names"),
        ("prose.md", b"# A page\n", "was not recognised"),
    ],
)
def test_one_sentence_says_what_is_wrong(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    begun = time.process_time()
    with pytest.raises(UnreadableFile) as refused:
        sn.read(file)
    assert says in str(refused.value), str(refused.value)
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 400
    assert time.process_time() - begun < 5
    assert file.read_bytes() == content


def test_a_wrong_ending_is_read_as_what_it_is_and_named(tmp_path: Path) -> None:
    (tmp_path / "net.csv").write_text(samples.GEPHI_LITE)
    network = sn.read(tmp_path / "net.csv")
    assert len(network.sources) == 3 and "Its ending says something else" in str(network.report)
    with pytest.raises(UnreadableFile, match="not GraphML"):
        sn.read(tmp_path / "net.csv", format="graphml")
    (tmp_path / "text.xml").write_text(samples.GRAPHML)
    assert len(sn.read(tmp_path / "text.xml").sources) == 3


def test_places_that_are_no_files(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "is a folder"), (tmp_path / "none.gexf", "There is no file"), ("a\0b", "not the name of a file")):
        with pytest.raises(UnreadableFile, match=says):
            sn.read(path)
    network = sn.load_example("first-steps")
    for path, says in (
        (tmp_path / "none" / "n.gexf", "the folder of n.gexf is not there"),
        (tmp_path / "n", "has no ending"),
    ):
        with pytest.raises(SourcenetError, match=says):
            sn.write(network, path)
    (tmp_path / "folder.gexf").mkdir()
    with pytest.raises(NotKept, match="is a folder"):
        sn.write(network, tmp_path / "folder.gexf")
    with pytest.raises(BadValue, match=r"There is no format “gexff”\. Did you mean “gexf”"):
        sn.write(network, tmp_path / "n.gexff")
    with pytest.raises(BadValue, match="OPML files are not read or written yet"):
        sn.write(network, tmp_path / "n.opml")
    with pytest.raises(UnknownKind):
        sn.read(_written(tmp_path / "k.json", b'{"nodes":[]}'), kind="person of mine")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.gexf", "k.json"] or {p.name for p in tmp_path.iterdir()} == {"folder.gexf", "k.json"}


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_file_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MAX_BYTES", 100)
    with pytest.raises(UnreadableFile, match="files of up to"):
        sn.read(_written(tmp_path / "n.json", b" " * 200))


@pytest.mark.parametrize("suffix", ["gexf", "csv", "jsonl", "xlsx"])
def test_where_writing_fails_what_was_there_stands(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = sn.load_example("first-steps")
    sn.write(network, tmp_path / f"n.{suffix}")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    network.decide("one more thing")
    network.add("another one")

    asked: list[int] = []

    def full(fd: int) -> None:
        asked.append(fd)
        if len(asked) == (2 if suffix == "csv" else 1):  # of a pair the second one finds no room
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    with pytest.raises(NotKept, match="No space left"):
        sn.write(network, tmp_path / f"n.{suffix}")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be written by root")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        with pytest.raises(NotKept, match="may not be written"):
            sn.write(sn.load_example("first-steps"), tmp_path / "n.gexf")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_spreadsheet_that_would_fill_the_machine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("xl/media/big.bin", b"\0" * 250_000_000)
    file = _written(tmp_path / "big.xlsx", out.getvalue())
    with pytest.raises(UnreadableFile, match="would unpack to more"):
        sn.read(file)
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr("xl/workbook.xml", BOMB)
    with pytest.raises(UnreadableFile, match="declares entities"):
        sn.read(file)
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr("word/document.xml", "<a/>")
    with pytest.raises(UnreadableFile, match="no spreadsheet"):
        sn.read(file)


def test_hostile_text_stays_text_in_every_format(tmp_path: Path) -> None:
    network = sn.SourceNetwork.in_memory(question="</script><img src=x onerror=alert(1)>", learner="learner-07")
    source = network.add("</script><script>alert(1)</script>", kind="idea", notes="]]><!ENTITY a 'b'>&amp;&lt;")
    network.connect("me", source, why='"><svg onload=alert(1)>', relation="<b>reads</b>")
    for suffix in ("json", "graphml", "gexf", "csv", "xlsx"):
        sn.write(network, tmp_path / f"n.{suffix}")
        again = sn.read(tmp_path / f"n.{suffix}")
        assert again.sources == network.sources and again.connections == network.connections, suffix
        if suffix in ("graphml", "gexf"):
            assert "<script" not in (tmp_path / f"n.{suffix}").read_text()
        assert again.report is not None and "<script" not in again.report._repr_html_()


def test_the_files_of_a_pair_are_both_tables(tmp_path: Path) -> None:
    a, b = _written(tmp_path / "a.csv", b"name\nA\n"), _written(tmp_path / "b.csv", samples.GEPHI_LITE.encode())
    with pytest.raises(UnreadableFile, match=r"b\.csv is gexf; a pair of tables is CSV"):
        exchange.read([a, b])
    with pytest.raises(BadValue, match="two files"):
        exchange.read([a])

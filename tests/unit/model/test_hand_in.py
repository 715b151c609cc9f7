"""Handing in: a cleaned copy with a receipt; what is the learner's own stays with them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcenet import SourcenetError, SourceNetwork, open_network
from sourcenet.errors import CannotDo, NotKept
from sourcenet.model.sharing import initials

Again = Callable[..., SourceNetwork]
COPY = Path("build-network") / "my-network.jsonl"
TRACES = (
    "Okoro", "Anna", "anna", "Schmidt", "mail.example", '"May"', "by mail",
    "Geheim", "my doctor", "my health", "a slip", "Forgotten",
)  # fmt: skip


@pytest.fixture
def network() -> SourceNetwork:
    Path("build-network").mkdir()
    network = open_network("my-network.jsonl", learner="Ines Okoro", question="What does Anna Schmidt know?")
    blog = network.add("blog", url="https://blog.example", origin="brought")
    anna = network.add("Anna Schmidt", kind="person", known=True, url="mailto:a.sch@mail.example", owner="the library")
    may = network.add("May", kind="person", known=True)
    network.add("Jorge Luis Borges", kind="person", known=False)
    network.add("Siri Hustvedt", kind="person", known=True, consent="by mail, 2026-10-01")
    secret = network.add("Dr. Geheim", kind="person", private=True)
    network.edit(secret, name="my doctor")
    network.connect("me", secret, why="my health")
    network.connect("me", blog, why="May told me; it may be so. Dr. Geheim disagrees.")
    network.decide("ask Anna Schmidt", why="my doctor says so")
    network.edit(anna, name="my aunt")
    network.edit(anna, url="https://anna.example", feed="https://anna.example/feed")
    network.edit(blog, owner="Ines Okoro, I think")
    network.place({blog.id: [1, 2], secret.id: [3, 4], may.id: [5, 6]})
    network.place({blog.id: [7, 8]})
    network.begin("build-network")
    network.add("a slip")
    network.undo()
    network.add("Forgotten One", kind="person")
    network.forget("Forgotten One")
    with network.group("list by Anna Schmidt"):
        network.add("last")
    return network


def test_what_is_the_learners_own_stays_with_them(network: SourceNetwork) -> None:
    mine = network.path.read_bytes()  # type: ignore[union-attr]
    receipt = network.hand_in("build-network")
    data = COPY.read_text("utf-8")
    for trace in TRACES:
        assert trace not in data, trace
    assert "Jorge Luis Borges" in data and "Siri Hustvedt" in data
    assert '"owner":"the library"' in data and '"owner":"…, I think"' in data
    assert "M. told me; it may be so. … disagrees." in data and "What does A. S. know?" in data
    assert network.path.read_bytes() == mine  # type: ignore[union-attr]
    copy = open_network(COPY)
    assert copy.verify().ok and copy.notes == ()
    assert [s.name for s in copy.sources] == ["blog", "my aunt", "M.", "Jorge Luis Borges", "Siri Hustvedt", "last"]
    assert {event.at[10:] for event in copy.events} == {"T00:00:00Z"}
    assert not {"undo", "redo", "forget", "forgotten"} & {event.do for event in copy.events}
    assert list(copy.positions.values()) == [(7.0, 8.0), (5.0, 6.0)]
    assert copy.moments.keys() == {"build-network"} and copy._keeper.state.handed_in == "build-network"
    assert (receipt.sources, receipt.connections, receipt.left_out, receipt.path) == (6, 1, 1, COPY.absolute())
    assert "A. S." in receipt.people and "1 private source stayed with you." in repr(receipt)
    assert "Handed in for build-network: 6 sources and 1 connection." in receipt._repr_html_()


def test_what_is_handed_in_is_what_stands(network: SourceNetwork) -> None:
    network.hand_in("build-network")
    copy = open_network(COPY)
    ours = {
        s.id: (s.kind, "" if s.known and not s.consent else s.url, s.origin, s.added)
        for s in network.sources
        if not s.private
    }
    assert {s.id: (s.kind, s.url, s.origin, s.added) for s in copy.sources} == ours
    hidden = {s.id for s in network.sources if s.private}
    assert [c.id for c in copy.connections] == [c.id for c in network.connections if not {c.start, c.end} & hidden]


@pytest.mark.parametrize("as_zip", [False, True])
def test_the_same_gives_the_same_file(network: SourceNetwork, again: Again, as_zip: bool) -> None:
    path = network.hand_in("build-network", as_zip=as_zip).path
    first = path.read_bytes()
    network.hand_in("build-network", as_zip=as_zip)
    assert again().hand_in("build-network", as_zip=as_zip).path.read_bytes() == first
    assert not list(Path.cwd().rglob("*.new"))


def test_one_zip_with_the_notebook(network: SourceNetwork) -> None:
    Path("build-network/build-network.ipynb").write_text("{}")
    receipt = network.hand_in("build-network", as_zip=True)
    with zipfile.ZipFile(receipt.path) as bundle:
        assert bundle.namelist() == ["build-network/my-network.jsonl", "build-network/build-network.ipynb"]
        assert b"Okoro" not in bundle.read("build-network/my-network.jsonl")
    assert not COPY.exists()


def test_a_receipt_is_text_in_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path("<img src=x onerror=alert(1)>")
    (folder / "build-network").mkdir(parents=True)
    monkeypatch.chdir(folder)
    page = open_network("my-network.jsonl").hand_in("build-network")._repr_html_()
    assert "<img" not in page and "&lt;img src=x" in page


@pytest.mark.parametrize("name", ["", "..", "../elsewhere", "a/b", "/etc", "x" * 99, "a\0b", "nowhere"])
def test_an_assignment_that_is_none_is_named(network: SourceNetwork, name: str) -> None:
    with pytest.raises(CannotDo):
        network.hand_in(name)


def test_the_learners_network_is_never_handed_in_over_itself(
    network: SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.hand_in("build-network")
    monkeypatch.chdir("build-network")
    inside = open_network(Path.cwd() / "my-network.jsonl")
    with pytest.raises(CannotDo, match="lies in the folder of build-network itself"):
        inside.hand_in("build-network")


def test_what_cannot_be_written_leaves_what_was_handed_in(
    network: SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.hand_in("build-network")
    before = COPY.read_bytes()
    network.add("more")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises((NotKept, SourcenetError), match="still stands"):
        network.hand_in("build-network")
    assert COPY.read_bytes() == before and len(list(COPY.parent.iterdir())) == 1


def test_nothing_is_handed_in_while_a_notebook_is_marked(
    network: SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert network.hand_in("build-network").sources == 6
    assert not COPY.exists()


def test_an_empty_network_can_be_handed_in() -> None:
    Path("build-network").mkdir()
    network = SourceNetwork.in_memory(question="q?", learner="learner-07")
    assert network.hand_in("build-network").sources == 0
    assert open_network(COPY).sources == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna Schmidt", "A. S."),
        ("Dr. Ada van der Berg", "D. A. v. d. B."),
        ("Mum", "M."),
        ("Øystein Ås", "Ø. Å."),
        ("王小明", "王."),
        ("שרה כהן", "ש. כ."),
        ("my aunt, pharmacist", ""),
        ("friend on my course", ""),
        ("tutor Anna", ""),
        ("K-9", "K."),
    ],
)
def test_personal_names_become_initials_and_roles_stay(name: str, short: str) -> None:
    assert initials(name) == short


PLANTED = (
    "Nowak",
    "Zofia",
    "nowak",
    "mail.example",
    "Lindenweg",
    "Verein",
    "blog-secret",
    "Ilse",
    "hschmidt7",
    "Okoro",
    "Ines",
)


@pytest.fixture
def planted() -> SourceNetwork:
    """A network in which names lie everywhere that they may lie."""
    Path("build-network").mkdir()
    network = open_network("my-network.jsonl", learner="hschmidt7", question="What does Zofia Nowak know?")
    network._keeper.first["display"] = "Ines Okoro"  # who gave a name first and an account later
    page = network.add("a page", notes="Nowak sent it, see https://www.blog-secret.example and Verein.")
    zofia = network.add(
        "Zofia Nowak", kind="person", notes="zofia@mail.example, Lindenweg 4", url="https://mail.example/z"
    )
    network.propose([{"do": "edit", "of": zofia.id, "set": {"extra": {"street": "Lindenweg 4"}}}])
    assert network.source(zofia).extra == {"street": "Lindenweg 4"}
    network.add("my aunt Anna", kind="person")
    network.add("anna kowalska", kind="person")
    network.add("Stephen Downes", kind="person", known=False)
    network.add("Stephen Ray", kind="person")
    secret = network.add("Verein", kind="community", private=True, url="https://blog-secret.example/")
    slip = network.add("Ilse Meyer", kind="person")
    network.undo()
    assert slip not in network.sources
    network.connect("me", page, why="Zofia told me, and Nowak's word counts. Ilse too. Ines. Stephen Downes. Stephen.")
    network.connect("me", secret, why="Verein helps")
    network.connect("me", zofia, why="see mail.example/z")
    network.decide("ask Ilse Meyer", why="Verein, blog-secret.example")
    return network


def _everything_in(path: Path) -> str:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as bundle:
            return "".join(bundle.read(name).decode() for name in bundle.namelist())
    return "".join(file.read_text("utf-8") for file in path.parent.rglob("*") if file.is_file())


@pytest.mark.parametrize("as_zip", [False, True])
def test_no_planted_name_is_in_anything_that_is_handed_in(planted: SourceNetwork, as_zip: bool) -> None:
    from sourcenet.drawing import picture, table
    from sourcenet.widgets.still import still_html

    html = still_html(planted) + table(planted) + picture(planted).description
    shown = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
    cell = {"cell_type": "code", "source": "network.build()", "outputs": [shown], "metadata": {}, "execution_count": 1}
    note = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    if as_zip:  # not even what another cell showed
        cell["outputs"].append({"output_type": "stream", "name": "stdout", "text": "Zofia Nowak"})
        note["metadata"] = {"widgets": {"state": "Zofia Nowak"}, "kernelspec": {"name": "python3"}}
    Path("build-network/build-network.ipynb").write_text(json.dumps(note))
    receipt = planted.hand_in("build-network", as_zip=as_zip)
    data = _everything_in(receipt.path)
    for trace in PLANTED:
        assert trace not in data and trace not in html, trace
    assert "Stephen Downes" in data and "Stephen Downes. S." in data and "Z. N." in data
    assert (
        "2 private" not in html
        and "1 private source is not drawn." in html
        and "1 private source is not listed." in html
    )
    assert "These people go along as you wrote them: Stephen Downes, anna kowalska, my aunt Anna." in repr(receipt)
    if as_zip:
        assert (
            '"outputs": []' in data and '"widgets"' not in data and "network.build()" in data and "kernelspec" in data
        )
        assert "without the pictures and tables below them" in repr(receipt)


def test_whoever_wrote_is_the_same_code_all_along(planted: SourceNetwork) -> None:
    planted.hand_in("build-network")
    codes = {event.by for event in open_network(COPY).events}
    assert len(codes) == 1 and codes.pop().startswith("learner-x")
    assert open_network(COPY).verify().ok


def test_a_notebook_that_cannot_be_read_stays_out_of_the_zip(network: SourceNetwork) -> None:
    for name, text in (("a", "{"), ("b", "[1]"), ("c", '{"cells": 5}'), ("d", '{"cells": [1]}')):
        Path(f"build-network/{name}.ipynb").write_text(text)
    receipt = network.hand_in("build-network", as_zip=True)
    assert zipfile.ZipFile(receipt.path).namelist() == ["build-network/my-network.jsonl"]
    assert "could not be read: a.ipynb, b.ipynb, c.ipynb, d.ipynb." in repr(receipt)

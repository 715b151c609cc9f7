"""The page that is handed out, as a file: what is in it, what is not, where it is written and where not."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import sourcenet as sn
from sourcenet.drawing import by_pyvis, page_data, scripts
from sourcenet.errors import BadValue, CannotDo, NotKept
from sourcenet.model.network import SourceNetwork

RUNS = "</script><img src=x onerror=alert(1)>"


def made(network: SourceNetwork, folder: Path, **how: Any) -> str:
    """Write a page and return its text."""
    return sn.page(network, folder / "page.html", **how).path.read_text("utf-8")


def held(html: str) -> dict[str, Any]:
    """Return the data inside a page."""
    found = re.search(r'<script type="application/json" id="network">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


class Tags(HTMLParser):
    """Notes every element and address of a page, and the texts of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.texts:
            self.inside = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.inside][-1] += data


def friends() -> SourceNetwork:
    """A network with a private source, a friend, a friend who agreed to be named, and a public person."""
    network = SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    secret = network.add("Night clinic", kind="organisation", private=True, url="https://clinic.example.org")
    friend = network.add("Anna Nowak", kind="person", url="https://anna.example.org", notes="met at school")
    named = network.add("Ben Okafor", kind="person", consent="asked on 1 October")
    public = network.add("Stephen Downes", kind="person", known=False)
    network.connect("me", secret, why="They listen.")
    network.connect("me", friend, why="Anna tells me what the Night clinic says.")
    network.connect(friend, named, relation="works with", why="Ben showed her.")
    network.connect("me", public, why="He answers.")
    return network


# -- what is in it --------------------------------------------------------------------------------------------------


def test_it_holds_every_source_and_connection_in_pyvis_own_words(tmp_path: Path) -> None:
    network = sn.load_example("first-steps")
    data = held(made(network, tmp_path))
    assert [node["label"] for node in data["nodes"]] == ["me", *(source.label for source in network.sources)]
    assert {node["shape"] for node in data["nodes"]} == {"custom"}
    assert all({"x", "y", "color"} <= node.keys() for node in data["nodes"]), "pyvis wrote them"
    name = {node["id"]: node["label"] for node in data["nodes"]}
    drawn = [(name[edge["from"]], edge["relation"], name[edge["to"]], edge["why"]) for edge in data["edges"]]
    label = {"me": "me", **{source.id: source.label for source in network.sources}}
    assert drawn == [(label[tie.start], tie.relation, label[tie.end], tie.why) for tie in network.connections]
    assert {edge["arrows"] for edge in data["edges"]} == {"to"}


def test_places_come_from_the_journal(tmp_path: Path) -> None:
    network = sn.load_example("first-steps")
    places = {"me": (0.0, 0.0), **{source.id: (n * 90.0, n * 7.0) for n, source in enumerate(network.sources, 1)}}
    network.place(places)
    nodes = held(made(network, tmp_path))["nodes"]
    assert [(node["x"], node["y"]) for node in nodes] == list(places.values())


def test_the_same_network_gives_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, other = (made(sn.load_example("first-steps"), tmp_path / folder).encode() for folder in ("", "again"))
    assert one == other


def test_nothing_of_it_is_elsewhere(tmp_path: Path) -> None:
    html = made(sn.load_example("first-steps"), tmp_path)
    found = Tags(html)
    assert [attrs for _tag, attrs in found.tags if "src" in attrs or "srcset" in attrs] == []
    assert [attrs["href"] for tag, attrs in found.tags if tag == "link"] == ["data:,"]
    assert {tag for tag, _attrs in found.tags} & {"iframe", "object", "embed", "base", "form", "img"} == set()
    assert not re.search(
        r"cdn|bootstrap|tom-select|neighbourhoodHighlight|@import|url\(", html.replace(scripts.vis_text() or "-", "")
    )
    assert not [attrs for _tag, attrs in found.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    assert all(
        attrs["rel"] == "noopener noreferrer nofollow"
        for tag, attrs in found.tags
        if tag == "a" and attrs.get("target")
    )


def test_the_policy_allows_what_is_there_and_nothing_else(tmp_path: Path) -> None:
    found = Tags(made(sn.load_example("first-steps"), tmp_path))
    policy = next(attrs["content"] for tag, attrs in found.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    said = {rule.split()[0]: rule.split()[1:] for rule in (policy or "").split(";")}
    assert said["default-src"] == ["'none'"] and "connect-src" not in said
    assert said["base-uri"] == said["form-action"] == ["'none'"] and "unsafe" not in (policy or "")
    sums = lambda texts: [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts]  # noqa: E731
    start, _data, library, own = found.texts["script"]
    assert said["script-src"] == sums([start, library, own])
    assert said["style-src"] == sums(found.texts["style"])


def test_hostile_text_cannot_end_what_holds_it(tmp_path: Path) -> None:
    network = SourceNetwork.in_memory(question=RUNS, learner="learner-07")
    nasty = [
        RUNS,
        "<!--<script>",
        "]]>",
        "a\u2028b\u2029c",
        "\\u003c/script>",
        "&lt;b&gt;",
        "\U0001f9ec \u05e9\u05dc\u05d5\u05dd",
    ]
    for n, text in enumerate(nasty):
        network.connect("me", network.add(f"{n}{text}", viewpoint=f"{n}{text}"[:60]), why=text, relation=text[:60])
    html = made(network, tmp_path)
    found = Tags(html)
    assert len(found.texts["script"]) == 4 and "img" not in {tag for tag, _attrs in found.tags}
    data = held(html)
    assert [node["label"] for node in data["nodes"][1:]] == [source.label for source in network.sources]
    assert [edge["why"] for edge in data["edges"]] == nasty
    assert "\u2028" not in html.split('id="network">')[1].split("</script>")[0]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"onclick=', "file:///etc/hosts"]
)
def test_only_safe_addresses_become_links(url: str) -> None:
    """The model keeps no other address; should one come all the same, it is no link in a page."""
    source = sn.load_example("first-steps").source("Reddit")
    assert page_data._source(source)["url"] == "https://www.reddit.com"
    assert "url" not in page_data._source(replace(source, url=url))


def test_a_page_has_three_sentences_and_both_tables(tmp_path: Path) -> None:
    html = made(sn.load_example("first-steps"), tmp_path)
    assert html.count("<caption>") == 2
    assert "The network about “Is it worth studying late at night?” has 12 sources and 24 connections" in html
    assert "<title>Is it worth studying late at night?</title>" in html


def test_a_large_network_is_whole_in_the_data_and_says_what_is_not_in_the_still_tables(
    tmp_path: Path, grown: Callable[..., SourceNetwork]
) -> None:
    network = grown(600)
    html = made(network, tmp_path)
    data = held(html)
    assert (len(data["nodes"]) - 1, len(data["edges"])) == (600, len(network.connections))
    assert "Sources: 125; 475 more are in the network and not in this table" in html


def test_an_empty_network_has_a_page(tmp_path: Path) -> None:
    assert held(made(SourceNetwork.in_memory(), tmp_path))["nodes"][0]["id"] == "me"


# -- what is not in it ----------------------------------------------------------------------------------------------


def test_private_sources_and_names_of_people_stay_out(tmp_path: Path) -> None:
    page = sn.page(friends(), tmp_path / "page.html")
    html = page.path.read_text("utf-8")
    for text in ("Night clinic", "clinic.example.org", "They listen", "Anna", "Nowak", "met at school", "learner-07"):
        assert text not in html, text
    assert "A. N." in html and "Ben Okafor" in html and "Stephen Downes" in html
    assert "1 private source is not in this page." in html
    assert (page.sources, page.connections, page.withheld, page.people) == (3, 3, 1, ("A. N.",))
    assert page.as_written == ("Ben Okafor", "Stephen Downes")
    said = repr(page)
    assert "1 private source is not in it." in said and "go by initials: A. N." in said and "Ben Okafor" in said


def test_nobody_known_is_named_where_initials_are_asked_for(tmp_path: Path) -> None:
    network = friends()
    page = sn.page(network, tmp_path / "page.html", people="initials")
    html = page.path.read_text("utf-8")
    assert "Okafor" not in html and "Ben" not in html and "B. O." in html and "Stephen Downes" in html
    assert page.people == ("A. N.", "B. O.")
    assert network.source("Ben Okafor").consent, "the learner's own network is as it was"


def test_there_is_no_way_to_name_people_without_their_consent(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="only where their consent is noted"):
        sn.page(friends(), tmp_path / "page.html", people="names")
    assert not (tmp_path / "page.html").exists()


def test_ids_of_the_journal_stay_out(tmp_path: Path) -> None:
    network = sn.load_example("first-steps")
    html = made(network, tmp_path)
    assert not [source.id for source in network.sources if source.id in html]


# -- where it is written --------------------------------------------------------------------------------------------


def test_its_own_page_is_written_anew_and_another_file_is_not(tmp_path: Path) -> None:
    network = SourceNetwork.in_memory(question="What do I know?")
    sn.page(network, tmp_path / "net.html")
    network.add("Jisc")
    assert "Jisc" in sn.page(network, tmp_path / "net.html").path.read_text("utf-8")
    other = tmp_path / "thesis.html"
    other.write_text("<h1>Three years of work</h1>", "utf-8")
    with pytest.raises(BadValue, match="is there already and is not a page that sourcenet made"):
        sn.page(network, other)
    assert other.read_text("utf-8") == "<h1>Three years of work</h1>"
    sn.page(network, other, overwrite=True)
    assert "Jisc" in other.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net.html", "thesis.html"], "nothing else is left"


@pytest.mark.parametrize("name", ["net", "net.txt", "net.html.gz", ""])
def test_a_name_that_is_no_page_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadValue, match=r"ends in \.html"):
        sn.page(sn.load_example("first-steps"), tmp_path / name)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "net.html").mkdir()
    with pytest.raises(BadValue, match="is a folder"):
        sn.page(sn.load_example("first-steps"), tmp_path / "net.html")


def test_a_place_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    for target in (tmp_path / "no such folder" / "net.html", tmp_path / "file" / "net.html"):
        with pytest.raises(NotKept, match=r"could not be written here .*Choose another folder"):
            sn.page(sn.load_example("first-steps"), target)


def test_what_fails_half_way_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sn.page(SourceNetwork.in_memory(question="Before"), tmp_path / "net.html").path

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotKept, match="No space left"):
        sn.page(SourceNetwork.in_memory(question="After"), path)
    assert "Before" in path.read_text("utf-8") and list(tmp_path.iterdir()) == [path]


# -- pyvis ----------------------------------------------------------------------------------------------------------


def _version(said: str) -> Callable[[str], str]:
    def version(name: str) -> str:
        if not said:
            raise importlib.metadata.PackageNotFoundError(name)
        return said

    return version


@pytest.mark.parametrize(("found", "told"), [("", "pyvis is not installed here"), ("0.4.0", "found is 0.4.0")])
def test_without_the_right_pyvis_a_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str, told: str
) -> None:
    monkeypatch.setattr(by_pyvis, "version", _version(found))
    with pytest.raises(CannotDo, match=told) as caught:
        sn.page(sn.load_example("first-steps"), tmp_path / "net.html")
    assert "pip install" in str(caught.value) and "pyvis==0.3.2" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_another_library_inside_pyvis_is_not_given_to_a_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_pyvis, "vis_text", lambda: None)
    with pytest.raises(CannotDo, match="as it was published"):
        sn.page(sn.load_example("first-steps"), tmp_path / "net.html")


def test_a_pyvis_that_cannot_be_loaded_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    with pytest.raises(CannotDo, match="could not be loaded"):
        sn.page(sn.load_example("first-steps"), tmp_path / "net.html")


def test_the_version_is_the_one_that_is_pinned() -> None:
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8")
    assert f'"pyvis=={by_pyvis.VERSION}"' in project


def test_the_script_takes_no_text_for_markup() -> None:
    from sourcenet.drawing.page_markup import _script, _style

    assert not re.search(
        r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", _script()
    )
    assert not re.search(
        r"\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|\bimport\(|https?://(?!www\.w3\.org)[a-z]", _script()
    )
    assert "url(" not in _style() and "prefers-color-scheme: dark" in _style() and "data-jp-theme" not in _style()

"""Whatever learners write and wherever they put it: pictures and tables are well-formed, run nothing, hide nothing."""

import re
from html.parser import HTMLParser
from math import hypot, isfinite
from xml.etree import ElementTree

from hypothesis import example, given, settings
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet import drawing
from sourcenet.drawing.lettering import clusters, cut, text_width, wrap
from sourcenet.drawing.markup import words
from sourcenet.drawing.scene import scene_of
from sourcenet.model.events import FORMAT, Event

HOSTILE = "</script><img src=x onerror=alert(1)>"
texts = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=20),
    st.sampled_from(
        [
            HOSTILE,
            "👩‍👩‍👧‍👦" * 30,
            "\u202eevil",
            "مكتبة الجامعة",
            "x" * 200,
            "W" * 200,
            "]]>",
            "&amp;",
            "--><svg>",
            "\"'`",
        ]
    ),
)
TAGS = {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}
PAGE = {
    "figure",
    "div",
    "details",
    "summary",
    "p",
    "style",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "span",
    "a",
}


def event(do, fields, name):
    return Event(name, "2026-11-22T08:00:00Z", "learner-01", do, fields)


@st.composite
def networks(draw, most=12, words_of=texts):
    """A network read from events, as a file from anywhere might hold it: nothing in it was checked on the way in."""
    size = draw(st.integers(0, most))
    events = [event("begin", {"format": FORMAT, "question": draw(words_of)}, "begin0000000")]
    for n in range(size):
        fields = {
            "name": draw(words_of) or "?",
            "kind": draw(st.one_of(st.sampled_from(["person", "paper"]), words_of)) or "site",
        }
        fields |= {
            "viewpoint": draw(st.sampled_from(["", "critic", HOSTILE])),
            "origin": draw(st.sampled_from(["brought", "added"])),
        }
        fields |= {
            "url": draw(words_of),
            "authors": draw(words_of),
            "year": draw(st.sampled_from(["", "1973", HOSTILE])),
        }
        events.append(event("add", fields, f"source{n:06}"))
    ends = st.integers(-1, size - 1)
    for n in range(draw(st.integers(0, 2 * size))):
        a, b = ("me" if one < 0 else f"source{one:06}" for one in (draw(ends), draw(ends)))
        fields = {
            "start": a,
            "end": b,
            "relation": draw(words_of),
            "strength": draw(st.integers(1, 5)),
            "why": draw(words_of),
        }
        fields |= {
            "viewpoint": draw(st.sampled_from(["", "critic", HOSTILE])),
            "last_used": draw(st.sampled_from(["", "2020", HOSTILE])),
        }
        events.append(event("connect", fields, f"tie{n:09}"))
    number = st.floats(-1e4, 1e4, allow_nan=False)
    spots = draw(
        st.dictionaries(st.sampled_from(["me", *(f"source{n:06}" for n in range(size))]), st.tuples(number, number))
    )
    if spots:
        events.append(event("place", {"to": {name: list(at) for name, at in spots.items()}}, "place0000000"))
    return sn.SourceNetwork.in_memory(events=events)


class Tags(HTMLParser):
    """Collect what a browser's parser would take for tags and attributes."""

    def __init__(self):
        super().__init__()
        self.seen, self.attributes, self.links = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src", "xlink:href")]


def parsed(html):
    found = Tags()
    found.feed(html)
    return found


@settings(max_examples=60, deadline=None)
@given(networks())
def test_pictures_are_well_formed_and_hold_nothing_that_runs(network):
    picture = sn.picture(network)
    ElementTree.fromstring(picture.svg)
    assert parsed(picture.svg).seen <= TAGS
    for html in (picture._repr_html_(), drawing.table(network)):
        ElementTree.fromstring(html)
        found = parsed(html)
        assert found.seen <= TAGS | PAGE
        assert not any(name.startswith("on") for name in found.attributes)
        assert all(re.match(r"(https?:|mailto:)", link, re.IGNORECASE) for link in found.links)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_everything_has_a_place_and_what_was_placed_is_there(network):
    places = drawing.layout(network)
    assert list(places) == ["me", *(source.id for source in network.sources)]
    assert all(isfinite(x) and isfinite(y) for x, y in places.values())
    assert all(places[name] == tuple(at) for name, at in network.positions.items() if name in places)
    assert drawing.layout(network) == places


@settings(max_examples=40, deadline=None)
@given(networks(most=20))
def test_arranging_leaves_nothing_on_anything_else(network):
    points = list(drawing.arrange(network).values())
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 40 for i, a in enumerate(points) for b in points[:i])


@settings(max_examples=40, deadline=None)
@given(networks(most=20))
def test_every_source_is_inside_the_picture(network):
    scene = scene_of(network)
    for x, y in (scene.me, *(mark.at for mark in scene.marks)):
        assert 15 <= x <= 625 and 15 <= y <= scene.height - 15


@given(st.one_of(texts, st.text(st.characters(codec=None), max_size=80)))
@example("\x00\x0b\ud800\ufffe")
def test_any_text_makes_well_formed_markup(text):
    assert ElementTree.fromstring(f'<a b="{words(text)}">{words(text)}</a>').tag == "a"


@given(texts, st.integers(1, 3), st.integers(3, 30), st.floats(30, 200))
def test_lines_fit_and_keep_the_beginning(text, lines, count, most):
    found = wrap(text, lines=lines, count=count, most=most)
    assert 1 <= len(found) <= lines
    for line in found:
        assert len(clusters(line)) <= count + 1
        assert text_width(line) <= most or len(clusters(line)) <= 2
    assert text_width(cut(text, most)) <= max(most, text_width("…"))

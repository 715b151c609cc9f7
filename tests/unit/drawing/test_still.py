"""The still: what is drawn, how high, with which legend, and what is left out and says so."""

import re
from xml.etree import ElementTree

import pytest

import sourcenet as sn
from sourcenet.drawing.scene import scene_of

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture):
    return ElementTree.fromstring(picture.svg)


def texts(picture):
    return [node.text for node in parsed(picture).iter(f"{SVG}text")]


@pytest.fixture
def small():
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?")
    tutor = network.add("course tutor", kind="person", viewpoint="critic", origin="brought")
    guide = network.add("library guide", kind="site")
    network.connect("me", tutor, relation="asks", strength=5, why="x", last_used="2020-01-01")
    network.connect(tutor, guide, relation="showed once", strength=1, why="y")
    return network


def test_title_counts_and_date_stand_on_top(small):
    said = texts(sn.picture(small))
    assert said[0] == "Is it worth studying late at night?"
    assert said[1].startswith("2 sources, 2 connections, on ")
    root = parsed(sn.picture(small))
    assert root.get("role") == "img"
    ids = {node.get("id"): node.tag for node in root.iter() if node.get("id")}
    assert ids == {root.get("aria-labelledby"): f"{SVG}title", root.get("aria-describedby"): f"{SVG}desc"}
    assert root.find(f"{SVG}desc").text == sn.picture(small).description


@pytest.mark.parametrize("count, high", [(0, 478), (20, 478), (21, 492), (40, 758), (150, 2298), (160, 2298)])
def test_the_drawing_is_as_high_as_its_sources_need(grown, count, high):
    assert scene_of(grown(count)).height == high


def test_the_legend_holds_what_is_there_and_nothing_else(small):
    said = texts(sn.picture(small))
    for word in ("critic 1", "not said 1", "person", "site", "uses", "refers to", "unused 180 days", "brought with me"):
        assert word in said, word
    for word in ("proponent 0", "paper", "meets", "argues with"):
        assert word not in said, word


def test_the_legend_of_the_least_has_no_clock(grown):
    network = sn.SourceNetwork.in_memory(question="?")
    network.add("one")
    said = texts(sn.picture(network))
    assert "I rely on it" not in said
    assert "unused 180 days" not in said


def test_width_dash_colour_clock_and_second_outline(small):
    svg = sn.picture(small).svg
    body = svg[: svg.index("M16 0H624")]  # the rule above the legend
    assert re.search(r'stroke="#8a919b" stroke-width="4.2" fill="none"/>', body)  # stale, first place I go, uses
    assert re.search(r'stroke-width="1" fill="none" stroke-dasharray="1.5 4" stroke-linecap="round"', body)
    assert body.count('<circle r="6.5"') == 1
    assert body.count('fill="none" stroke="#d8741a" stroke-width="1.15"') == 1
    assert body.count('stroke="#d8741a"') == 3  # both outlines and the badge: no line has a viewpoint of its own


def test_only_a_connection_with_a_viewpoint_is_coloured(small):
    tie = small.connections[1]
    before = sn.picture(small).svg.count("#2458be")
    small.edit(tie, viewpoint="proponent")
    after = sn.picture(small).svg
    assert before == 0
    assert after.count("#2458be") == 2  # the line and its arrow


def test_two_connections_of_the_same_ends_part_to_both_sides(small):
    assert " Q" not in sn.picture(small).svg and "Q" not in "".join(
        re.findall(r'd="M[^"]*"', sn.picture(small).svg)[:4]
    )
    tutor, guide = small.sources
    small.connect(guide, tutor, relation="names", why="z")
    bends = [line.bend for line in scene_of(small).lines if "me" not in (line.tie.start, line.tie.end)]
    small.connect(guide, tutor, relation="cites", why="z")
    three = [line.bend for line in scene_of(small).lines if "me" not in (line.tie.start, line.tie.end)]
    # opposite ways with the same bend curve apart: each bends to its own left
    assert [abs(bend) for bend in bends] == [12, 12] and bends[0] == bends[1]
    assert sorted(abs(bend) for bend in three) == [0, 24, 24]
    assert len(re.findall(r'd="M[\d. -]+Q', sn.picture(small).svg)) == 2


def test_beyond_forty_some_have_numbers_with_a_key(grown):
    assert not scene_of(grown(40)).numbered
    network = grown(41)
    picture = sn.picture(network)
    scene = scene_of(network)
    assert [mark.number for mark in scene.numbered] == list(range(1, 17))
    said = texts(picture)
    for mark in scene.numbered:
        assert said.count(str(mark.number)) >= 2
    assert picture.note.startswith("The 25 sources with most connections have their names")
    assert any("The 25 sources" in text for text in said)


def test_beyond_a_hundred_and_fifty_the_rest_is_counted(grown):
    network = grown(170)
    picture = sn.picture(network)
    assert len(scene_of(network).marks) == 150
    assert picture.note.startswith("Drawn are the 150 sources with most connections; 20 others")


def test_a_network_without_sources_is_the_learner_alone():
    picture = sn.picture(sn.SourceNetwork.in_memory(question=""))
    assert texts(picture)[0] == "My sources"
    assert "me" in texts(picture)
    assert len(picture.description.split(". ")) == 3


def test_a_long_question_takes_three_lines_at_most(small):
    small.edit("question", question="Why " + "and why " * 35)
    said = texts(sn.picture(small))
    assert said[2].endswith("…")
    assert said[3].startswith("2 sources")


def test_the_picture_is_white_paper_for_640_px_and_loads_nothing(small):
    picture = sn.picture(small)
    root = parsed(picture)
    assert root.get("viewBox").startswith("0 0 640 ")
    assert root.find(f"{SVG}rect").get("fill") == "#fff"
    assert not re.search(r"href|<style|<script|url\(|<image|<foreignObject|\son\w+=", picture.svg)


def test_two_stills_in_one_page_have_ids_of_their_own(small):
    picture = sn.picture(small)
    page = picture._repr_html_() + picture._repr_html_() + sn.picture(small)._repr_html_()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == 6 == len(set(ids))
    assert set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)) == set(ids)


def test_the_same_network_gives_the_same_picture(grown):
    assert sn.picture(grown(20)).svg == sn.picture(grown(20)).svg


def test_what_was_placed_is_where_it_was_placed(grown):
    network = grown(4)
    spots = [(0, 0), (400, 0), (0, 300), (400, 300)]
    network.place({"me": (200, 150), **{s.id: at for s, at in zip(network.sources, spots, strict=True)}})
    scene = scene_of(network)
    a, b, c, d = (mark.at for mark in scene.marks)
    assert a[0] < scene.me[0] < b[0] and a[1] < scene.me[1] < c[1]
    assert d[0] > c[0] and d[1] > b[1]

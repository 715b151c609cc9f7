"""Then and now: what differs between two days, in words, and as a picture."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import sourcenet as sn
from sourcenet.drawing.comparing import days_of
from sourcenet.drawing.overlaying import overlay, without_slips
from sourcenet.errors import BadValue
from sourcenet.model.events import Event


def event(n: int, day: int, do: str, **fields: object) -> Event:
    return Event(f"event{n:08}", f"2026-09-{day:02}T10:00:00Z", "learner-07", do, fields)


def history(*more: Event) -> sn.SourceNetwork:
    """Three days: two sources and a connection; a third source and a changed one; the first set aside."""
    events = [
        event(1, 1, "begin", question="Is it worth studying late at night?"),
        event(2, 1, "add", name="Half an Hour", kind="site", viewpoint="yes"),
        event(3, 1, "add", name="my sleep diary", kind="object"),
        event(4, 1, "connect", start="me", end="event00000002", relation="reads", strength=3, why="weekly"),
        event(5, 5, "add", name="NHS website", kind="site"),
        event(6, 5, "edit", of="event00000003", set={"viewpoint": "it depends", "notes": "long " * 30}),
        event(7, 5, "reconnect", of="event00000004", set={"strength": 5}),
        event(8, 9, "prune", of="event00000002", reason="I stopped reading it."),
        *more,
    ]
    return sn.SourceNetwork.in_memory(events=events)


def test_what_came_went_and_changed() -> None:
    found = sn.compare(history(), "2026-09-01", "2026-09-05")
    assert [source.name for source in found.added] == ["NHS website"] and found.gone == ()
    assert [(one.after.name, one.fields) for one in found.changed] == [("my sleep diary", ("notes", "viewpoint"))]  # type: ignore[union-attr]
    assert [one.fields for one in found.changed_connections] == [("strength",)]
    later = sn.compare(history(), "2026-09-05")
    assert [source.name for source in later.gone] == ["Half an Hour"]
    assert len(later.gone_connections) == 1 and later.added == ()
    assert later.sizes == ((3, 1), (2, 0))


def test_the_rows_say_what_became_of_each() -> None:
    rows = {one.name: one for one in sn.compare(history(), "2026-09-01").differences}
    assert rows["NHS website"][1:3] == ("source", "new") and rows["NHS website"].detail == "site"
    assert rows["Half an Hour"].how == "gone" and rows["Half an Hour"].detail == "set aside: I stopped reading it."
    assert rows["my sleep diary"].detail == "notes; where it stands: not said, now it depends"
    assert rows["me reads Half an Hour"].detail == "went with what was set aside"
    changed = sn.compare(history(), "2026-09-01", "2026-09-05").differences[-1]
    assert changed.detail == "how much I rely on it: now and then, now first place I go"


def test_it_is_said_in_three_sentences() -> None:
    assert sn.compare(history(), "2026-09-01").sentences == (
        "On 1 September 2026 the network had 2 sources and 1 connection; "
        "on 9 September 2026 it has 2 sources and 0 connections.",
        "New: 1 source (NHS website).",
        "No longer there: 1 source (Half an Hour) and 1 connection. Saying something else: 1 source (my sleep diary).",
    )
    asked = history(event(9, 10, "edit", of="question", set={"question": "How much sleep do I need?"}))
    assert sn.compare(asked, "2026-09-09").text.endswith("The question was “Is it worth studying late at night?”.")


def test_a_day_beside_itself_is_no_different() -> None:
    found = sn.compare(history(), "2026-09-05", "2026-09-05")
    assert not found and found.differences == ()
    assert str(found) == (
        "On 5 September 2026 the network has 3 sources and 1 connection. Nothing new came. "
        "Nothing went, and nothing changed."
    )


def test_before_the_first_day_nothing_was_there() -> None:
    found = sn.compare(history(), dt.date(2020, 1, 1), "2026-09-01")
    assert found.sizes[0] == (0, 0) and len(found.added) == 2


@pytest.mark.parametrize("since, until", [("2026-09-09", "2026-09-01"), ("2026-09", None), ("soon", None)])
def test_days_that_are_none_get_a_sentence(since: str, until: str | None) -> None:
    with pytest.raises(BadValue) as raised:
        sn.compare(history(), since, until)
    assert raised.value.sentence.endswith(".") and "2026" in raised.value.sentence


def test_an_empty_network_is_compared_too() -> None:
    found = sn.compare(sn.SourceNetwork.in_memory())
    assert not found and found.sizes == ((0, 0), (0, 0))


def test_the_days_are_those_on_which_something_happened() -> None:
    network = history(event(9, 20, "place", to={"event00000003": [1, 2]}))
    assert [day.day for day in days_of(network)] == [1, 5, 9], "moving it about is nothing"


def test_in_the_picture_what_is_new_has_a_ring_and_what_is_gone_is_dashed() -> None:
    plain, beside = sn.picture(history()), sn.picture(history(), since="2026-09-01")
    ring, dash = 'r="22.5"', 'stroke-dasharray="2 3"'
    assert ring not in plain.svg and dash not in plain.svg
    # One source is new, and one is gone with its connection; the legend has each of them once more, smaller.
    assert beside.svg.count(ring) == 1 and beside.svg.count(dash) == 4
    assert "Half an Hour" in beside.svg and "Half an Hour" not in plain.svg.split("</desc>")[1]
    for words in ("Then and", "new source 1", "source that is gone 1", "connection that is gone 1"):
        assert words in beside.svg and words not in plain.svg
    assert "beside 1 September 2026" in beside.svg
    assert beside.description == sn.compare(history(), "2026-09-01").text


def test_what_is_gone_counts_for_nothing_in_the_legend() -> None:
    assert "not said 1" in sn.picture(history(), since="2026-09-01").svg
    assert "yes 1" not in sn.picture(history(), since="2026-09-01").svg


def test_a_new_connection_has_its_own_sign() -> None:
    tie = event(9, 12, "connect", start="me", end="event00000005", relation="reads", strength=3, why="")
    svg = sn.picture(history(tie), since="2026-09-09").svg
    assert svg.count("M-3 0h6M0-3v6") == 2, "on the line and in the legend"


def test_what_stands_keeps_its_place() -> None:
    network = sn.load_example("first-steps")
    places, both = sn.layout(network), overlay(network, "2026-09-03").network.positions
    assert {id: both[id] for id in places} == places
    assert len(both) == len(places) + 1, "and what is gone has one of its own"


def test_private_sources_and_slips_are_in_no_picture_of_another_day() -> None:
    slip = [
        event(9, 10, "add", name="my ex", kind="idea"),
        event(10, 11, "undo", of=["event00000009"]),
        event(11, 11, "add", name="Verein", kind="community", private=True),
    ]
    for acts in (slip, slip[:2]):  # with something private, whose leaving cleans the history, and without
        assert "my ex" not in sn.picture(history(*acts), since="2026-09-10", tables=True)._repr_html_()
    network = history(*slip)
    assert [source.name for source in sn.compare(network, "2026-09-10").gone] == ["my ex"]
    still = sn.picture(network, since="2026-09-10", tables=True)
    assert not any(name in still._repr_html_() for name in ("my ex", "Verein"))
    assert "1 private source is not drawn." in still.note
    assert without_slips(history()).sources, "and where nothing was undone nothing is lost"


def test_hostile_names_are_text() -> None:
    bad = '<script>alert(1)</script>"'
    network = history(
        event(9, 12, "add", name=bad, kind="site"), event(10, 13, "edit", of="event00000009", set={"subject": bad})
    )
    html = sn.picture(network, since="2026-09-12", tables=True)._repr_html_()
    assert "<script" not in html and "&lt;script" in html
    assert re.search(r"subject: not said, now &lt;script", html)

"""A check holds on any network: it never raises, never writes, never lets filler help or its removal hurt."""

from __future__ import annotations

import contextlib
import io
import math
from itertools import chain
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.unit.checks.names import FILLER, HONEST, REASONS_FILLER, REASONS_HONEST
from tests.unit.checks.table import PROPERTIES

import sourcenet as sn
from sourcenet.checks.counts import Reading
from sourcenet.model.events import Event
from sourcenet.model.sharing import cleaned_events

# What strangers write: markup, other directions, nothing that can be seen, far too much of it.
_HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "\u202eevil\u202c",
    "a" * 200,
    "😀" * 20,
    "{name} {n} {0} %s %(x)s",
    "مرحبا بالعالم يا صديقي",
    "7 of 10",
    "nan",
    "&lt;b&gt;",
)
_names = st.one_of(st.sampled_from([*HONEST, *FILLER, *_HOSTILE]), st.text(min_size=1, max_size=12))
_texts = st.one_of(st.sampled_from([*REASONS_HONEST, *REASONS_FILLER, *_HOSTILE]), st.text(max_size=40))
_place = st.integers(min_value=0, max_value=9)
_add = st.tuples(st.just("add"), _names, st.sampled_from(["site", "person", "book", "AI assistant"]), _texts)
_connect = st.tuples(st.just("connect"), _place, _place, st.sampled_from(["uses", "reads", "asks"]), _texts)
_later = st.one_of(
    _add,
    _connect,
    st.tuples(st.just("prune"), _place, _texts),
    st.tuples(st.just("decide"), _texts, _texts, _texts),
    st.tuples(st.just("traverse"), st.lists(_place, max_size=4), st.lists(_texts, max_size=4)),
    st.tuples(st.just("appraise"), _place, _texts),
    st.tuples(st.just("choose"), _place),
    st.tuples(st.just("begin")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("said"), _place, _place, _texts, _texts),
    st.tuples(st.just("renew"), _place, _texts),
    st.tuples(st.just("again"), _place, _place, _texts),
    st.tuples(st.just("comment"), _place, st.sampled_from(["strength", "missing voice"]), _texts, _texts),
    st.tuples(st.just("answer"), _place, _place, _texts),
    st.tuples(st.just("seek"), _texts, _texts, _texts),
)
# Most networks have something in them: a handful of sources, connections among them, then anything in any order.
_acts = st.tuples(st.lists(_add, max_size=8), st.lists(_connect, max_size=12), st.lists(_later, max_size=12))


def _do(network: Any, act: tuple[Any, ...]) -> None:
    """Do one thing, or let the network refuse it."""
    ends = ["me", *(source.id for source in network.sources)]
    with contextlib.suppress(sn.SourcenetError):
        match act:
            case ("add", name, kind, url):
                network.add(name, kind=kind, origin="brought" if url else "added")
            case ("connect", a, b, relation, why):
                network.connect(ends[a % len(ends)], ends[b % len(ends)], relation=relation, why=why)
            case ("prune", a, reason):
                what = [*network.sources, *network.connections]
                if what:
                    network.prune(what[a % len(what)], reason=reason)
            case ("decide", what, why, mind):
                network.decide(what, why=why, change_my_mind=mind)
            case ("traverse", steps, doing):
                network.traverse("Who knows this?", ["me", *(ends[s % len(ends)] for s in steps)], doing=doing)
            case ("appraise", a, evidence):
                if network.sources:
                    network.appraise(network.sources[a % len(network.sources)], "cor", {}, evidence=evidence)
            case ("choose", a):
                what = [*network.connections, *network.appraisals]
                if what:
                    network.choose(what[a % len(what)])
            case ("begin",):
                network.begin("build-network")
            case ("undo",):
                network.undo()
            case ("seek", voice, how, reason):
                network.post("voice", answers={"voice": voice, "how": how, "reason": reason})
            case _:
                _say(network, act, ends)


def _say(network: Any, act: tuple[Any, ...], ends: list[str]) -> None:
    """Say something about what stands, with what stood when it was said."""

    def one(things: Any, at: int) -> Any:
        return things[at % len(things)]

    match act:
        case ("said", a, b, evidence, text) if network.sources:
            other = {one(network.sources, b).id: text}
            network.appraise(one(network.sources, a), "sift", {}, evidence=evidence, said=other)
        case ("renew", a, text) if network.connections:
            network.renew(one(network.connections, a), used_for=text)
        case ("again", a, b, why) if network.decisions:
            event = one(network.events, b).id
            network.decide("again", why=why, revisits=one(network.decisions, a), outcome="held", event=event)
        case ("comment", a, sort, text, suggestion):
            places = ["network", *ends[1:], *(tie.id for tie in network.connections)]
            network.comment(one(places, a), sort, text, suggestion=suggestion)
        case ("answer", a, b, reason) if network.comments:
            network.answer(one(network.comments, a), reason=reason, change=one(network.events, b).id)


@st.composite
def networks(draw: st.DrawFn) -> Any:
    """Make a network by doing things of all sorts in any order."""
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    for act in chain.from_iterable(draw(_acts)):
        _do(network, act)
    return network


def _properties() -> list[Any]:
    moments = [sn.walked(2, since="build-network"), sn.set_aside_and_kept(since="build-network")]
    return [make() for make in PROPERTIES.values()] + moments + [sn.chosen(connections=2, appraisals=2)]


def _shares(network: Any) -> dict[str, float]:
    return {name: sn.check(network, make()).rows[0].share for name, make in PROPERTIES.items()}


@settings(max_examples=150, deadline=None)
@given(networks(), st.one_of(st.none(), st.floats(min_value=0, max_value=1e6), st.integers(0, 100)))
def test_a_check_never_raises_and_stays_within_its_points(network: Any, points: float | None) -> None:
    before, noise = network.events, io.StringIO()
    with contextlib.redirect_stderr(noise):
        result = sn.check(network, *_properties(), points=points)
        page, text = result._repr_html_(), result.text
    assert noise.getvalue() == ""
    assert network.events == before
    full = 1.0 if points is None else points
    assert math.isfinite(result) and 0 <= result <= full
    assert repr(result) == repr(float(result))
    mean = sum(row.share for row in result.rows) / len(result.rows)
    assert abs(result - full * mean) <= 0.005 + 1e-9 * full
    assert all(0 <= row.share <= 1 and row.found and row.looked_for for row in result.rows)
    assert all(bool(row.try_next) == (row.level != "met") for row in result.rows)
    assert "<img" not in page and "<script" not in page and "alert(1)>" not in page
    assert text.startswith("Is it ready?")


@settings(max_examples=60, deadline=None)
@given(networks())
def test_the_same_network_gives_the_same_result(network: Any) -> None:
    again = sn.SourceNetwork.in_memory(events=network.events)
    assert _shares(again) == _shares(network)


@settings(max_examples=120, deadline=None)
@given(networks(), st.data())
def test_setting_filler_aside_never_lowers_a_share(network: Any, data: st.DataObject) -> None:
    filler = network.add("source 99")
    ends = ["me", *(source.id for source in network.sources if source != filler)]
    for other in data.draw(st.lists(st.sampled_from(ends), max_size=4, unique=True)):
        why = data.draw(_texts)
        start, end = (filler, other) if data.draw(st.booleans()) else (other, filler)
        network.connect(start, end, relation="uses", why=why)
    before = _shares(network)
    network.prune(filler, reason=data.draw(st.sampled_from(REASONS_HONEST)))
    after = _shares(network)
    assert all(after[name] >= before[name] for name in before), (before, after)


@settings(max_examples=120, deadline=None)
@given(networks(), st.lists(st.sampled_from(FILLER), min_size=1, max_size=4, unique=True), _texts)
def test_adding_filler_never_raises_a_share(network: Any, names: list[str], why: str) -> None:
    before = _shares(network)
    for name in names:
        with contextlib.suppress(sn.SourcenetError):
            network.connect("me", network.add(name, kind="event"), relation="uses", why=why)
    after = _shares(network)
    assert all(after[name] <= before[name] for name in before), (before, after)


@settings(max_examples=120, deadline=None)
@given(networks(), st.data())
def test_a_connection_that_does_not_count_is_never_missed(network: Any, data: st.DataObject) -> None:
    verdicts = Reading(network).verdicts
    empty = [tie for tie in network.connections if verdicts[tie.id]]
    assume(empty)
    before = _shares(network)
    network.prune(data.draw(st.sampled_from(empty)), reason="old")
    after = _shares(network)
    # Reach is left out: a connection without a reason is still a way.
    assert all(after[name] >= before[name] for name in before if name != "reach"), (before, after)


# A journal that was written by hand, or by somebody who wants to stop a marker: any value in any field.
_anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["me", "a", "b", "c"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=5,
)
_FIELDS = ("name", "kind", "url", "start", "end", "relation", "strength", "why", "of", "set", "reason", "to", "answers")
_FIELDS += (
    "evidence",
    "compared_with",
    "what",
    "change_my_mind",
    "question",
    "steps",
    "doing",
    "out",
    "moment",
    "known",
)
_FIELDS += ("said", "seen", "used_for", "revisits", "outcome", "event", "type", "text", "suggestion", "about", "anchor")
_FIELDS += ("change", "step")
_verbs = st.sampled_from(
    [
        "begin",
        "add",
        "edit",
        "connect",
        "reconnect",
        "prune",
        "restore",
        "appraise",
        "decide",
        "traverse",
        "choose",
        "comment",
        "answer",
        "post",
        "undo",
        "redo",
    ]
)
_events = st.lists(
    st.builds(
        lambda id, do, fields: Event(id, "2026-10-01T10:00:00Z", "learner-01", do, fields),
        st.sampled_from("abcdefgh"),
        _verbs,
        st.builds(
            lambda of, rest: {"of": of, **rest},
            _anything,
            st.dictionaries(st.sampled_from(_FIELDS), _anything, max_size=8),
        ),
    ),
    max_size=12,
)
_START = (
    ("a", "add", {"name": "Wikipedia", "kind": "site"}),
    ("b", "add", {"name": "Mum", "kind": "person"}),
    ("d", "begin", {"moment": "build-network"}),
    ("c", "connect", {"start": "me", "end": "a", "relation": "reads", "strength": 3, "why": "A map of words"}),
)


@settings(max_examples=200, deadline=None)
@given(_events)
@example([Event("p", "2026-10-01T10:00:00Z", "learner-01", "prune", {"of": ["a"], "reason": "no"})])
def test_a_check_never_raises_on_a_journal_of_nonsense(events: list[Event]) -> None:
    start = [Event(id, "2026-10-01T09:00:00Z", "learner-01", do, dict(fields)) for id, do, fields in _START]
    network = sn.SourceNetwork.in_memory(events=[*start, *events])
    result = sn.check(network, *_properties(), points=10)
    assert 0 <= result <= 10 and result._repr_html_() and result.text


@settings(max_examples=60, deadline=None)
@given(networks())
def test_doing_nothing_more_changes_nothing_and_looking_twice_finds_the_same(network: Any) -> None:
    first = [(row.share, row.found, row.try_next) for row in sn.check(network, *_properties()).rows]
    assert [(row.share, row.found, row.try_next) for row in sn.check(network, *_properties()).rows] == first


#: Those that more work of any kind can only help; the others take a share of what there is.
_ONLY_GROW = ("cards", "lateral", "voice", "renewed", "again", "commented")


@settings(max_examples=100, deadline=None)
@given(networks(), st.lists(_later, max_size=6))
def test_what_was_said_stays_said_whatever_is_done_after_it(network: Any, more: list[tuple[Any, ...]]) -> None:
    before = _shares(network)
    for act in more:
        # Left out: a thing that is the same as one that stands, and a why that takes a sentence for itself.
        if act[0] not in ("undo", "add", "connect"):
            _do(network, act)
    after = _shares(network)
    assert all(after[name] >= before[name] for name in _ONLY_GROW), (before, after)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_what_is_handed_in_gives_what_the_learner_saw(network: Any) -> None:
    handed = sn.SourceNetwork.in_memory(events=cleaned_events(network).events)
    # People's names become initials, and a text that holds one is another text: that is asked for elsewhere.
    assume([source.name for source in handed.sources] == [source.name for source in network.sources])
    assert _shares(handed) == _shares(network)

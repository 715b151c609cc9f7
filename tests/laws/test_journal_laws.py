"""Laws of the journal: what holds for every history, every file and every thing that may be proposed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from sourcenet import SourcenetError, SourceNetwork, open_network
from sourcenet.errors import NothingToUndo, StillNeeded
from sourcenet.model import journal
from sourcenet.model.events import Event, decode, encode
from sourcenet.model.history import history
from sourcenet.model.identity import keys, page_of, same
from sourcenet.model.replay import KNOWN_VERBS
from sourcenet.model.sharing import cleaned_events
from sourcenet.safety import clean_text

laws = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40, database=None)
few = settings(laws, max_examples=20)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the disk out: what is flushed when is another test's matter."""
    monkeypatch.setattr(journal, "flush", lambda _fd: None)
    monkeypatch.setattr(journal, "HALF_LINE", 0)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _begin(path: Path) -> SourceNetwork:
    network = open_network(path, learner="learner-01", question="q?")
    network.begin("the start")
    return network


def _view(network: SourceNetwork) -> tuple[Any, ...]:
    return (
        network.question,
        network.sources,
        network.connections,
        {aside.id: aside for aside in network.archive},
        network.appraisals,
        network.decisions,
        network.traversals,
        network.chosen,
        network.positions,
    )


# -- steps that somebody may take; each picks its objects from what stands, by number

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["add"] * 3
            + ["connect"] * 3
            + ["edit", "reconnect", "prune", "cut", "restore", "place", "appraise", "decide", "traverse", "choose"]
            + [
                "restore",
                "restore",
                "prune",
                "group",
                "undo",
                "undo",
                "redo",
                "redo",
                "undo one",
                "undo one",
                "question",
            ]
        ),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=25,
)


def _pick(things: Any, number: int) -> Any:
    things = list(things)
    return things[number % len(things)] if things else None


def _take(network: SourceNetwork, step: Step, salt: str = "") -> None:
    """Take a step; a step for which nothing is there, or that is refused, is none."""
    do, m, n = step
    one = _pick(network.sources, m)
    tie = _pick(network.connections, n)
    with suppress(SourcenetError):
        if do == "add":
            network.propose([{"do": "add", "name": f"source {m}{salt}"}])
        elif do == "connect" and one:
            network.connect(_pick(["me", *network.sources], n), one, relation=f"r{m % 3}")
        elif do == "edit" and one:
            network.edit(one, viewpoint=f"v{n}")
        elif do == "reconnect" and tie:
            network.edit(tie, why=f"w{m}")
        elif do == "prune" and one:
            network.prune(one, reason=f"r{n}")
        elif do == "cut" and tie:
            network.prune(tie, reason=f"r{m}")
        elif do == "restore" and network.archive:
            network.restore(_pick(network.archive, m).id)
        elif do == "place" and one:
            network.place({one.id: [m, n]})
        elif do == "appraise" and one:
            network.appraise(one, "sift", {"n": n})
        elif do == "decide":
            network.decide(f"d{m}")
        elif do == "traverse" and one:
            network.traverse("q", ["me", one])
        elif do == "choose" and tie:
            network.choose(tie)
        elif do == "group":
            with network.group("g"):
                network.propose([{"do": "add", "name": f"a{m}{salt}"}, {"do": "add", "name": f"b{n}{salt}"}])
        elif do == "question":
            network.edit("question", question=f"q{m}?")
        elif do == "undo one":
            network.undo(_pick(network.events[-6:], m))


class Learner:
    """What one learner could take back, written down beside the network while steps are taken."""

    def __init__(self, network: SourceNetwork) -> None:
        self.network = network

    def may_undo(self) -> set[str]:
        """Return the ids of the learner's last act that stands, worked out from the events alone."""
        undone: set[str] = set()
        for event in self.network.events:
            if event.do == "undo":
                undone |= set(event.fields["of"])
            elif event.do == "redo":
                undone -= set(event.fields["of"])
        verbs = {"add", "edit", "connect", "reconnect", "prune", "restore", "appraise", "decide", "traverse", "choose"}
        mine = [e for e in self.network.events if e.by == self.network.learner and e.do in verbs and e.id not in undone]
        if not mine:
            return set()
        last = mine[-1]
        return {last.id} if not last.group else {e.id for e in mine if e.group == last.group}


@laws
@given(st.lists(st.tuples(st.integers(0, 1), st.tuples(steps)), min_size=1, max_size=4))
@example([(0, ([("add", 0, 0), ("prune", 0, 0), ("restore", 0, 0), ("prune", 0, 1), ("undo one", 2, 0)],))])
@example([(0, ([("add", 0, 0)],)), (1, ([("undo one", 1, 0), ("redo", 0, 0)],))])
def test_undo_and_redo_are_replay_without_the_named_events(turns: list[tuple[int, tuple[list[Step]]]]) -> None:
    with _folder() as folder:
        path = folder / "n.jsonl"
        first = _begin(path)
        both = [first, open_network(path, learner="learner-02", mine=True)]
        for who, (moves,) in turns:
            network = both[who]
            for step in moves:
                note(f"learner {who}: {step}")
                before = network.events
                if step[0] == "undo":
                    expected = Learner(network).may_undo()
                    try:
                        network.undo()
                    except (NothingToUndo, StillNeeded) as error:
                        assert isinstance(error, StillNeeded) or not expected
                        assert network.events == before
                    else:
                        assert set(network.events[-1].fields["of"]) == expected
                elif step[0] == "redo":
                    with suppress(NothingToUndo, StillNeeded):
                        network.redo()
                        assert network.events[-1].do == "redo"
                else:
                    _take(network, step)
                _agree(network, both[1 - who])
        fresh = open_network(path)
        _agree(fresh, first)
        assert fresh.verify().ok


def _agree(network: SourceNetwork, other: SourceNetwork) -> None:
    """Every way to the state is the same: as it grew, as another sees it, as replayed without what is undone."""
    undone: set[str] = set()
    for event in network.events:
        of = set(event.fields["of"]) if event.do in ("undo", "redo") else set()
        undone = undone | of if event.do == "undo" else undone - of
    left = [
        Event(e.id, e.at, e.by, e.do, e.fields)
        for e in network.events
        if e.id not in undone and e.do not in ("undo", "redo")
    ]
    replayed = SourceNetwork.in_memory(events=left)
    assert _view(network) == _view(replayed) == _view(other)
    assert network.notes == other.notes == replayed.notes == ()
    assert (network.can_undo == "") == (Learner(network).may_undo() == set())


@few
@given(steps, st.integers(0, 50), st.booleans())
def test_setting_aside_and_bringing_back_is_the_identity(moves: list[Step], number: int, a_tie: bool) -> None:
    network = SourceNetwork.in_memory(question="q?", learner="learner-01")
    for step in moves:
        _take(network, step)
    what = _pick(network.connections if a_tie else network.sources, number)
    if what is not None:
        before = _view(network)
        network.prune(what, reason="to see")
        assert what not in (*network.sources, *network.connections)
        network.restore(what)
        assert _view(network) == before


def _written(path: Path, moves: list[Step], salt: str = "") -> SourceNetwork:
    network = open_network(path) if path.exists() else _begin(path)
    for step in moves:
        _take(network, step, salt)
    return network


@few
@given(steps, steps, steps)
def test_copies_joined_in_any_order_hold_the_same_events(base: list[Step], left: list[Step], right: list[Step]) -> None:
    with _folder() as folder:
        start = folder / "n.jsonl"
        _written(start, base)
        data = start.read_bytes()
        copies = []
        for name, moves in (("a.jsonl", left), ("b.jsonl", right)):
            (folder / name).write_bytes(data)
            copies.append(_written(folder / name, moves, salt=name).path)
        joined = []
        for order in (copies, copies[::-1]):
            start.write_bytes(data)
            network = open_network(start)
            for copy in order:
                network.join(copy or "")
            for copy in copies:
                assert network.join(copy or "") == 0
            assert network.verify().ok and open_network(start).events == network.events
            joined.append({event.id: event for event in network.events})
        assert joined[0] == joined[1]


@pytest.fixture(scope="module")
def real() -> bytes:
    """The lines of a journal with every verb, and texts of two and four bytes a character."""
    with _folder() as folder:
        network = _begin(folder / "n.jsonl")
        with network.group("list"):
            blog = network.add("été 🌙", url="https://blog.example/é", kind="site")
            network.add("aunt", kind="person")
        tie = network.connect("me", blog, why='she "said" so\\n')
        network.edit(blog, viewpoint="critic")
        network.place({blog.id: [1.5, -2]})
        network.prune("aunt", reason="x")
        network.undo()
        network.redo()
        network.choose(tie)
        assert network.path is not None
        return network.path.read_bytes()


def test_a_journal_cut_at_any_byte_reopens_to_a_prefix(real: bytes) -> None:
    lines = real.splitlines(keepends=True)
    whole = [decode(line.rstrip()) for line in lines]
    ends = [sum(map(len, lines[: n + 1])) for n in range(len(lines))]
    with _folder() as folder:
        path = folder / "n.jsonl"
        for cut in range(len(real) + 1):
            path.write_bytes(real[:cut])
            network = open_network(path)
            count = sum(end - 1 <= cut for end in ends)  # a line that lacks only its line end is whole
            assert list(network.events) == whole[:count], cut
            rest = real[:cut].rpartition(b"\n")[2]
            assert bool(network.notes) == bool(rest and cut + 1 not in ends), cut
            if cut % 5 == 0 and network.events:
                network.add("after")
                assert path.read_bytes().startswith(real[:cut])
                fresh = open_network(path)
                assert fresh.events == network.events and len(fresh.events) == count + 1
                named = f"line {len(real[:cut].splitlines())} "
                assert len(fresh.notes) == len(network.notes)
                assert all(named in said for said in (*fresh.notes, *network.notes))


# -- whatever a file may hold and a page may send

ids = ["source-a-0000", "source-b-0000", "connection-00", "question", "me", "appraisal-000", "nowhere-00000"]
names = [
    "id", "of", "set", "start", "end", "name", "kind", "url", "to", "steps", "doing", "question", "moment", "format",
    "answers", "evidence", "compared_with", "relation", "strength", "why", "weight", "tags", "year", "extra", "reason",
    "what", "out", "private", "stood", "added", "framework", "group", "known", "last_used", "by", "sum", "prev",
]  # fmt: skip
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(10**400), 10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.characters(), max_size=8)
    | st.sampled_from(ids)
)
anything = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(names + ids) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=8,
)
number = st.integers(-(10**400), 10**400) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
shapes = {  # nearly what a verb asks for, so that more than the first look at it is tried
    "to": st.dictionaries(st.sampled_from(ids), st.lists(number | plain, min_size=2, max_size=2), max_size=2),
    "of": st.sampled_from(ids) | st.lists(st.sampled_from(ids), max_size=3),
    "set": st.dictionaries(st.sampled_from(names), plain, max_size=3),
    "steps": st.lists(st.sampled_from(ids), max_size=4),
    "start": st.sampled_from(ids),
    "end": st.sampled_from(ids),
    "name": st.text(max_size=5),
    "answers": st.dictionaries(st.text(max_size=3), plain, max_size=2),
}
fields = st.builds(
    lambda wild, shaped: {**wild, **shaped},
    st.dictionaries(st.sampled_from(names) | st.text(max_size=5), anything, max_size=4),
    st.fixed_dictionaries({}, optional=shapes),
)
verbs = st.sampled_from(sorted(KNOWN_VERBS)) | st.text(max_size=6)


def _some() -> list[Event]:
    given_events = [
        ("begin-000-000", "begin", {"format": "1.0", "question": "q?"}),
        (ids[0], "add", {"name": "a", "private": True}),
        (ids[1], "add", {"name": "b", "kind": "person", "known": True}),
        (ids[2], "connect", {"start": ids[0], "end": ids[1], "relation": "reads"}),
        (ids[5], "appraise", {"of": ids[0], "framework": "sift", "answers": {}}),
    ]
    return [Event(id, "2026-10-01T10:00:00Z", "learner-01", do, said) for id, do, said in given_events]


def _look_at_everything(network: SourceNetwork) -> None:
    _view(network)
    history(network)
    assert all((network.moments is not None, network.verify(), network.today, repr(network), network._repr_html_()))
    assert all(isinstance(str(tie), str) for tie in network.connections)
    assert all(source.label for source in network.sources)
    network.at("2026-10-01")
    assert isinstance(network.can_undo + network.can_redo, str)


@laws
@given(st.lists(st.tuples(verbs, fields, st.sampled_from([*ids, "fresh-00000-0"])), max_size=6))
@example([("place", {"to": {ids[0]: [10**400, 0]}}, "fresh-00000-0")])
def test_replay_never_fails_on_any_json(odd: list[tuple[str, dict[str, Any], str]]) -> None:
    events = _some()
    for n, (do, said, id) in enumerate(odd):
        said.pop("format", None)
        id = id if n % 3 == 0 else f"{id[:8]}-{n:06}"
        line = encode(Event(id, "2026-10-01T10:00:00Z", "learner-01", do, said), "")
        events.append(decode(line.rstrip(b"\n")))
    network = SourceNetwork.in_memory(events=events)
    _look_at_everything(network)
    for event in cleaned_events(network)[0]:
        decode(encode(event, "").rstrip(b"\n"))
    with suppress(SourcenetError):
        network.undo()
        network.redo()
    for source in (*network.sources, *(aside.id for aside in network.archive)):
        with suppress(SourcenetError):
            network.forget(source)
    _look_at_everything(network)


@laws
@given(
    st.lists(
        st.builds(lambda do, said: {**said, "do": do}, verbs | anything, fields) | anything, min_size=1, max_size=3
    ),
    st.booleans(),
)
def test_what_is_refused_changes_nothing_and_what_is_kept_is_read_back(proposals: list[Any], led: bool) -> None:
    if led:  # something that is fine goes before what may not be
        proposals = [{"do": "add", "name": "fine"}, *proposals]
    with _folder() as folder:
        path = folder / "n.jsonl"
        first = [{"do": e.do, "id": e.id, **e.fields} for e in _some()[1:]]
        network = _begin(path)
        network.propose(first)
        view, events, data = _view(network), network.events, path.read_bytes()
        try:
            network.propose(proposals)
        except SourcenetError as error:
            assert error.sentence
            assert (_view(network), network.events, path.read_bytes()) == (view, events, data)
        assert open_network(path).events == network.events
        assert open_network(path).notes == network.notes == ()
        _look_at_everything(network)


@few
@given(steps, st.integers(0, 25))
def test_a_group_is_all_or_nothing(moves: list[Step], place: int) -> None:
    with _folder() as folder:
        path = folder / "n.jsonl"
        network = _written(path, moves)
        view, events, data = _view(network), network.events, path.read_bytes()
        fine = [move for move in moves if not move[0].startswith(("undo", "redo"))]
        with pytest.raises(ZeroDivisionError), network.group("g"):
            for number, step in enumerate(fine):
                if number == place:
                    break
                _take(network, step, "again")
            assert path.read_bytes() == data
            raise ZeroDivisionError
        assert (_view(network), network.events, path.read_bytes()) == (view, events, data)
        with network.group("g"):
            for step in fine:
                _take(network, step, "again")
        assert open_network(path).events == network.events
        if network.events != events:
            with suppress(NothingToUndo):  # places alone cannot be undone
                network.undo()
                assert _view(network)[:-1] == view[:-1]


texts = st.text(max_size=30) | st.text(alphabet=" aA\u0301\u200b\u202e\ud800\n\té🌙\u200d", max_size=12)


@laws
@given(texts, texts)
def test_a_verb_called_twice_adds_nothing_whatever_the_text(one: str, two: str) -> None:
    network = SourceNetwork.in_memory(learner="learner-01")
    calls: list[Callable[[], Any]] = [
        lambda: network.add(one, notes=two, kind="person"),
        lambda: network.connect("me", network.sources[0], relation=one, why=two),
        lambda: network.edit(network.sources[0], notes=one, owner=two),
        lambda: network.edit("question", question=one),
        lambda: network.decide(one, why=two),
        lambda: network.appraise(network.sources[0], one, {two: one}),
        lambda: network.traverse(one, ["me", network.sources[0]], [two]),
        lambda: network.begin(two),
    ]
    for call in calls:
        with suppress(SourcenetError, IndexError):
            call()
            count = len(network.events)
            call()
            assert len(network.events) == count


@laws
@given(texts)
def test_cleaning_text_is_done_once(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    cleaned.encode("utf-8")


@laws
@given(fields)
def test_a_line_gives_back_what_it_was_made_of(said: dict[str, Any]) -> None:
    envelope = {"id", "at", "by", "prev", "sum", "do", "group"}
    line = encode(Event("abcdefghijkl", "2026-10-01T10:00:00Z", "l", "x", said), "")
    assert line.count(b"\n") == 1
    read = decode(line[:-1])
    assert read.fields == {name: value for name, value in json.loads(json.dumps(said)).items() if name not in envelope}


@laws
@given(fields, fields, st.text(max_size=20))
def test_identity_never_fails_and_goes_both_ways(a: dict[str, Any], b: dict[str, Any], rest: str) -> None:
    a, b = {**a, "url": f"https://example.org/{rest}"}, {**b, "url": f"http://www.example.org/{rest}/"}
    assert same(a, b) == same(b, a)
    assert same(a, a) or not keys(a)
    page = page_of(f"https://{rest}")
    assert page_of(f"https://{page}") in (page, "") or page.startswith(("www.", "m.", "mobile.", "amp."))

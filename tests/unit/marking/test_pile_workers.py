"""Workers answer; one that dies, hangs or eats memory costs the item it had in hand and no other."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from sourcenet.errors import CannotDo
from sourcenet.marking.pile import workers as workers_module
from sourcenet.marking.pile.workers import Limits, Workers

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
QUICK = Limits(cpu=0.3, wall=1.0, memory=100 << 20, file=1_000_000)


def nested(depth):
    return [nested(depth - 1)] if depth else []


def endless():
    while True:
        pass


def crash():
    faulthandler.disable()  # pytest would print where
    os.kill(os.getpid(), signal.SIGSEGV)


def spam():
    os.write(1, b"from a worker\n")
    os.write(2, b"from a worker\n")


def write_much(path):
    Path(path).write_bytes(b"x" * 2_000_000)


BAD = {
    "dies": (lambda: os._exit(0), "ended by the system"),
    "is killed": (lambda: os.kill(os.getpid(), signal.SIGKILL), "ended by the system"),
    "crashes": (crash, "ended by the system"),
    "never ends": (endless, "more than 0.3 seconds of work"),
    "sleeps": (lambda: time.sleep(60), "longer than 1 seconds"),
    "eats memory": (lambda: bytearray(1 << 30), "more memory"),
    "nests": (lambda: nested(100_000), "nested too deep"),
    "raises": (lambda: {}["missing"], "KeyError"),
    "refuses": (lambda: (_ for _ in ()).throw(CannotDo("It is Tuesday.")), "It is Tuesday."),
    "leaves": (lambda: sys.exit(3), "ended by the system"),
}


def task(item):
    name, number = item
    if name in BAD:
        BAD[name][0]()
    return {"answer": number, "pid": os.getpid()}


def worked_through(items, **given):
    workers = Workers(task, limits=QUICK, **given)
    for item in items:
        workers.put(item)
    return [(tuple(item), answer) for item, answer in workers]


@pytest.mark.parametrize("jobs", [1, 2])
def test_whatever_one_item_does_the_others_are_answered(jobs) -> None:
    names = [name for bad in BAD for name in ("fine", bad, "fine")]
    items = [[name, number] for number, name in enumerate(names)]
    answers = dict(worked_through(items, jobs=jobs))
    assert sorted(answers) == sorted((name, number) for name, number in items)
    for (name, number), answer in answers.items():
        if name == "fine":
            assert answer["answer"] == number
        else:
            assert BAD[name][1] in answer["failed"], name
    assert all(answer["pid"] != os.getpid() for answer in answers.values() if "pid" in answer)


def test_items_put_while_others_are_worked_on_are_answered_too() -> None:
    workers = Workers(task, jobs=2, limits=QUICK)
    for number in range(5):
        workers.put(["fine", number])
    seen = []
    for (_name, number), answer in workers:
        seen.append(answer["answer"])
        if number < 5:
            workers.put(["fine", number + 100])
    assert sorted(seen) == [0, 1, 2, 3, 4, 100, 101, 102, 103, 104]
    assert not workers.busy


def test_a_worker_makes_room_for_a_fresh_one_and_nothing_is_lost(monkeypatch) -> None:
    monkeypatch.setattr(workers_module, "_SHIFT", 3)
    answers = worked_through([["fine", number] for number in range(20)], jobs=2)
    assert sorted(answer["answer"] for _item, answer in answers) == list(range(20))
    assert all("worn_out" not in answer for _item, answer in answers)
    assert len({answer["pid"] for _item, answer in answers}) >= 7


def test_a_file_that_grows_without_end_is_stopped(tmp_path) -> None:
    workers = Workers(lambda item: write_much(item[0]) or {}, jobs=1, limits=QUICK)
    workers.put([str(tmp_path / "much")])
    ((_item, answer),) = list(workers)
    assert "File too large" in answer["failed"]
    assert (tmp_path / "much").stat().st_size <= QUICK.file


def test_what_a_worker_says_does_not_reach_the_screen(capfd) -> None:
    workers = Workers(lambda _item: spam() or {}, jobs=1, limits=QUICK)
    workers.put(["x"])
    assert len(list(workers)) == 1
    assert capfd.readouterr() == ("", "")


def test_workers_end_when_nobody_listens_any_more() -> None:
    workers = Workers(task, jobs=2, limits=QUICK)
    for number in range(20):
        workers.put(["fine", number])
    pids = set()
    for _item, answer in workers:
        pids.add(answer["pid"])
        break
    del workers
    for pid in pids:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, 0)

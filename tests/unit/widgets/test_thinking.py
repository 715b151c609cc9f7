"""Working things out beside the kernel's thread: on a copy, after the edit, dropped when the next one comes."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

import sourcenet as sn
from sourcenet.widgets.thinking import Thinker


@pytest.fixture
def network() -> sn.SourceNetwork:
    one = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?")
    one.add("Half an Hour")
    return one


def in_loop(act: Any) -> Any:
    """Run something in a loop of its own, in a thread of its own: a test may stand in another loop already."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(act())))
    thread.start()
    thread.join(20)
    return found[0]


async def settled(done: list[Any], times: int = 200) -> None:
    for _ in range(times):
        if done:
            return
        await asyncio.sleep(0.01)


def test_without_a_loop_it_is_done_at_once(network: sn.SourceNetwork) -> None:
    done: list[Any] = []
    Thinker(network, None).ask("says", lambda seen: len(seen.sources), done.append)
    assert done == [1]


def test_it_sees_a_copy_in_another_thread_and_answers_in_ours(network: sn.SourceNetwork) -> None:
    async def act() -> list[Any]:
        done: list[Any] = []
        home = threading.get_ident()
        thinker = Thinker(network, asyncio.get_running_loop())

        def work(seen: sn.SourceNetwork) -> tuple[bool, bool, tuple[str, ...], str]:
            names = tuple(source.name for source in seen.sources)
            return seen is network, threading.get_ident() == home, names, seen.question

        thinker.ask("says", work, lambda found: done.append((found, threading.get_ident() == home)))
        network.add("Jisc")  # after it was asked: the copy does not hold it
        await settled(done)
        return done

    assert in_loop(act) == [((False, False, ("Half an Hour",), network.question), True)]


def test_what_is_asked_again_is_answered_once(network: sn.SourceNetwork) -> None:
    async def act() -> list[Any]:
        done: list[Any] = []
        hold = threading.Event()
        thinker = Thinker(network, asyncio.get_running_loop())
        thinker.ask("other", lambda _seen: hold.wait(5), lambda _found: None)  # the worker is busy
        thinker.ask("says", lambda _seen: "first", done.append)
        thinker.ask("says", lambda _seen: "second", done.append)
        hold.set()
        await settled(done)
        await asyncio.sleep(0.05)
        return done

    assert in_loop(act) == ["second"]


def test_an_edit_drops_what_is_being_worked_out_and_does_not_wait_for_it(network: sn.SourceNetwork) -> None:
    async def act() -> list[Any]:
        done: list[Any] = []
        begun, hold = threading.Event(), threading.Event()
        thinker = Thinker(network, asyncio.get_running_loop())

        def work(_seen: sn.SourceNetwork) -> str:
            begun.set()
            hold.wait(5)
            return "about the network as it was"

        thinker.ask("says", work, done.append)
        await asyncio.get_running_loop().run_in_executor(None, begun.wait, 5)
        network.add("Jisc")  # it is written while the worker is still at it
        written = len(network.sources)
        thinker.drop("says")
        hold.set()
        await asyncio.sleep(0.1)
        return [written, *done]

    assert in_loop(act) == [2]


def test_what_goes_wrong_is_told_to_who_asked_or_written_down(
    network: sn.SourceNetwork, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_seen: sn.SourceNetwork) -> None:
        raise ValueError("a fault")

    told: list[Exception] = []
    thinker = Thinker(network, None)
    thinker.ask("says", broken, lambda _found: told.append(ValueError("done")), told.append)
    assert [str(error) for error in told] == ["a fault"]
    thinker.ask("says", broken, lambda _found: told.append(ValueError("done")))
    assert len(told) == 1 and "a fault" in caplog.text

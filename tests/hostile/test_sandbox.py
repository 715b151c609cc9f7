"""Code that tries to get out of the box, to stay, to take what it should not: each for real, where a box can be made."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.hostile.boxes import ADD, ASSIGNMENT, NAME, QUICK, alive, as_plain_user, folder_of, run, said, submission

from sourcenet.errors import CannotDo
from sourcenet.marking import sandbox
from sourcenet.marking.sandbox import Limits, box, proof

CAN = sandbox.means()
JOURNAL = "J = 'my-network.jsonl'\nimport os, socket\nos.unlink(J)\n"


def test_continuous_integration_brings_the_means() -> None:
    # .ci/run installs it; where user namespaces are off all the same, the tests below are skipped and say why.
    assert shutil.which("bwrap") or not os.environ.get("CI")


def test_a_box_that_can_be_made_holds() -> None:
    """A machine may lack the means; a box that is made and does not hold is a fault of ours, and no reason to skip."""
    assert not re.search("does not hold|of no use", CAN.missing), CAN.missing


@pytest.fixture
def boxes() -> None:
    if not CAN.ok:
        pytest.skip(CAN.missing)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a gradebook and another learner's work, which must not be read or changed."""
    tmp_path.chmod(0o755)
    course = tmp_path / "course"
    (folder_of(course, "learner-02") / "my-network.jsonl").write_text("the work of another")
    (course / "gradebook.db").write_text("the gradebook")
    for path in course.rglob("*"):
        path.chmod(0o777)  # what protects it is the box
    return course


def untouched(course: Path) -> bool:
    other = folder_of(course, "learner-02") / "my-network.jsonl"
    return (course / "gradebook.db").read_text() == "the gradebook" and other.read_text() == "the work of another"


# -- without the means


@pytest.mark.parametrize(("platform", "found"), [("linux", None), ("darwin", "/usr/bin/bwrap"), ("win32", None)])
def test_without_a_box_nothing_runs_and_the_sentence_says_what_to_do(
    course: Path, monkeypatch: pytest.MonkeyPatch, platform: str, found: str | None
) -> None:
    monkeypatch.setattr(proof, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(proof, "shutil", SimpleNamespace(which=lambda *_a, **_k: found))
    says = sandbox.means()
    assert not says.ok and "--trust-code" in says.missing and ("bubblewrap" in says.missing) == (platform == "linux")
    with pytest.raises(CannotDo, match="--trust-code"):
        run(course, f"open({str(course / 'gradebook.db')!r}, 'w')")
    assert untouched(course)


def test_a_box_that_cannot_start_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text(
        "#!/bin/sh\n[ \"$1\" = --version ] && echo bubblewrap 0.8.0 && exit\n"
        "echo 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"
    )  # fmt: skip
    broken.chmod(0o755)
    monkeypatch.setattr(proof, "shutil", SimpleNamespace(which=lambda *_a, **_k: str(broken)))
    if sys.platform == "linux":
        assert "User namespaces are switched off" in sandbox.means().missing


def test_a_machine_without_user_namespaces_says_so(boxes: None) -> None:
    ask = "from sourcenet.marking import sandbox\nprint(sandbox.means().missing)"
    line = ["bwrap", "--unshare-user", "--uid", "12345", "--gid", "12345", "--disable-userns", "--dev-bind", "/", "/", "--"]
    done = subprocess.run([*line, sys.executable, "-c", ask], capture_output=True, text=True, timeout=60)
    if done.returncode:
        pytest.skip(done.stderr)  # older than 0.8, or a box in a box is not allowed
    assert "User namespaces are switched off" in done.stdout and "--trust-code" in done.stdout


# -- what it does to the machine


REACHING = {
    "gradebook writer": "open({gradebook!r}, 'w').write('100')",
    "reader of another's work": "print(open({other!r}).read())",
    "lister of the others": "import os\nprint(os.listdir({submitted!r}))",
    "network caller": "import socket\nsocket.create_connection(('127.0.0.1', {port}), 2).sendall(b'hello')",
    "own notebook, changed": "open({own!r} + '/changed', 'w')",
    "reader of accounts": "print(open('/etc/passwd').read())",
    "signal to who marks": "import os\nos.kill({pid}, 0)\nprint('reached')",
}


@pytest.mark.parametrize("name", REACHING)
def test_it_reaches_nothing(name: str, course: Path, boxes: None) -> None:
    """And without a box it reaches all of it: the same lines, trusted, are the control."""
    code = ADD + REACHING[name]
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        about = {
            "gradebook": str(course / "gradebook.db"),
            "other": str(folder_of(course, "learner-02") / "my-network.jsonl"),
            "submitted": str(course / "submitted"),
            "own": str(folder_of(course)),
            "port": server.getsockname()[1],
            "pid": os.getpid(),
        }
        code = code.format(**about)
        ran = run(course, code)
        assert "Error" in said(ran) and "another" not in said(ran) and ran.notes, said(ran)
        assert ran.journal and b"Half an Hour" in ran.journal and not ran.problem
        assert untouched(course) and list(folder_of(course).iterdir()) == []
        with pytest.raises(TimeoutError):
            while server.accept()[0].recv(8) != b"hello":
                pass  # the probe's own control
        trusted = run(course, code, trust=True)
        assert "Error" not in said(trusted), said(trusted)


USING = {  # the code, what is said to the learner, what stands in its output
    "fork bomb": ("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", "did not come to its end", ""),
    "threads": ("import threading, time\nfor _ in range(200): threading.Thread(target=time.sleep, args=(0.5,)).start()", "", "can't start new thread"),
    "memory": ("x = [bytearray(10_000_000) for _ in range(1000)]", "", "MemoryError"),
    "memory by many": ("import os, time\nfor _ in range(12):\n    if not os.fork():\n        x = b'1' * 100_000_000\n        time.sleep(30)\ntime.sleep(30)", "600 MB of memory", ""),
    "memory of no process": ("import os\nos.memfd_create('x')", "", "PermissionError"),
    "memory shared with nobody": ("import mmap\nmmap.mmap(-1, 500_000_000)", "", "PermissionError"),
    "memory in the place of zeros": ("import mmap\nmmap.mmap(open('/dev/zero', 'r+b').fileno(), 500_000_000)", "", "Error"),
    "sockets of other kinds": ("import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "", "PermissionError"),
    "disk": ("for n in range(9): open(f'{n}', 'wb').write(b'x' * 5_000_000)", "", "No space left"),
    "disk elsewhere": ("for n in range(9): open(f'/dev/shm/{n}', 'wb').write(b'x' * 5_000_000)", "", "No space left"),
    "large file": ("f = open('big', 'wb')\nfor _ in range(30): f.write(b'x' * 1_000_000)", "", "File too large"),
    "many files": ("n = 0\nwhile True:\n    open(f'{n}', 'w'); n += 1", "more than 2000 files", ""),
    "open files": ("held = [open('/dev/null') for _ in range(2000)]", "", "Too many open files"),
    "processor": ("import os\nfor _ in range(3): os.fork()\nwhile True: pass", "3 seconds of processor time", ""),
    "waiting": ("import time\ntime.sleep(60)", "more than 5 seconds", ""),
    "signals ignored": ("import signal, time\nfor s in (2, 15, 1): signal.signal(s, signal.SIG_IGN)\ntime.sleep(60)", "more than 5 seconds", ""),
    "exit": ("print('so far')\nimport os\nos._exit(3)", "exit code 3", "so far"),
    "crash": ("import ctypes\nctypes.string_at(0)", "exit code -11", ""),
    "100 MB of print": ("for _ in range(100): print('x' * 1_000_000)", "", "x" * 1000),
    "input": ("input('your password? ')", "", "EOFError"),
    "no notebook's end": ("raise SystemExit", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", USING)
def test_it_is_ended_where_it_takes_too_much(name: str, course: Path, boxes: None) -> None:
    code, problem, shown = USING[name]
    began = time.monotonic()
    ran = run(course, ADD + code, limits=QUICK if name not in ("waiting", "signals ignored") else Limits(wall=1))
    problem = problem.replace("5 seconds", "1 seconds")
    assert problem in ran.problem and bool(problem) == bool(ran.problem), ran
    assert shown in said(ran) and len(said(ran)) <= QUICK.output
    assert ran.journal and b"Half an Hour" in ran.journal, "what was added before counts"
    assert time.monotonic() - began < 12


LEFT = {
    "fifo": "os.mkfifo(J)",
    "link to a file of the system": "os.symlink('/usr/bin/env', J)",
    "link to itself": "os.symlink(J, J)",
    "device": "os.symlink('/dev/zero', J)",
    "folder": "os.mkdir(J)",
    "socket": "s = socket.socket(socket.AF_UNIX); s.bind(J)",
    "closed": "open(J, 'w').write('x'); os.chmod(J, 0)",
    "huge": "open(J, 'wb').write(b'x' * 6_000_000)",
}


@pytest.mark.parametrize("name", LEFT)
def test_what_lies_in_the_place_of_the_journal_is_left_to_a_person(name: str, course: Path, boxes: None) -> None:
    ran = run(course, ADD + JOURNAL + LEFT[name])
    assert ran.journal is None and ran.lost and ran.problem
    judged = sandbox.with_code(submission("", journal=b"before"), ran)
    assert judged.journal is None and "my-network.jsonl" in judged.lost and ran.problem in judged.broken


def test_nothing_stays_behind(course: Path, boxes: None) -> None:
    word = f"7777.{time.time_ns()}"
    code = (
        "import os, signal\nsignal.signal(15, signal.SIG_IGN)\n"
        "if not os.fork():\n    os.setsid()\n    if not os.fork():\n"
        f"        os.execv('/bin/sleep', ['sleep', '{word}'])\n    os._exit(0)\nprint('done')"
    )
    for trust in (False, True):
        assert said(run(course, ADD + code, trust=trust)) == "done" and not alive(word)


@pytest.mark.parametrize("trust", [False, True])
def test_nothing_stays_behind_where_marking_itself_is_killed(trust: bool, course: Path, boxes: None) -> None:
    word = f"6666.{time.time_ns()}"
    code = f"import os\nos.execv('/bin/sleep', ['sleep', '{word}'])"
    marking = (
        "from tests.hostile.boxes import run\nfrom sourcenet.marking.sandbox import Limits\nfrom pathlib import Path\n"
        f"run(Path({str(course)!r}), {code!r}, trust={trust}, limits=Limits(wall=60))"
    )
    process = subprocess.Popen([sys.executable, "-c", marking], cwd=Path(__file__).parents[2])
    until = time.monotonic() + 10
    while not [pid for pid in alive(word) if pid != process.pid] and time.monotonic() < until:
        time.sleep(0.02)
    assert [pid for pid in alive(word) if pid != process.pid]
    process.send_signal(signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 5
    while alive(word) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(word)


def test_what_it_sees_of_itself(course: Path, boxes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "of who marks")
    code = (
        "import os\nfor s in range(1, 65):\n    try: os.kill(1, s)\n    except OSError: pass\n"
        "try: os.listdir('/proc/1/fd'); print('looked into the keeper')\nexcept OSError: pass\n"
        "print(dict(os.environ), os.getuid(), sorted(p for p in os.listdir('/proc') if p.isdecimal()), os.listdir('/home') if os.path.exists('/home') else '')"
    )
    ran = run(course, ADD + code)
    assert "SECRET" not in said(ran) and "looked" not in said(ran) and "'1'" in said(ran)
    assert str(os.getuid()) not in said(ran).split()


# -- the proof


def _without(line: list[str], *words: str) -> list[str]:
    at = next(n for n in range(len(line)) if tuple(line[n : n + len(words)]) == words)
    return line[:at] + line[at + len(words) :]


def _with(line: list[str], *words: str) -> list[str]:
    at = line.index("--remount-ro")
    return [*line[:at], *words, *line[at:]]


WEAK = {
    "the course can be read": (lambda line, course: _with(line, *box._way(course), "--ro-bind", course, course), "read a file"),
    "temporary files can be read": (lambda line, course: _with(line, "--bind", "/tmp", "/tmp"), "read a file"),
    "the host's processes": (lambda line, course: _with(line, "--bind", "/proc", "/proc"), "processes"),
    "something can be written": (lambda line, course: _with(line, "--perms", "0777", "--tmpfs", "/etc"), "write outside"),
    "no bound on the folder": (lambda line, course: _without(line, "--size", str(QUICK.disk)), "size of its folder"),
    "no filter": (lambda line, course: _without(line, "--seccomp", line[line.index("--seccomp") + 1]), "gain privileges"),
    "no toolkit": (lambda line, course: _with(line, "--tmpfs", str(Path(box.__file__).parents[2])), "did not start"),
}  # fmt: skip


@pytest.mark.parametrize("name", WEAK)
def test_a_box_that_does_not_hold_is_found_out_before_anything_runs(
    name: str, course: Path, boxes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    weaken, sentence = WEAK[name]
    whole = box.command
    monkeypatch.setattr(box, "command", lambda *a, **k: weaken(whole(*a, **k), str(course)))
    with pytest.raises(CannotDo, match=sentence):
        run(course, "raise AssertionError")


def test_the_network_of_the_host_is_found_out(course: Path, boxes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = box.command

    def open_to_all(*a: Any, **k: Any) -> list[str]:
        line = _without(whole(*a, **k), "--unshare-net")
        return _without(line, "--seccomp", line[line.index("--seccomp") + 1])

    monkeypatch.setattr(box, "command", open_to_all)
    with pytest.raises(CannotDo, match=r"reach the network; reach a program of this machine"):
        run(course, "raise AssertionError")


def test_rights_and_secrets_are_found_out(course: Path, boxes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        with monkeypatch.context() as patch:
            patch.setattr(box, "own_user", lambda: 0)
            with pytest.raises(CannotDo, match="gain privileges"):
                run(course, "raise AssertionError")
    whole = box.environment
    monkeypatch.setattr(box, "environment", lambda *a, **k: whole(*a, **k) | {"TOKEN": "secret"})
    with pytest.raises(CannotDo, match="see the environment"):
        run(course, "raise AssertionError")


def test_a_course_inside_the_environment_is_refused(course: Path, boxes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = box.seen()
    monkeypatch.setattr(box, "seen", lambda: [*whole, str(course.parent)])
    with pytest.raises(CannotDo, match="read a file that is not its own"):
        run(course, "raise AssertionError")


PLAIN = """
import json, sys
from pathlib import Path
from sourcenet.marking import sandbox
from tests.hostile.boxes import ADD, run, said
course = Path(sys.argv[1])
found = [sandbox.means().missing]
for code in json.load(sys.stdin):
    ran = run(course, ADD + code)
    found.append([said(ran), ran.problem, bool(ran.journal), ran.lost])
print(json.dumps(found))
"""


def test_a_marker_without_rights_has_the_same_box(boxes: None) -> None:
    """Root's box has a user that no account has; everybody else's has a namespace. Where tests run as root, both are tried."""
    if os.geteuid() != 0:
        pytest.skip("everything above ran as a plain user already")
    with tempfile.TemporaryDirectory(dir="/tmp") as own:
        course = Path(own)
        folder_of(course)
        (course / "gradebook.db").write_text("the gradebook")
        for path in (course, *course.rglob("*")):
            path.chmod(0o777)
        codes = [
            f"print(open({str(course / 'gradebook.db')!r}).read())",
            USING["fork bomb"][0], USING["memory by many"][0], JOURNAL + LEFT["fifo"], "import os\nprint(os.getuid())",
        ]  # fmt: skip
        done = subprocess.run(
            as_plain_user([sys.executable, "-B", "-c", PLAIN, own]), input=json.dumps(codes), text=True, timeout=60,
            capture_output=True, cwd=Path(__file__).parents[2], env={**os.environ, "HOME": "/nonexistent"},
        )  # fmt: skip
    if "setpriv" in done.stderr or "bwrap" in done.stderr:
        pytest.skip(done.stderr)
    assert done.returncode == 0, done.stderr
    missing, read, bomb, memory, fifo, who = json.loads(done.stdout)
    if missing:
        pytest.skip(missing)
    assert "No such file" in read[0] and read[2]
    assert "did not come to its end" in bomb[1] and bomb[2]
    assert "memory" in memory[1] and memory[2]
    assert fifo[3] and not fifo[2]
    assert who[0] == "65534"


def test_a_box_is_made_for_the_assignments_name_whatever_it_is(course: Path, boxes: None) -> None:
    from dataclasses import replace

    odd = replace(ASSIGNMENT, name="../../x y")
    ran = sandbox.run_code(folder_of(course), odd, submission(ADD), limits=QUICK)
    assert ran.journal and ran.outputs == {NAME: {}} | ran.outputs

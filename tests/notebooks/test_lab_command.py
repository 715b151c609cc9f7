"""``sourcenet lab`` for real: JupyterLab comes up on lesson 01, and its kernels know where the network is kept."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Start the command with a port and a token of its own; return the address and the folder."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [
        sys.executable, "-m", "sourcenet.cli", "lab", str(tmp_path / "work"), "--no-browser", "--",
        f"--ServerApp.port={port}", "--IdentityProvider.token=", "--allow-root",
    ]  # fmt: skip
    own = {
        name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **own}, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    yield address, tmp_path / "work"
    process.terminate()  # the command alone: it ends JupyterLab
    try:
        assert process.wait(30) == 0
        with pytest.raises(OSError):
            urllib.request.urlopen(f"{address}/api", timeout=2)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _get(address: str) -> str:
    for _try in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return f"{answer.geturl()}\n{answer.read().decode()}"
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} never answered")


def test_jupyterlab_opens_on_the_first_lesson(running: tuple[str, Path]) -> None:
    address, folder = running
    assert _get(address).splitlines()[0] == f"{address}/lab/tree/01-map-your-sources.ipynb"
    assert '"01-map-your-sources.ipynb"' in _get(f"{address}/api/contents")
    assert (folder / "build-network" / "build-network.ipynb").is_file()


def test_an_interrupt_does_not_take_the_kernels_away(running: tuple[str, Path], tmp_path: Path) -> None:
    """A slip of Ctrl-C: JupyterLab asks whether it is meant; without an answer it goes on."""
    address, _folder = running
    _get(f"{address}/api")
    (command,) = [
        pid for pid in _children(os.getpid()) if b"sourcenet.cli" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(command, signal.SIGINT)
    time.sleep(1.5)
    assert _get(f"{address}/api")


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        pytest.skip("this system does not list a process's children")

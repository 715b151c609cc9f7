"""Drive a real JupyterLab or Notebook 7 with playwright and the machine's own Chromium.

One server serves both. Its folders (settings, data, runtime, workspaces) are private, so that nothing of the
person who runs the tests is read or changed, and nothing of one test session is found by the next.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def expect(locator: Any, message: str | None = None) -> Any:
    """Playwright's assertions, which wait; imported late, so that where it is missing the tests are skipped, not broken."""
    from playwright.sync_api import expect as waits

    return waits(locator, message)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """A Jupyter server of its own in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.work = root / "work"
        self.port = free_port()
        names = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR", "LAB_WORKSPACES_DIR", "LAB_SETTINGS_DIR")
        places = {f"JUPYTER{'' if name.startswith('LAB') else '_'}{name}": root / name.lower() for name in names}
        for folder in (self.work, *places.values()):
            folder.mkdir(parents=True, exist_ok=True)
        quiet = places["JUPYTERLAB_SETTINGS_DIR"] / "@jupyterlab" / "apputils-extension"
        quiet.mkdir(parents=True)
        (quiet / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
        env = {**os.environ, **{name: str(place) for name, place in places.items()}, "HOME": str(root)}
        env.pop("NBGRADER_EXECUTION", None)
        env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
        options = ["--no-browser", f"--port={self.port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
        options += ["--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={self.work}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--allow-root")
        self.log = (root / "server.log").open("w")
        command = [sys.executable, "-m", "jupyterlab", *options]
        self.process = subprocess.Popen(command, env=env, stdout=self.log, stderr=subprocess.STDOUT, cwd=root)
        self._wait()

    @property
    def address(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.port}"

    def _wait(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.address}/api", timeout=2).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError("The Jupyter server did not start:\n" + (self.root / "server.log").read_text()[-3000:])

    def url(self, notebook: str, app: str = "lab") -> str:
        """Return the address of a notebook in JupyterLab or Notebook 7."""
        return f"{self.address}/lab/tree/{notebook}?reset" if app == "lab" else f"{self.address}/notebooks/{notebook}"

    def write(self, name: str, cells: Iterable[str]) -> Path:
        """Write a notebook of code cells."""
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(book, path)
        return path

    def kernels(self) -> list[dict[str, Any]]:
        """Return the kernels that run."""
        with urllib.request.urlopen(f"{self.address}/api/kernels", timeout=5) as answer:
            return list(json.load(answer))

    def end_kernels(self) -> None:
        """End all kernels, so that the next test begins with none."""
        for kernel in self.kernels():
            request = urllib.request.Request(f"{self.address}/api/kernels/{kernel['id']}", method="DELETE")
            try:
                urllib.request.urlopen(request, timeout=10).close()
            except urllib.error.HTTPError:
                continue

    def close(self) -> None:
        """End the server and its kernels."""
        if self.process.poll() is None:
            self.end_kernels()
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.log.close()


class Notebook:
    """A notebook in a page of the browser."""

    def __init__(self, page: Any, server: Server, name: str, app: str = "lab") -> None:
        self.page, self.server, self.name, self.app = page, server, name, app
        page.goto(server.url(name, app))
        self.ready()

    def ready(self) -> None:
        """Wait until the notebook is there and its kernel idle."""
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        self.page.wait_for_function(
            "() => document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'", timeout=90_000
        )
        self.page.wait_for_timeout(400)

    def cell(self, index: int) -> Any:
        """Return a code cell."""
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(index)

    def run(self, index: int, *, wait: bool = True, timeout: float = 60.0) -> None:
        """Run a cell. Keys pressed before the kernel is connected are dropped: press until the prompt changes."""
        cell = self.cell(index)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text().strip()
        begun = False
        for _ in range(15):
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            self.page.wait_for_timeout(250)
            begun = prompt.inner_text().strip() != before
            if begun:
                break
            self.page.wait_for_timeout(500)
        end = time.time() + timeout
        # Once it was seen running the number says nothing: a restarted kernel counts from 1 again.
        while wait and ("*" in prompt.inner_text() or (not begun and prompt.inner_text().strip() == before)):
            if time.time() > end:
                raise TimeoutError(f"cell {index} of {self.name} did not end")
            self.page.wait_for_timeout(100)

    def text(self, index: int) -> str:
        """Return what a cell has printed so far; it may come to the page a moment after the cell has ended."""
        return "\n".join(self.cell(index).locator(".jp-OutputArea-output").all_inner_texts())

    def save(self) -> None:
        """Save the notebook, as the learner would, from outside its outputs."""
        path = self.server.work / self.name
        before = path.stat().st_mtime_ns
        self.cell(0).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Control+s")
        end = time.time() + 30
        while path.stat().st_mtime_ns == before:
            if time.time() > end:
                raise TimeoutError(f"{self.name} was not saved")
            self.page.wait_for_timeout(100)
        self.page.wait_for_timeout(500)  # the page hears that it is saved

    def restart(self) -> None:
        """Restart the kernel, as the learner would, and wait until the new one is idle."""
        self.cell(0).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("0")
        self.page.keyboard.press("0")
        self.page.locator(".jp-Dialog .jp-mod-accept, .jp-Dialog .jp-mod-warn").last.click()
        self.page.wait_for_timeout(1500)
        self.ready()

    def builder(self, index: int = 0) -> Any:
        """Return a Builder of the page, once its picture is drawn or its quick list is open."""
        root = self.page.locator(".sn-builder").nth(index)
        root.wait_for(timeout=30_000)
        root.locator(
            ".net canvas, .listbox:not([hidden]), .absent:not([hidden]), .unfold:not([hidden])"
        ).first.wait_for(state="attached", timeout=30_000)
        return root

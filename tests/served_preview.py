"""A `narrate serve` in a process of its own, and what a reader sees of it."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds: a slow machine that runs several tests at once is no failure."""


@dataclass
class Preview:
    """A running server."""

    process: "subprocess.Popen[str]"
    port: int
    said: Path
    """What it prints."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body. The path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=bool(headers and "Host" in headers))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def text(self, path: str) -> str:
        return self.ask(path)[2].decode()

    def problems(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.text("/~narrate/now"))
        return told

    def codes(self) -> list[str]:
        return [problem["code"] for problem in self.problems()["problems"]]

    def output(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def end(self, number: int = signal.SIGINT) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def until(is_so: Callable[[], bool], what: str) -> None:
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.02)


@contextlib.contextmanager
def preview(folder: Path, *options: str, port: int = 0, built: bool = True) -> Iterator[Preview]:
    """A server for a folder, from its first build on. `port` 0: one that nobody else in this run of tests has."""
    said = folder.parent / f"{folder.name}.said"
    port = port or _port()
    command = [sys.executable, "-m", "narrate", "serve", str(folder), "--port", str(port), "--jobs", "1"]
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [*command, *options],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "EDITOR": "code --wait"},
            text=True,
        )
    running = Preview(process, port, said)
    try:
        until(lambda: process.poll() is not None or "serving at " in running.output(), "it serves")
        assert process.poll() is None, running.output()
        running.port = int(running.output().partition("serving at http://127.0.0.1:")[2].partition("/")[0])
        if built:
            until(lambda: bool(running.problems()["built"]), f"it builds:\n{running.output()}")
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            finally:
                process.kill()


def _port() -> int:
    """Apart for each worker of a parallel run; the server takes the next one if it is in use."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return 20_000 + 100 * int(worker)

"""Shows how far a build is, when it takes long enough for somebody to wonder.

A bar on a terminal, plain lines elsewhere (a CI log), nothing for a build that is over in a moment.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from narrate.model.report import Progress

if TYPE_CHECKING:
    import rich.progress

_PATIENCE = 0.7
"""Seconds before anything is shown."""
_PAUSE = 2.0
"""Seconds between two plain lines."""


@contextmanager
def watching(stream: TextIO, *, quiet: bool = False) -> Iterator[Progress]:
    """What shows the progress of a build on a stream, for as long as it runs."""
    if quiet:
        yield silent
    elif stream.isatty() and os.environ.get("TERM") != "dumb":
        bar = Bar(stream)
        try:
            yield bar
        finally:
            bar.close()
    else:
        yield Lines(stream)


def silent(stage: str, done: int, total: int) -> None:
    """Shows nothing."""


class Lines:
    """Plain lines: `parsed 4,000 of 10,000`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._stream.write(said(stage, done, total) + "\n")
        self._stream.flush()


def said(stage: str, done: int, total: int) -> str:
    """How far it is, in words."""
    return f"{stage} {done:,} of {total:,}" if total else f"{stage} {done:,}" if done else stage


class Bar:
    """A bar that goes away when the build is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._start = time.monotonic() + _PATIENCE
        self._bar: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if time.monotonic() < self._start:
            return
        bar = self._bar = self._bar or self._open()
        if self._task is None:
            self._task = bar.add_task(stage, total=None)
        bar.update(self._task, description=stage, completed=done, total=total or None)

    def close(self) -> None:
        """Takes it off the screen."""
        if self._bar:
            self._bar.stop()

    def _open(self) -> "rich.progress.Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(*columns, console=Console(file=self._stream), transient=True)
        bar.start()
        return bar

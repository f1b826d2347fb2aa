"""Builds the site in a folder and kills itself at the given write, or says how many writes there were.

    python tests/killed.py FOLDER NUMBER

A write is whatever changes a file system: a file opened for writing, renamed or removed, a folder made or removed.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from smallsite import SmallSite

_EVENTS = frozenset(("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"))


class Counter:
    """An audit hook that counts writes, and kills the process at one of them."""

    def __init__(self, last: int) -> None:
        self.number = 0
        self._last = last

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in _EVENTS or writes:
            self.number += 1
            if self.number == self._last:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    site = SmallSite(Path(sys.argv[1]))
    counter = Counter(int(sys.argv[2]))
    sys.addaudithook(counter)
    site.build()
    print(counter.number)

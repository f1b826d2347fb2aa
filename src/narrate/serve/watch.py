"""Wakes up when a file may have changed: told by the system where it can, by looking now and then where it cannot.

The system's messages only wake: they come for reads too, a branch switch sends tens of thousands, and when there
are too many some are lost. What really changed is found out by a look (`signature.py`).
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from narrate.model.manifest import NAME as MANIFEST
from narrate.stages.discover import PROGRAMS

_READS = ("opened", "closed_no_write")
_QUIET = 0.03
"""Seconds without a message after which somebody has probably finished writing."""
_LONGEST = 0.5
"""Seconds after which messages that do not end are not waited for any longer."""
_MOST = 60
"""Each folder that is watched costs a thread: more of them are watched as one."""


class Watch:
    """Watches folders with everything below them."""

    def __init__(self) -> None:
        self.told = threading.Event()
        """Set by the system's messages, and by whoever wants a look at once."""
        self._observer: Any = None
        self._watched: tuple[tuple[str, int, bool], ...] = ()

    @property
    def blind(self) -> bool:
        """Whether the system tells nothing, so that one has to look oneself."""
        return self._observer is None

    def over(self, folders: tuple[Path, ...], apart: tuple[Path, ...]) -> bool:
        """Watches these folders from now on, without those folders directly in them that are `apart` or hidden.

        True when that is new. A folder that was removed and put back is another one: it is watched anew. Where
        the system has no watches left, it stays `blind`.
        """
        wanted = tuple(_watches(folders, frozenset(apart)))
        if wanted == self._watched and (self.blind or self._is_alive()):
            return False
        self.close()
        self._watched = wanted
        observer = Observer()
        listener = _Listener(self._hear)
        try:
            for folder, _, recursive in wanted:
                observer.schedule(listener, folder, recursive=recursive)
            observer.start()
        except OSError:  # no watches left (ENOSPC, EMFILE), or the folder has just gone
            with contextlib.suppress(RuntimeError):
                observer.stop()
            return True
        self._observer = observer
        return True

    def wait(self, seconds: float) -> bool:
        """Waits until something is told and then for a moment's quiet. False when nothing was told."""
        if not self.told.wait(seconds):
            return False
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            self.told.clear()
            if not self.told.wait(_QUIET):
                break
        return True

    def close(self) -> None:
        """Watches nothing any longer."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(2)
            self._observer = None

    def _is_alive(self) -> bool:
        return self._observer is not None and all(each.is_alive() for each in self._observer.emitters)

    def _hear(self, event: FileSystemEvent) -> None:
        if event.event_type not in _READS:
            self.told.set()


class _Listener(FileSystemEventHandler):
    """Hands every message on."""

    def __init__(self, hear: Any) -> None:
        self.on_any_event = hear  # type: ignore[method-assign]


def _watches(folders: tuple[Path, ...], apart: frozenset[Path]) -> Iterator[tuple[str, int, bool]]:
    """What to watch: path, identity, and whether with everything below.

    Each folder by itself and the folders in it one by one: a published site or the packages of a program beside
    the content would need more watches than the content itself.
    """
    for folder in dict.fromkeys(folders):
        if any(other in folder.parents for other in folders):
            continue
        try:
            inside = sorted(
                (entry.path, entry.inode())
                for entry in os.scandir(folder)
                if entry.is_dir(follow_symlinks=False)
                and not entry.name.startswith(".")
                and entry.name not in PROGRAMS
                and Path(entry.path) not in apart
                and not Path(entry.path, MANIFEST).exists()
            )
            identity = folder.stat().st_ino
        except OSError:
            continue
        if len(inside) > _MOST:
            yield str(folder), identity, True
            continue
        yield str(folder), identity, False
        yield from ((path, inode, True) for path, inode in inside)

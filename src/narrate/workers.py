"""Worker processes: a pure function mapped over many tasks, in as many processes as pay off."""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_WORTH_A_POOL = 150
"""Fewer tasks than this are done sooner here than a worker starts."""

_CHUNK = 40


class Workers:
    """Starts its processes at the first large map and ends them on exit.

    Processes are started by forkserver or spawn, never by fork: a forked copy of a process with threads
    may hang. Results come in the order of the tasks, whatever the number of processes.
    """

    def __init__(self, jobs: int = 0) -> None:
        """`jobs`: the number of processes; 0 means one for each core this process may use."""
        self.jobs = jobs or _cores()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def map(
        self,
        function: Callable[..., R],
        shared: tuple[Any, ...],
        tasks: Iterable[T],
        weight: int = 1,
        pack: Callable[[T], T] | None = None,
    ) -> Iterator[R]:
        """`function(*shared, task)` for each task. `weight`: how many ordinary tasks one of these costs.

        Tasks are taken as they come: while the first are worked on, the next may still be made. Results come
        when there are no more tasks. `pack`: what a task goes through before it is sent to another process.
        """
        coming = iter(tasks)
        first = list(islice(coming, max(1, _WORTH_A_POOL // weight)))
        if self.jobs == 1 or len(first) * weight < _WORTH_A_POOL:
            yield from (function(*shared, task) for task in chain(first, coming))
            return
        pool, futures = self._start(), []
        size = max(1, min(_CHUNK // weight, -(-len(first) // (2 * self.jobs))))
        coming = chain(first, coming)
        while chunk := list(islice(coming, size)):
            packed = [pack(task) for task in chunk] if pack else chunk
            futures.append(pool.submit(_run, function, shared, packed))
        for future in futures:
            yield from future.result()

    def _start(self) -> "ProcessPoolExecutor":
        if self._pool is None:
            # Imported only where processes are wanted: most builds render one page.
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_all_start_methods, get_context

            method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
            context = get_context(method)
            if method == "forkserver":
                context.set_forkserver_preload(["narrate.markdown.document", "narrate.stages.render"])
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_calm)
            with _interrupts_held():
                self._pool.submit(_cores)
        return self._pool


def _calm() -> None:
    """A worker may live long: it looks for cycles, but seldom."""
    gc.set_threshold(100_000, 20, 100)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started meanwhile inherit it: Ctrl-C is for the main process, which ends its workers itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_garbage() -> None:
    """Stops the search for cycles of objects: a build makes millions of values without any and then ends.

    Looking at all of them again and again took half of the time of a build.
    """
    gc.disable()


def _run(function: Callable[..., R], shared: tuple[Any, ...], tasks: Sequence[Any]) -> list[R]:
    return [function(*shared, task) for task in tasks]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

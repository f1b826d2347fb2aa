"""Runs the server and, in a thread beside it, the watching and building."""

import asyncio
import errno
import gc
import logging
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from types import FrameType

import uvicorn

from narrate.errors import NarrateError
from narrate.git.checkout import lock_of
from narrate.model.report import Progress
from narrate.serve.app import make_app
from narrate.serve.bulletin import Bulletin
from narrate.serve.preview import Asked, Attempt, State, StoppedError, attempt, is_news
from narrate.serve.signature import Inputs, Signature, signature, signature_of_single
from narrate.serve.watch import Watch
from narrate.workers import leave_garbage

_NEXT_PORTS = 20
_TICK = 0.3
"""Seconds between two looks at the few files that are looked at often."""
_SAFETY = 1.0
"""Seconds after which everything is looked at even if nothing was told: messages of the system get lost."""
_TIDY = 20
"""Builds after which cycles of objects are looked for: there are few, and the look keeps readers waiting."""
_GRACE = 3.0
"""Seconds in which this program hears that it is to end."""
_GIT_PATIENCE = 60.0
"""Seconds to wait for Git to finish writing the work tree."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket at the port, or at the next one that is free."""
    for number in range(port, min(port + _NEXT_PORTS, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # where it means something else: there, two programs would share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            raise NarrateError(f"cannot listen on {host}:{number}: {error.strerror}") from error
        return listening
    raise NarrateError(f"the ports {port} to {number} are all in use", "name another with `--port`")


def run(
    asked: Asked,
    listening: socket.socket,
    form: str,
    tell: Callable[[Attempt], None],
    watching: Callable[[], AbstractContextManager[Progress]],
    ready: Callable[[], None],
) -> None:
    """Serves until it is interrupted. `tell` hears of every attempt, `ready` once the server answers."""
    # A folder that is moved away and back is told twice, which watchdog finds worth a warning.
    logging.getLogger("watchdog").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
    host, port = listening.getsockname()
    names = frozenset(f"{name}:{port}" for name in (host, "localhost"))
    asyncio.run(_serve(asked, listening, names, form, tell, watching, ready))


async def _serve(
    asked: Asked,
    listening: socket.socket,
    names: frozenset[str],
    form: str,
    tell: Callable[[Attempt], None],
    watching: Callable[[], AbstractContextManager[Progress]],
    ready: Callable[[], None],
) -> None:
    loop, bulletin = asyncio.get_running_loop(), Bulletin()
    config = uvicorn.Config(
        make_app(bulletin, names, form),
        log_level="error",
        access_log=False,
        lifespan="off",
        loop="asyncio",
        http="h11",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, partial(loop.call_soon_threadsafe, bulletin.close))

    def post(made: Attempt) -> None:
        loop.call_soon_threadsafe(bulletin.post, made.state)
        tell(made)

    builder = _Builder(asked, post, watching)
    builder.start()
    loop.call_soon(ready)
    try:
        await server.serve(sockets=[listening])
    finally:
        await asyncio.to_thread(builder.stop)


class _Server(uvicorn.Server):
    """Ends at the first signal: readers who wait for news are sent away, and nothing is raised again."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], object]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.force_exit = self.should_exit
        self.should_exit = True
        self._ending()


class _Builder(threading.Thread):
    """Builds, waits for a change, and builds again."""

    def __init__(
        self,
        asked: Asked,
        post: Callable[[Attempt], None],
        watching: Callable[[], AbstractContextManager[Progress]],
    ) -> None:
        super().__init__(name="builder", daemon=True)
        self._asked = asked
        self._post = post
        self._watching = watching
        self._watch = Watch()
        self._ending = threading.Event()
        self._left_behind = 0

    def stop(self) -> None:
        """Gives up what is being built, and ends."""
        self._ending.set()
        self._watch.told.set()
        self.join(30)

    def run(self) -> None:
        leave_garbage()
        try:
            self._build_for_ever()
        except StoppedError:
            return
        finally:
            self._watch.close()

    def _build_for_ever(self) -> None:
        state, look, seen = State(), None, Signature(b"", b"")
        while not self._ending.is_set():
            self._wait_for_git()
            with self._watching() as show:
                made = attempt(self._asked, state, self._unless_ending(show))
            if made.bug and self._ending.wait(_GRACE):
                return  # who ends this program (a terminal that closes, a service) may end its workers first
            if is_news(made.state, state):
                state = made.state
                self._post(made)
                if state.number % _TIDY == 0:
                    gc.collect()
            if made.look == look:
                seen = self._next(look, seen, made.as_of)
                continue
            # Somebody may have written while nobody knew where to look: look again.
            look = made.look
            self._watch.over(look.folders, look.apart)
            seen = signature(look)

    def _next(self, look: Inputs, seen: Signature, as_of: str) -> Signature:
        """Waits until there is a reason to build again. Gives the signature of what will be built."""
        looked, pause = time.monotonic(), self._pause(0)
        while not self._ending.is_set():
            due = self._watch.wait(_TICK)
            due |= self._watch.over(look.folders, look.apart)
            due |= signature_of_single(look) != seen.single
            due |= time.monotonic() - looked > pause
            if due:
                self._wait_for_git()
                start = time.monotonic()
                now = signature(look)
                looked = time.monotonic()
                if now != seen:
                    return now
                pause = self._pause(looked - start)
            if look.config is not None and self._asked.request(look.config).as_of != as_of:
                break
        return seen

    def _pause(self, cost: float) -> float:
        """Seconds until the next look that nobody has asked for, when the last one took so long."""
        return max(_TICK, 20 * cost) if self._watch.blind else max(_SAFETY, 50 * cost)

    def _wait_for_git(self) -> None:
        """Waits until Git has written the work tree; but only once for a lock that somebody left behind."""
        end = time.monotonic() + _GIT_PATIENCE
        while (lock := lock_of(self._asked.root)) not in (0, self._left_behind):
            if time.monotonic() > end:
                self._left_behind = lock
            self._ending.wait(0.05)
            if self._ending.is_set():
                return

    def _unless_ending(self, show: Progress) -> Progress:
        """Shows how far a build is, and is what gives it up when the server ends."""

        def progress(stage: str, done: int, total: int) -> None:
            if self._ending.is_set():
                raise StoppedError
            show(stage, done, total)

        return progress

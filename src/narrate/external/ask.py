"""Asks other hosts whether something is at an address. One request at a time for each host, a few hosts at a time."""

import http.client
import queue
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from narrate import __version__

_AT_ONCE = 8
_MOST_REDIRECTS = 10
_PERMANENT = (301, 308)
_ASK_AGAIN = frozenset((400, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503))
"""Answers to HEAD that many servers give although GET would work."""
_SAFE = "!#$%&'()*+,/:;=?@[]~"


class Answer(msgspec.Struct, frozen=True):
    """What came of asking for an address."""

    status: int = 0
    """The last answer's HTTP status; 0: there was none."""
    words: str = ""
    """What to call it: `404 Not Found`, `no answer within 10 seconds`."""
    moved_to: str = ""
    """Where it is now, when every redirect on the way was said to be permanent."""
    gone: bool = False
    """Whether nothing can be there: not found, or no such host."""

    @property
    def fine(self) -> bool:
        """Whether something is there."""
        return 200 <= self.status < 400


def ask_for(
    urls: Iterable[str], seconds: float, limit: float, told: Callable[[int, int], None]
) -> dict[str, Answer]:
    """An answer for each address. `seconds`: how long one request may take; `limit`: how long all of them may.

    `told` hears how many are done, of how many.
    """
    wanted = list(dict.fromkeys(urls))
    by_host: dict[str, list[str]] = {}
    for url in wanted:
        by_host.setdefault(_host(url), []).append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for same in by_host.values():
        waiting.put(same)
    answers: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()
    asker = _Asker(seconds)
    end = time.monotonic() + limit
    for _ in range(min(_AT_ONCE, len(by_host))):
        # Daemons: a host that keeps a connection open for ever keeps nobody from going home.
        threading.Thread(target=_work, args=(asker, waiting, answers, end), daemon=True).start()
    found: dict[str, Answer] = {}
    while len(found) < len(wanted) and (left := end - time.monotonic()) > 0:
        try:
            url, answer = answers.get(timeout=left)
        except queue.Empty:
            break
        found[url] = answer
        told(len(found), len(wanted))
    late = Answer(words="not asked: there was no time left")
    return {url: found.get(url, late) for url in wanted}


def _work(
    asker: "_Asker",
    waiting: "queue.SimpleQueue[list[str]]",
    answers: "queue.SimpleQueue[tuple[str, Answer]]",
    end: float,
) -> None:
    while True:
        try:
            same = waiting.get_nowait()
        except queue.Empty:
            return
        for url in same:
            if time.monotonic() > end:
                return
            answers.put((url, asker.ask(url)))


class _Asker:
    """Sends requests; whoever asks a host waits until nobody else does."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._opener = urllib.request.build_opener(_NoRedirects)
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def ask(self, url: str) -> Answer:
        """Where an address leads, redirects and all."""
        here, permanent = url, True
        for _ in range(_MOST_REDIRECTS + 1):
            answer, onward = self._once(here)
            if not onward:
                moved = here if permanent and here != url and answer.fine else ""
                return msgspec.structs.replace(answer, moved_to=moved)
            permanent = permanent and answer.status in _PERMANENT
            here = _joined(here, onward)
            if not here:
                return Answer(words="it redirects to something that is no web page")
        return Answer(words="it redirects in a circle, or too often")

    def _once(self, url: str) -> tuple[Answer, str]:
        """The answer of one address, and where it redirects to."""
        host = _host(url)
        with self._lock:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            answer, onward = self._send("HEAD", url)
            if answer.status in _ASK_AGAIN or (not answer.status and not answer.gone):
                answer, onward = self._send("GET", url)
        return answer, onward

    def _send(self, method: str, url: str) -> tuple[Answer, str]:
        headers = {"User-Agent": f"narrate/{__version__} (checks links)", "Accept": "*/*"}
        try:
            request = urllib.request.Request(quote(url, safe=_SAFE), method=method, headers=headers)  # noqa: S310 - http and https only
            with self._opener.open(request, timeout=self._seconds) as response:
                return _answered(response.status, response.reason), _location(response)
        except urllib.error.HTTPError as error:
            with error:
                return _answered(error.code, error.reason), _location(error)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return self._failed(error, url), ""

    def _failed(self, error: Exception, url: str) -> Answer:
        reason = getattr(error, "reason", error)
        if isinstance(reason, socket.gaierror):
            gone = reason.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            return Answer(
                words=f"there is no host `{_host(url)}`" if gone else "names of hosts cannot be looked up",
                gone=gone,
            )
        if isinstance(reason, TimeoutError):
            return Answer(words=f"no answer within {self._seconds:g} seconds")
        words = str(getattr(reason, "strerror", "") or reason).strip() or type(reason).__name__
        return Answer(words=words.splitlines()[0][:120])


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by `_Asker`, which knows whose turn it is at the next host."""

    def http_error_302(self, *_args: Any, **_named: Any) -> None:
        """No request follows by itself."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _answered(status: int, reason: str) -> Answer:
    words = f"{status} {reason or http.client.responses.get(status, '')}".strip()[:80]
    return Answer(status, words, gone=status in (404, 410))


def _location(response: Any) -> str:
    code = response.status if hasattr(response, "status") else response.code
    return str(response.headers.get("Location", "")).strip() if code in (301, 302, 303, 307, 308) else ""


def _joined(here: str, onward: str) -> str:
    """Where a redirect leads; empty when that is nothing to ask for."""
    try:
        there = urljoin(here, onward).partition("#")[0]
        return there if urlsplit(there).scheme in ("http", "https") and _host(there) else ""
    except ValueError:
        return ""


def _host(url: str) -> str:
    """Host and port; empty when the address is none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""

"""What an entry contributes to feeds, made once and used in every feed that shows it.

An entry stands in the feeds of its people, tags, communities and kind, in two formats each. Its content is
filled and escaped once per process: `Parts` keeps it under the digest of the item, which holds everything
that the part is made of, and lets the oldest parts go when they take too much memory.
"""

import hashlib
from collections.abc import Callable

import msgspec

from narrate.model.views import FeedItem
from narrate.render.body import Load, fill

_ENOUGH = 64_000_000
"""Bytes of parts that one process keeps."""


class Parts:
    """The rendered parts of feed items. It only saves time: what it returns never depends on what it holds."""

    def __init__(self, load: Load, enough: int = _ENOUGH) -> None:
        self._load = load
        self._enough = enough
        self._size = 0
        self._kept: dict[tuple[str, bytes], bytes] = {}

    def part(self, form: str, item: FeedItem, make: Callable[[FeedItem, str], bytes]) -> bytes:
        """The item in a form (`atom`, `json`); `make` is given the item and its content as HTML."""
        digest = hashlib.blake2b(msgspec.msgpack.encode(item), digest_size=16).digest()
        return self._once((form, digest), lambda: make(item, self._content(item, digest)))

    def _content(self, item: FeedItem, digest: bytes) -> str:
        return self._once(
            ("html", digest), lambda: fill(item.body, self._load, item.url).encode("utf-8", "replace")
        ).decode()

    def _once(self, key: tuple[str, bytes], make: Callable[[], bytes]) -> bytes:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            self._size += len(found)
            while self._size > self._enough:
                self._size -= len(self._kept.pop(next(iter(self._kept))))
        return found

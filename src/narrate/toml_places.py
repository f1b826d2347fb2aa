"""Where the keys and values of a TOML text stand: what `tomllib` reads and then forgets.

The text has been read by `tomllib` before, so only its layout matters here, not its validity.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Generator, Iterator

import msgspec

from narrate.model.diagnostic import Place

KeyPath = tuple[str | int, ...]
"""Keys from the top, and numbers for the items of a list."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Offsets of a key as written, and of its value. An item of a list has its value's for both."""

    key: tuple[int, int]
    value: tuple[int, int]


class Places:
    """The places of a TOML text, by path; of what it does not say itself, those of the text that it extends."""

    def __init__(self, file: str, text: str, extended: "Places | None" = None) -> None:
        self._file = file
        self._extended = extended
        self._lines = text.split("\n")
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._spans = dict(_scan(text))

    def key(self, path: KeyPath) -> Place:
        """Where the key is written; of one that is not, where the table around it is."""
        return self._place(path, of_value=False)

    def value(self, path: KeyPath) -> Place:
        """Where the value is written."""
        return self._place(path, of_value=True)

    def own(self, path: KeyPath) -> bool:
        """Whether the key is written in this text, and not in one that it extends."""
        return path in self._spans

    def _place(self, path: KeyPath, *, of_value: bool) -> Place:
        for end in range(len(path), 0, -1):
            place = self.exactly(path[:end], of_value=of_value)
            if place:
                return place
        return Place(self._file)

    def exactly(self, path: KeyPath, *, of_value: bool) -> Place | None:
        """Where just this key is written, in the nearest text that has it."""
        if path in self._spans:
            return self._quoted(path, of_value=of_value)
        return self._extended.exactly(path, of_value=of_value) if self._extended else None

    def _quoted(self, path: KeyPath, *, of_value: bool) -> Place:
        span = self._spans[path]
        start, end = span.value if of_value else span.key
        number = bisect_right(self._starts, start)
        column = start - self._starts[number - 1]
        text = self._lines[number - 1].rstrip("\r")
        width = max(1, min(end - start, len(text) - column))
        return Place(self._file, number, column + 1, width, text)


def _scan(text: str) -> Iterator[tuple[KeyPath, Span]]:
    """Every key with its place, in the order of the text; a table's own place is its header."""
    seen: set[KeyPath] = set()
    for path, span in _statements(text):
        for depth in range(1, len(path) + 1):
            if path[:depth] not in seen:
                seen.add(path[:depth])
                yield path[:depth], span


def _statements(text: str) -> Iterator[tuple[KeyPath, Span]]:
    table: KeyPath = ()
    at = _skip(text, 0)
    while at < len(text):
        if text[at] == "[":
            opening = 2 if text.startswith("[[", at) else 1
            table, start, end = _key(text, at + opening)
            yield table, Span((start, end), (start, end))
            at = _skip(text, text.index("]", end) + opening)
        else:
            at = yield from _pair(text, at, table)
            at = _skip(text, at)


def _pair(text: str, at: int, table: KeyPath) -> Generator[tuple[KeyPath, Span], None, int]:
    path, start, end = _key(text, at)
    value = _skip(text, text.index("=", end) + 1)
    inner: list[tuple[KeyPath, Span]] = []
    after = _value(text, value, (*table, *path), inner)
    yield (*table, *path), Span((start, end), (value, after))
    yield from inner
    return after


def _value(text: str, at: int, path: KeyPath, inner: list[tuple[KeyPath, Span]]) -> int:
    """Where the value ends; what it holds is added to `inner`."""
    if string := _STRING.match(text, at):
        return string.end()
    if text[at] not in "[{":
        plain = _PLAIN.match(text, at)
        return at + len(plain[0].rstrip()) if plain else at + 1
    closing, number = "]" if text[at] == "[" else "}", 0
    at = _skip(text, at + 1)
    while text[at] != closing:
        if closing == "]":
            start, found = at, len(inner)
            at = _value(text, at, (*path, number), inner)
            inner.insert(found, ((*path, number), Span((start, at), (start, at))))
            number += 1
        else:
            pair = list(_pair(text, at, path))
            inner.extend(pair)
            at = pair[0][1].value[1]
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return at + 1


def _key(text: str, at: int) -> tuple[KeyPath, int, int]:
    """A dotted key, with the offsets of what is written."""
    parts: list[str] = []
    start = end = -1
    while match := _KEY.match(text, at):
        written = match[1]
        start = match.start(1) if start < 0 else start
        end = match.end(1)
        parts.append(written if written[0] not in "\"'" else next(iter(tomllib.loads(f"{written}=0"))))
        at = match.end()
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(parts), start, end


def _skip(text: str, at: int) -> int:
    """Past blanks, line ends and comments."""
    match = _BLANK.match(text, at)
    return match.end() if match else at

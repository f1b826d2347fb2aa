"""Edits of a source file: the smallest range of its bytes, wherever its lines end and whatever stands around it."""

import re
from bisect import bisect_right
from itertools import pairwise

import msgspec

_LINE_END = re.compile(rb"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"


class Edit(msgspec.Struct, frozen=True, order=True):
    """Some text in one place of a file, replaced."""

    path: str
    line: int
    column: int
    """Both from 1, in characters, as diagnostics count."""
    old: str
    new: str


def edited(content: bytes, edits: tuple[Edit, ...]) -> bytes | None:
    """The file after the edits; None when one does not find what it replaces, or two are about the same place."""
    starts = [
        len(_BOM) if content.startswith(_BOM) else 0,
        *(end.end() for end in _LINE_END.finditer(content)),
    ]
    ranges: list[tuple[int, int, bytes]] = []
    for edit in sorted(set(edits)):
        start = _offset(content, starts, edit)
        old = edit.old.encode()
        if start < 0 or content[start : start + len(old)] != old:
            return None
        ranges.append((start, start + len(old), edit.new.encode()))
    ranges.sort()
    if any(one[1] > other[0] for one, other in pairwise(ranges)):
        return None
    for start, end, new in reversed(ranges):
        content = content[:start] + new + content[end:]
    return content


def _offset(content: bytes, starts: list[int], edit: Edit) -> int:
    """Where an edit begins, in bytes; -1 when there is no such place, or it is no UTF-8 up to there."""
    if not 1 <= edit.line <= len(starts) or edit.column < 1:
        return -1
    start = starts[edit.line - 1]
    end = starts[edit.line] if edit.line < len(starts) else len(content)
    try:
        text = content[start:end].decode()
    except UnicodeDecodeError:
        return -1
    return start + len(text[: edit.column - 1].encode()) if edit.column <= len(text) else -1


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a place in a text with Unix newlines."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def unix_text(content: bytes) -> str:
    """A file as the parser sees it."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

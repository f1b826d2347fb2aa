"""Edits of a source file: the smallest range of its bytes, wherever its lines end and whatever stands around it."""

import re
from bisect import bisect_right
from functools import lru_cache

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
    by_line: dict[int, list[Edit]] = {}
    for edit in sorted(set(edits)):
        by_line.setdefault(edit.line, []).append(edit)
    pieces: list[bytes] = []
    done = 0
    for line, of_line in by_line.items():
        if not 1 <= line <= len(starts):
            return None
        start, end = starts[line - 1], starts[line] if line < len(starts) else len(content)
        after = _edited_line(content[start:end], of_line)
        if after is None:
            return None
        pieces += [content[done:start], after]
        done = end
    return b"".join((*pieces, content[done:]))


def _edited_line(line: bytes, edits: list[Edit]) -> bytes | None:
    """A line after edits, which come by column; None as above, or when the line is no UTF-8."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return None
    pieces: list[str] = []
    done = 0
    for edit in edits:
        at = edit.column - 1
        if at < done or not text.startswith(edit.old, at):
            return None
        pieces += [text[done:at], edit.new]
        done = at + len(edit.old)
    return "".join((*pieces, text[done:])).encode()


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a place in a text with Unix newlines."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(4)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of a text with Unix newlines begins."""
    return (0, *(found.end() for found in re.finditer("\n", text)))


@lru_cache(4)
def unix_text(content: bytes) -> str:
    """A file as the parser sees it."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

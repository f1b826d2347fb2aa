"""Obsidian's comments, `%% … %%`: inside a line or over several blocks, never in code. They are not published."""

import re
from typing import NamedTuple

_TICKS = re.compile(r"`+")


class Uncommented(NamedTuple):
    """The text with its comments blanked, line by line, so that places stay what they are."""

    text: str
    unclosed: int
    """The line of a comment that is never closed (it stays text), or -1."""


def remove(text: str, code: set[int]) -> Uncommented:
    """Blanks the comments of a text; `code` are the lines that are code blocks."""
    lines = text.split("\n")
    marks = [
        (number, mark) for number, line in enumerate(lines) if number not in code for mark in _marks(line)
    ]
    # From the end, because blanking may move what stands behind it on the same line.
    for first in range(len(marks) // 2 * 2 - 2, -1, -2):
        line, column = marks[first + 1]
        _blank(lines, marks[first], (line, column + 2))
    return Uncommented("\n".join(lines), marks[-1][0] if len(marks) % 2 else -1)


def _marks(line: str) -> list[int]:
    """Where `%%` stands in a line, outside code spans."""
    if "%%" not in line:
        return []
    marks: list[int] = []
    pos = 0
    while (mark := line.find("%%", pos)) >= 0:
        tick = line.find("`", pos)
        if 0 <= tick < mark:
            run = _TICKS.match(line, tick).end() - tick  # type: ignore[union-attr]
            closing = re.compile(rf"(?<!`)`{{{run}}}(?!`)").search(line, tick + run)
            pos = closing.end() if closing else tick + run
            continue
        marks.append(mark)
        pos = mark + 2
    return marks


def _blank(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> None:
    for number in range(start[0], end[0] + 1):
        line = lines[number]
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(line)
        before, after = line[:first], line[last:]
        if not after.strip():
            # Blanks at a line's end would be a hard break.
            lines[number] = before.rstrip() if first else ""
        elif before.strip(" \t>"):
            lines[number] = before + " " * (last - first) + after
        else:
            # Blanks at a line's start would make it code.
            lines[number] = before + after.lstrip() if number == start[0] else after.lstrip()

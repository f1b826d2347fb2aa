"""Which pieces of a body can be embedded alone: the section of a heading, and blocks with an id."""

import re

from narrate.markdown.page import Page
from narrate.markdown.segments import Split
from narrate.model.document import Part

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?: [^<>]*)?>")
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col"))


def find(page: Page, result: Split, *, raw: bool) -> tuple[Part, ...]:
    """The parts, in the order of their beginnings. With raw HTML around, only those that are whole."""
    starts: dict[str, int] = {}
    ranges: list[Part] = []
    end = len(result.segments)
    open_headings: list[tuple[int, str, int]] = []
    levels = {heading.id: heading.level for heading in page.headings}
    for number, name in enumerate(page.marks):
        at = result.marks.get(number)
        if at is None:
            continue
        if name.startswith("$"):
            if name[1:] in starts:
                ranges.append(Part(name[1:], starts[name[1:]], at))
        elif name.startswith("^"):
            starts[name] = at
        else:
            # Footnotes (level 0) end every section.
            level = levels.get(name, 0)
            while open_headings and open_headings[-1][0] >= level:
                _, opened, start = open_headings.pop()
                ranges.append(Part(opened, start, at))
            if name:
                open_headings.append((level, name, at))
    ranges.extend(Part(name, start, end) for _, name, start in open_headings)
    ranges = [part for part in ranges if part.start < part.end]
    if raw and ranges:
        ranges = _whole(result, ranges)
    return tuple(sorted(ranges, key=lambda part: (part.start, -part.end, part.id)))


def _whole(result: Split, ranges: list[Part]) -> list[Part]:
    """Those in which every element that is opened is closed, and no other."""
    depth: list[int] = [0]
    lowest: list[int] = []
    for segment in result.segments:
        level = low = depth[-1]
        if isinstance(segment, str):
            for tag in _TAG.finditer(segment):
                if tag[2] not in _VOID:
                    level += -1 if tag[1] else 1
                    low = min(low, level)
        depth.append(level)
        lowest.append(low)
    # Sections nest in at most six levels, so that this stays linear.
    return [
        part
        for part in ranges
        if depth[part.start] == depth[part.end] and min(lowest[part.start : part.end]) >= depth[part.start]
    ]

"""What changed between two versions of a text, in passages that somebody reads: words that went, words that came.

Paragraphs are compared first, then the words of those that took each other's place. Everything is bounded: a page that
was written anew is told in its first passages.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from narrate.model.past import Passage, Run

MOST = 6
"""Passages of one change."""
_PARAGRAPHS = 300
"""Of each version, at most so many are compared."""
_WORDS = 160
"""Of each paragraph."""
_AROUND = 7
"""Words that stayed, on either side of those that changed."""
_SHOWN = 70
"""Words of a passage."""
_ALIKE = 0.35
"""Paragraphs less alike than this are two: one that went, one that came."""

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_MARKUP = re.compile(r"\*\*|__|^#{1,6}\s+|^>\s?|</?[a-zA-Z][^<>]*>", re.MULTILINE)


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs, headings, list items, rows of tables and blocks of code of a text, each on one line, without marks of
    emphasis.
    """
    found: list[str] = []
    lines: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        opened = _FENCE.match(line)
        if fence:
            lines.append(line)
            if opened and opened[1].startswith(fence):
                fence = ""
            continue
        if not line.strip() or _ITEM.match(line) or line.lstrip().startswith(("#", "|")) or opened:
            found.append(" ".join(lines))
            lines = []
        fence = opened[1] if opened else ""
        lines.append(line)
    found.append(" ".join(lines))
    plain = (" ".join(_MARKUP.sub("", paragraph).split()) for paragraph in found)
    return [paragraph for paragraph in plain if paragraph.strip("-*_`~=|: ")][:_PARAGRAPHS]


def changed(before: list[str], after: list[str]) -> tuple[tuple[Passage, ...], bool]:
    """The passages that differ, and whether there are more of them."""
    found: list[Passage] = []
    for passage in _passages(before, after):
        if len(found) == MOST:
            return tuple(found), True
        found.append(passage)
    return tuple(found), False


def _passages(before: list[str], after: list[str]) -> Iterator[Passage]:
    for how, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        for old, new in zip_longest(before[start:end], after[first:last], fillvalue=""):
            yield from _passage(old.split()[:_WORDS], new.split()[:_WORDS])


def _passage(old: list[str], new: list[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not old or not new or matcher.ratio() < _ALIKE:
        if old:
            yield (Run("gone", _cut(old, _SHOWN)),)
        if new:
            yield (Run("new", _cut(new, _SHOWN)),)
        return
    runs: list[Run] = []
    for how, start, end, first, last in matcher.get_opcodes():
        if how == "equal":
            runs.append(Run("same", " ".join(old[start:end])))
            continue
        runs += [Run("gone", _cut(old[start:end], _SHOWN))] * (end > start)
        runs += [Run("new", _cut(new[first:last], _SHOWN))] * (last > first)
    if any(run.how != "same" for run in runs):
        yield tuple(_context(runs))


def _context(runs: list[Run]) -> Iterator[Run]:
    """The same, with a few of the words that stayed; at most so many words in all."""
    left = 2 * _SHOWN
    for number, run in enumerate(runs):
        if left <= 0:
            yield Run("same", "…")
            return
        words = run.text.split()
        left -= min(len(words), 2 * _AROUND)
        if run.how != "same" or len(words) <= 2 * _AROUND:
            yield run
        elif number == 0:
            yield Run("same", f"… {' '.join(words[-_AROUND:])}")
        elif number == len(runs) - 1:
            yield Run("same", f"{' '.join(words[:_AROUND])} …")
        else:
            yield Run("same", f"{' '.join(words[:_AROUND])} … {' '.join(words[-_AROUND:])}")


def _cut(words: list[str], most: int) -> str:
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most])} …"

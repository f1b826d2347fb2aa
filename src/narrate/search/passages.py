"""Passages: the piece of an entry's text that shows best why it was found."""

from collections.abc import Iterable
from typing import NamedTuple

from narrate.search.plain import Plain
from narrate.search.words import asked, chunks, placed, words_of

LONGEST = 220
"""Characters of a passage."""
_BEFORE = 70


class Passage(NamedTuple):
    """A passage. Everything is empty when no block has any of the words."""

    heading: int
    """The number of the heading that it stands under; 0: before the first."""
    text: str
    marks: tuple[tuple[int, int], ...]
    """Where in the text the words begin and end."""


def passage(body: Plain, words: Iterable[frozenset[str]]) -> Passage:
    """The block that has most of what was looked for. `words`: for each word of the query, those that stand for it."""
    looked_for = tuple(words)
    best: tuple[int, int, Passage] | None = None
    for number, block in enumerate(body.blocks):
        marks, had = _marks(block.text, looked_for)
        if had and (best is None or had > best[0]):
            best = had, -number, Passage(block.heading, block.text, marks)
            if had == len(looked_for):
                break
    if best is None:
        return Passage(0, "", ())
    return _cut(best[2])


def _marks(text: str, words: tuple[frozenset[str], ...]) -> tuple[tuple[tuple[int, int], ...], int]:
    """Where the words stand in a text, and how many of them do."""
    found: list[tuple[int, int]] = []
    had: set[int] = set()
    for chunk, start, end in placed(text):
        spelt = words_of(chunk)
        here = [number for number, meant in enumerate(words) if not meant.isdisjoint(spelt)]
        if here:
            found.append((start, end))
            had.update(here)
    return tuple(found), len(had)


def _cut(whole: Passage) -> Passage:
    """A long one from a little before the first word that is marked, cut at blanks."""
    text, marks = whole.text, whole.marks
    if len(text) <= LONGEST:
        return whole
    start = max(0, min(marks[0][0] - _BEFORE, len(text) - LONGEST))
    if start:
        blank = text.find(" ", start, marks[0][0])
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        blank = text.rfind(" ", marks[0][1], end)
        end = blank if blank >= 0 else end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    moved = len(before) - start
    inside = tuple((one + moved, other + moved) for one, other in marks if one >= start and other <= end)
    return Passage(whole.heading, f"{before}{text[start:end]}{after}", inside)


def has_phrases(title: str, body: Plain, phrases: Iterable[tuple[str, ...]]) -> bool:
    """Whether the words of each phrase follow each other somewhere."""
    texts = [title, *body.headings, *(block.text for block in body.blocks)]
    said = [[word for chunk in chunks(text) for word in asked(chunk)] for text in texts]
    return all(any(_follow(phrase, words) for words in said) for phrase in phrases)


def _follow(phrase: tuple[str, ...], words: list[str]) -> bool:
    first, length = phrase[0], len(phrase)
    return any(word == first and tuple(words[at : at + length]) == phrase for at, word in enumerate(words))

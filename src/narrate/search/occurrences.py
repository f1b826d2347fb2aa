"""Occurrences: which terms an entry has, and at which level each: how much it is about it.

A word of the title says more than one of a heading, a tag or the file's name; those say more than one of the text,
where the first says most and a long text makes each say less.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from narrate.search.pieces import DIGITS
from narrate.search.plain import Plain
from narrate.search.words import chunks, words_of

_TITLE, _TITLE_SHARED = 8.0, 14.0
"""What each word of a title counts, and what its words share: a short title says more."""
_HEADING = 4.0
_NAMED = 4.0
_TEXT = 7.0
_ENOUGH = 1.5
_USUAL = 300
"""Chunks of a text that makes a word say neither more nor less."""


class Described(msgspec.Struct, frozen=True, array_like=True):
    """What is said of an entry outside of its body."""

    title: str
    named: tuple[str, ...]
    """The words of its tags and people, of its file's name and its fields."""
    names: tuple[str, ...] = ()
    """Other titles: a word of one says as much as a word of the title, once."""


class Occurrences(msgspec.Struct, frozen=True, array_like=True):
    """The terms of one entry, and the words that stand for them."""

    terms: dict[str, str]
    """A level, as one character, for each term."""
    words: tuple[str, ...]
    """Each word, with its stem after a space if that is another word."""


class Speller(dict[str, tuple[tuple[str, ...], tuple[str, ...]]]):
    """The terms of each chunk, and its words as the dictionary has them. Each is looked at once."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        words = words_of(chunk)
        stems = [self._stem(word) for word in words]
        pairs = zip(words, stems, strict=True)
        spelt = tuple(one if one == stem else f"{one} {stem}" for one, stem in pairs)
        found = self[chunk] = tuple(dict.fromkeys(stems)), spelt
        return found


def occurrences(described: Described, body: Plain, spell: Speller) -> Occurrences:
    """What is found of an entry, and how well."""
    text = Counter(chunks("\n".join([block.text for block in body.blocks])))
    usual = _ENOUGH * (0.6 + 0.4 * text.total() / _USUAL)
    spelling = [spell[chunk] for chunk in text]
    words = {word for _, spelt in spelling for word in spelt}
    counts: dict[str, int] = {}
    for (terms, _), count in zip(spelling, text.values(), strict=True):
        for term in terms:
            counts[term] = counts.get(term, 0) + count
    weight_of = {count: _TEXT * count / (count + usual) for count in set(counts.values())}
    level_of = {count: _level(weight) for count, weight in weight_of.items()}
    levels = {term: level_of[count] for term, count in counts.items()}
    more: dict[str, float] = {}
    title = chunks(described.title)
    titles = _titles((title, *map(chunks, described.names)))
    fields = (
        *titles,
        (chunks("\n".join(body.headings)), _HEADING),
        (chunks("\n".join(described.named)), _NAMED),
    )
    for found, weight in fields:
        spelling = [spell[chunk] for chunk in dict.fromkeys(found)]
        words.update(*(spelt for _, spelt in spelling))
        for term in {term for terms, _ in spelling for term in terms}:  # once, however often it stands there
            more[term] = more.get(term, 0.0) + weight
    for term, weight in more.items():
        levels[term] = _level(weight_of.get(counts.get(term, 0), 0.0) + weight)
    return Occurrences(levels, tuple(words))


def _level(weight: float) -> str:
    return DIGITS[min(35, 1 + int(weight))]


def _titles(titles: tuple[list[str], ...]) -> Iterator[tuple[list[str], float]]:
    """The words of titles with their weights: each word with that of the first title that has it."""
    seen: set[str] = set()
    for title in titles:
        new = [chunk for chunk in title if chunk.casefold() not in seen]
        seen.update(chunk.casefold() for chunk in new)
        if new:
            yield new, _TITLE + _TITLE_SHARED / len(title)

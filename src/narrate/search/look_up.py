"""Looking up: which terms somebody means by a word: those of the word itself, else of what begins with it, else of
words that are spelt nearly so.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from narrate.search.layout import Layout
from narrate.search.pieces import Found, read_words

Fetch = Callable[[str], str]
"""Gives a piece of the index by its name; an empty text where there is none."""

WHOLE, ALONE, BESIDE = 8, 7, 5
"""How much a term counts, in eighths: of the word itself, of another when there is no such word, or beside it."""

_SHORTEST_BEGINNING = 2
_SHORTEST_MISSPELT = 4
_TWO_SLIPS = 8
_MOST_BEGINNINGS = 12
_MOST_NEAR = 5


class Meant(NamedTuple):
    """What a word of a query means."""

    terms: tuple[tuple[str, int], ...]
    """Terms, with how much each counts."""
    words: frozenset[str]
    """The words that entries have for them, to be marked."""
    guessed: bool
    """Whether it is spelt otherwise in all of them."""


def look_up(word: str, fetch: Fetch, layout: Layout, *, open_: bool) -> Meant:
    """What a word means. `open_`: whether more of it may follow."""
    known = tuple(read_words(fetch(layout.words_piece(word))))
    terms: dict[str, int] = {}
    for found in known:
        if found.word == word:
            terms.setdefault(found.stem, WHOLE)
    if (open_ or not terms) and len(word) >= _SHORTEST_BEGINNING:
        factor = BESIDE if terms else ALONE
        longer = (found for found in known if found.word.startswith(word) and found.word != word)
        for found in _commonest(longer, _MOST_BEGINNINGS):
            terms.setdefault(found.stem, factor)
    guessed = not terms
    if guessed and len(word) >= _SHORTEST_MISSPELT:
        terms.update(_near(word, fetch, layout, known))
    marked = frozenset(found.word for found in known if found.stem in terms)
    return Meant(tuple(terms.items()), marked | terms.keys(), guessed and bool(terms))


def _commonest(found: Iterable[Found], most: int) -> list[Found]:
    return sorted(found, key=lambda one: (-one.entries, one.word))[:most]


def _near(word: str, fetch: Fetch, layout: Layout, known: tuple[Found, ...]) -> dict[str, int]:
    """The terms of the nearest words: those that begin alike, and those that begin with another slip of the keys."""
    allowed = 2 if len(word) >= _TWO_SLIPS else 1
    found = _within(word, known, allowed)
    for beginning in (word[1] + word[0] + word[2:], word[1:], word[0] + word[2:]):
        found += _within(word, tuple(read_words(fetch(layout.words_piece(beginning)))), allowed)
    least = min((slips for slips, _ in found), default=0)
    nearest = _commonest({one for slips, one in found if slips == least}, _MOST_NEAR)
    return {one.stem: ALONE for one in nearest}


def _within(word: str, known: Iterable[Found], allowed: int) -> list[tuple[int, Found]]:
    found = []
    for one in known:
        if abs(len(one.word) - len(word)) <= allowed:
            slips = distance(word, one.word, allowed)
            if slips <= allowed:
                found.append((slips, one))
    return found


def distance(one: str, other: str, allowed: int) -> int:
    """How many slips lie between two words: a letter too many, too few, another one, or two that changed places.

    More than `allowed` is not counted out.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        now = [line]
        for place, sign in enumerate(other, 1):
            slips = min(row[place] + 1, now[place - 1] + 1, row[place - 1] + (letter != sign))
            if line > 1 and place > 1 and letter == other[place - 2] and one[line - 2] == sign:
                slips = min(slips, before[place - 2] + 1)
            now.append(slips)
        if min(now) > allowed:
            return allowed + 1
        before, row = row, now
    return row[-1]

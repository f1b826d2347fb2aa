"""The text of the index's pieces, line by line.

A line of the dictionary is a word, how many entries have it (in base 36), and its stem, if that is another word.
What it has in common with the word above is one character. A line of the terms is a term and its groups: class,
level (one character, base 36) and the ids of all entries of that class and level, in their order.

    0cache 1k        cachte                   cache ()9(A@4s)Bx1q ()c(A@7u
    5d 3 cach        (`cached`, stem `cach`)
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from narrate.search.ids import WIDTH

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST = 12_000
"""Entries that are listed for one term: of words that nearly all have, those that are most about them."""

HEADER = 3

Words = dict[str, int]
"""How many entries have a word, by the word, with its stem after a space if that is another word."""
Groups = dict[str, str]
"""Ids, in one text, by class and level."""


class Found(NamedTuple):
    """A word of the dictionary."""

    word: str
    stem: str
    entries: int


def base36(number: int) -> str:
    """A number in the digits and small letters."""
    written = ""
    while True:
        number, digit = divmod(number, 36)
        written = DIGITS[digit] + written
        if not number:
            return written


def write_words(words: Words) -> str:
    """A piece of the dictionary."""
    lines = []
    before = ""
    for key in sorted(words):
        if not words[key]:
            continue
        word, _, stem = key.partition(" ")
        common = 0
        for one, other in zip(word[:35], before, strict=False):
            if one != other:
                break
            common += 1
        ending = f" {stem}" if stem else ""
        lines.append(f"{DIGITS[common]}{word[common:]} {base36(words[key])}{ending}\n")
        before = word
    return "".join(lines)


def read_words(text: str) -> Iterator[Found]:
    """The words of a piece, in their order."""
    word = ""
    for line in text.split("\n"):
        if not line:
            continue
        ending, count, *stem = line[1:].split(" ")
        word = word[: DIGITS.index(line[0])] + ending
        yield Found(word, stem[0] if stem else word, int(count, 36))


def write_terms(terms: dict[str, Groups]) -> str:
    """A piece of the terms."""
    return "".join(f"{term} {write_groups(terms[term])}\n" for term in sorted(terms) if terms[term])


def write_groups(groups: Groups) -> str:
    """The entries of a term."""
    return " ".join([key + ids for key, ids in sorted(groups.items()) if ids])


def published(text: str) -> str:
    """A piece of the terms as readers get it: of a term that very many entries have, those with the highest levels."""
    if len(text) <= MOST * WIDTH:
        return text
    return "\n".join(_short(line) if len(line) > MOST * WIDTH else line for line in text.split("\n"))


def _short(line: str) -> str:
    term, _, groups = line.partition(" ")
    return f"{term} {write_groups(_highest(read_groups(groups)))}"


def _highest(groups: Groups) -> Groups:
    chosen: Groups = {}
    room = MOST * WIDTH
    for key in sorted(groups, key=lambda key: (-DIGITS.index(key[2]), key)):
        chosen[key] = groups[key][-room:] if room else ""
        room -= len(chosen[key])
    return chosen


def read_groups(text: str) -> Groups:
    """The groups of a line, without its term."""
    return {group[:HEADER]: group[HEADER:] for group in text.split(" ") if group}


def read_term(text: str, term: str) -> Groups:
    """The groups of a term in a piece."""
    start = 0 if text.startswith(f"{term} ") else text.find(f"\n{term} ") + 1
    if start == 0 and not text.startswith(f"{term} "):
        return {}
    end = text.find("\n", start)
    return read_groups(text[start + len(term) + 1 : end])


def each_id(ids: str) -> Iterable[str]:
    """The ids of a group."""
    return (ids[start : start + WIDTH] for start in range(0, len(ids), WIDTH))


def with_id(ids: str, id_: str) -> str:
    """A group's ids with one more."""
    start = _place(ids, id_)
    return ids if ids[start : start + WIDTH] == id_ else ids[:start] + id_ + ids[start:]


def without_id(ids: str, id_: str) -> str:
    """A group's ids with one less."""
    start = _place(ids, id_)
    return ids[:start] + ids[start + WIDTH :] if ids[start : start + WIDTH] == id_ else ids


def _place(ids: str, id_: str) -> int:
    """Where an id stands, or would."""
    count = len(ids) // WIDTH
    return WIDTH * bisect_left(range(count), id_, key=lambda at: ids[at * WIDTH : at * WIDTH + WIDTH])

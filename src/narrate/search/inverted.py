"""The inverted index: from what each entry has to the entries that have it, as the text of pieces.

All pieces can be made from all entries, or some changed by what changed in some entries: with the same result.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from narrate.search.layout import Layout, all_pieces
from narrate.search.occurrences import Occurrences
from narrate.search.pieces import (
    read_groups,
    read_words,
    with_id,
    without_id,
    write_groups,
    write_words,
)


class Placed(NamedTuple):
    """An entry's occurrences, with what stands for it in the pieces."""

    id: str
    code: str
    """Its class."""
    has: Occurrences


class Edits(NamedTuple):
    """What changes in the pieces, by their paths."""

    terms: dict[str, list[tuple[str, str, str, bool]]]
    """Term, class and level, id; and whether it is put in or taken out."""
    words: dict[str, Counter[str]]
    """How many entries more have a word, or fewer."""


def whole(entries: Iterable[Placed], layout: Layout) -> Iterator[tuple[str, str]]:
    """All pieces, by path."""
    ids: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for one in sorted(entries, key=lambda one: one.id):
        id_, groups = one.id, _Groups(one.code)
        for term, level in one.has.terms.items():
            ids[term + groups[level]].append(id_)
        counts.update(one.has.words)
    texts: dict[str, list[str]] = {path: [] for path in all_pieces(layout)}
    for term, keys in groupby(sorted(ids), key=lambda key: key[: key.index(" ")]):
        written = " ".join([key[len(term) + 1 :] + "".join(ids[key]) for key in keys])
        texts[layout.terms_piece(term)].append(f"{term} {written}\n")
    words: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in counts.items():
        words[layout.words_piece(word)][word] = count
    for path, lines in texts.items():
        yield path, write_words(words[path]) if path in words else "".join(lines)


class _Groups(dict[str, str]):
    """What stands between a term and its ids, for each level of one class."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, level: str) -> str:
        group = self[level] = f" {self._code}{level}"
        return group


def edits(before: Iterable[Placed], now: Iterable[Placed], layout: Layout) -> Edits:
    """What it takes to have `now` in the pieces instead of `before`."""
    old, new = _occurring(before), _occurring(now)
    terms: dict[str, list[tuple[str, str, str, bool]]] = defaultdict(list)
    for occurring, into in ((old - new, False), (new - old, True)):
        for term, key, id_ in occurring:
            terms[layout.terms_piece(term)].append((term, key, id_, into))
    counts: Counter[str] = Counter()
    for one in now:
        counts.update(one.has.words)
    for one in before:
        counts.subtract(one.has.words)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in counts.items():
        if count:
            words[layout.words_piece(word)][word] = count
    return Edits(terms, words)


def _occurring(entries: Iterable[Placed]) -> set[tuple[str, str, str]]:
    return {(term, one.code + level, one.id) for one in entries for term, level in one.has.terms.items()}


def edited_terms(text: str, changes: Iterable[tuple[str, str, str, bool]]) -> str:
    """A piece of the terms after some changes."""
    lines = dict(line.split(" ", 1) for line in text.split("\n") if line)
    by_term: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for term, key, id_, into in changes:
        by_term[term].append((key, id_, into))
    for term, changed in by_term.items():
        groups = read_groups(lines.get(term, ""))
        for key, id_, into in changed:
            groups[key] = (with_id if into else without_id)(groups.get(key, ""), id_)
        written = write_groups(groups)
        if written:
            lines[term] = written
        else:
            lines.pop(term, None)
    return "".join([f"{term} {lines[term]}\n" for term in sorted(lines)])


def edited_words(text: str, changes: Counter[str]) -> str:
    """A piece of the dictionary after some changes."""
    counts = {
        found.word if found.stem == found.word else f"{found.word} {found.stem}": found.entries
        for found in read_words(text)
    }
    for word, count in changes.items():
        counts[word] = counts.get(word, 0) + count
    return write_words(counts)

"""Queries: words, "phrases" and filters, in any order.

warm cache person:ana tag:ci kind:lesson before:2026-01 "cold start"
"""

import re
from typing import NamedTuple

from narrate.search.fold import fold
from narrate.search.words import asked, chunks

FACETS = ("kind", "status", "person", "team", "community", "tag", "year")
DAYS = ("before", "after")

_PIECE = re.compile(
    rf"(?P<name>{'|'.join((*FACETS, *DAYS))}):(?:\"(?P<quoted>[^\"]*)\"?|(?P<value>\S+))|\"(?P<phrase>[^\"]*)\"?|(?P<words>[^\s\"]+)",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}(?:-[0-9]{1,2})?)?$")
MOST_WORDS = 24
"""Of a longer query (a pasted message) only so many words are looked up."""


class Query(NamedTuple):
    """What somebody looks for."""

    words: tuple[str, ...]
    """Each once, in their order; those of phrases too."""
    phrases: tuple[tuple[str, ...], ...]
    """Words that have to follow each other."""
    open: bool
    """Whether the last word may still be being written: what begins with it is meant as well."""
    filters: tuple[tuple[str, str], ...]
    """A facet and a value."""
    after: str
    """The first day, or empty."""
    before: str
    """The first day that is too late, or empty."""


def read_query(text: str) -> Query:
    """The query that a text says. Nothing in it is an error."""
    words: dict[str, None] = {}
    phrases: list[tuple[str, ...]] = []
    filters: dict[tuple[str, str], None] = {}
    days = {"before": "", "after": ""}
    open_ = False
    for found in _PIECE.finditer(text):
        name = (found["name"] or "").lower()
        value = found["value"] or found["quoted"] or ""
        if name in days:
            if _DAY.match(value):
                days[name] = _padded(value)
        elif name:
            if value:
                filters[name, fold(value).lower()] = None
        else:
            said = found["phrase"] if found["words"] is None else found["words"]
            follow = tuple(word for chunk in chunks(said) for word in asked(chunk))
            if len(follow) > 1:
                phrases.append(follow) if found["words"] is None else None
            words.update(dict.fromkeys(follow))
            open_ = found["words"] is not None
    return Query(
        tuple(words)[:MOST_WORDS], tuple(phrases), open_, tuple(filters), days["after"], days["before"]
    )


def _padded(value: str) -> str:
    """A year or month as its first day."""
    parts = [part.zfill(2) for part in value.split("-")]
    return "-".join([*parts, "01", "01"][:3])

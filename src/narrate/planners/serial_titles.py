"""Titles that only count: `Week 13`, `2026-03-04`, `Minutes` for the tenth time. Where nothing stands below a title, they
say nothing of what somebody would find there; so the first words follow.
"""

from collections import Counter
from functools import cached_property

from narrate.model.entry import Entry
from narrate.model.index import Index

_NUMBERS = "0123456789.-/#: "
_SERIES = 3
"""So many entries are called the same but for a number, at least."""
_LOOKED_AT = 1000
"""Among so many of the newest entries: a series that ended long ago is hardly shown any more."""
_LONGEST = 60


class SerialTitles:
    """The titles of a site, looked through when somebody asks."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def name(self, entry: Entry) -> str:
        """What to call an entry where its title stands alone."""
        if not entry.title or not entry.summary or entry.title.strip(_NUMBERS) not in self._series:
            return entry.name
        return f"{entry.name}: {_first_words(entry.summary)}"

    @cached_property
    def _series(self) -> frozenset[str]:
        newest = self._index.entries[:_LOOKED_AT]
        many = Counter([entry.title.strip(_NUMBERS) for entry in newest if entry.title])
        return frozenset(title for title, count in many.items() if count >= _SERIES)


def _first_words(summary: str) -> str:
    if len(summary) <= _LONGEST:
        return summary.rstrip(".")
    words = summary[:_LONGEST]
    return (words.rpartition(" ")[0] or words).rstrip(" ,.;:–-") + " …"

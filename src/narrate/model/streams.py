"""Streams: named selections of entries."""

from typing import Literal

import msgspec

from narrate.model.entry import Entry

StreamSort = Literal["home", "person", "inbox", "team", "community", "tag", "kind"]


class Stream(msgspec.Struct, frozen=True):
    """A selection of entries with an address. Every stream is, for free, a page, an archive and feeds."""

    sort: StreamSort
    id: str
    """The id of the person, team, community, tag or kind; empty for home."""
    title: str
    url: str
    """Site-relative, with leading and trailing `/`."""
    archive: str
    """The address below which its periods have their pages: its own, except for home."""
    entries: tuple[Entry, ...]
    """Newest first, by date and then address; those without a date last."""


def newest_first(entries: list[Entry]) -> tuple[Entry, ...]:
    """The order of every stream."""
    by_address = sorted(entries, key=lambda entry: entry.url)
    return tuple(sorted(by_address, key=lambda entry: entry.date, reverse=True))

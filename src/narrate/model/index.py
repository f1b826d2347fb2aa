"""The index: entries, links and streams, arranged so that planners find what they need at once."""

import msgspec

from narrate.model.entry import Entry
from narrate.model.links import Edge, Links
from narrate.model.past import Retold
from narrate.model.registry import Registry
from narrate.model.streams import Stream


class Index(msgspec.Struct, frozen=True):
    """Everything that exists for the audience being built."""

    entries: tuple[Entry, ...]
    """All, in the order of streams."""
    by_url: dict[str, Entry]
    registry: Registry
    links: Links
    outgoing: dict[str, tuple[Edge, ...]]
    """Edges by their source's address."""
    incoming: dict[str, tuple[Edge, ...]]
    """Edges by their target's address."""
    streams: tuple[Stream, ...]
    streamed: frozenset[str]
    """Addresses of the entries that streams hold: not registry pages, and not the pages of whole days."""
    days: dict[str, tuple[Entry, ...]]
    """The timed entries of each daily log, by the day's address, in order of time."""
    of_person: dict[str, tuple[Entry, ...]]
    """What each person wrote, in the order of streams."""
    retold: Retold = {}
    """What changed in maintained pages from version to version, once a site is built of it."""

"""The index: entries, links and streams, arranged so that planners find what they need at once."""

from collections.abc import Container

import msgspec

from narrate.model.entry import Entry
from narrate.model.inbox import Inboxes
from narrate.model.links import Edge, Links
from narrate.model.past import Retold
from narrate.model.registry import Registry
from narrate.model.streams import Stream, newest_first


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
    received: Inboxes
    """What others wrote to each person, or of them."""
    retold: Retold = {}
    """What changed in maintained pages from version to version, once a site is built of it."""

    def of_kinds(self, kinds: Container[str]) -> tuple[Entry, ...]:
        """The entries of some kinds that stand in streams, newest first."""
        found = [stream.entries for stream in self.streams if stream.sort == "kind" and stream.id in kinds]
        return found[0] if len(found) == 1 else newest_first([entry for each in found for entry in each])

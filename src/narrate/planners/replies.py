"""Who replies to what, as everything says it that speaks of replies: an answer is one, too. And what is linked at all."""

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.links import Edge

REPLY_TO = "reply_to"
"""The field that says what an entry replies to."""
_TYPES = frozenset({"replies-to", "answers"})


def replies_to(url: str, index: Index) -> tuple[Entry, ...]:
    """The entries that reply to one or answer it, each once, oldest first."""
    found = {edge.source for edge in reply_edges(url, index)}
    if not found:
        return ()
    return tuple(sorted((index.by_url[one] for one in found), key=lambda one: (one.date, one.url)))


def reply_edges(url: str, index: Index) -> tuple[Edge, ...]:
    """The links by which others reply to an entry or answer it."""
    return tuple(
        edge for edge in index.incoming.get(url, ()) if edge.type in _TYPES and edge.source in index.by_url
    )


def meant(entry: Entry, index: Index) -> tuple[Entry, ...]:
    """What an entry replies to, or answers."""
    urls = dict.fromkeys(edge.target for edge in index.outgoing.get(entry.url, ()) if edge.type in _TYPES)
    return tuple(index.by_url[url] for url in urls if url in index.by_url)


def linked_with(url: str, index: Index) -> frozenset[str]:
    """The addresses of whatever an entry links to or is linked from, in any way: its page says so."""
    leading = (edge.target for edge in index.outgoing.get(url, ()))
    led = (edge.source for edge in index.incoming.get(url, ()))
    return frozenset((*leading, *led))

"""Replies that lead back to themselves: of a conversation in a circle nobody can say where it began."""

from collections.abc import Iterable, Iterator

from narrate.fields import place_among
from narrate.model.circles import circles_of
from narrate.model.diagnostic import Diagnostic
from narrate.model.entry import Entry
from narrate.model.links import Edge

_FIELD = "reply_to"
_MOST = 100
"""Whoever has more circles has made them by a program."""


def reply_circles(entries: tuple[Entry, ...], edges: Iterable[Edge]) -> Iterator[Diagnostic]:
    """`reply-circle`."""
    replies: dict[str, set[str]] = {}
    for edge in edges:
        if edge.type == "replies-to":
            replies.setdefault(edge.source, set()).add(edge.target)
    if not replies:
        return
    by_url = {entry.url: entry for entry in entries}
    for circle, _ in zip(circles_of(replies), range(_MOST), strict=False):
        first, *others = (by_url[url] for url in circle)
        told = ", which replies to ".join(f"`{entry.path}`" for entry in (*others, first))
        place = place_among(first.path, first.places, _FIELD)
        yield Diagnostic(
            place, "reply-circle", f"this replies to {told}", "take out the line of what was written first"
        )


def to_itself(entry: Entry) -> Diagnostic:
    """`reply-circle`, the smallest."""
    place = place_among(entry.path, entry.places, _FIELD)
    return Diagnostic(place, "reply-circle", "this replies to itself", "name the entry that it replies to")

"""Somebody's inbox: the page of what others wrote to them, with what is due, and the way to it."""

from collections.abc import Iterable
from itertools import groupby

from narrate.model.entry import Entry
from narrate.model.inbox import Received
from narrate.model.moment import day
from narrate.model.plan import Planned
from narrate.model.registry import INBOX
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import Due, InboxDay, InboxLine, InboxPage, Ref
from narrate.model.views import Stream as StreamView
from narrate.planners.pieces import Pieces
from narrate.planners.streams import NEWEST, feed_links, head, stream_view

_OF_THEM = frozenset({"mentions", "thanks"})
_SAID = frozenset({"replies-to"})
"""A line says that by itself."""


def plan_inbox(stream: Stream, pieces: Pieces) -> Planned:
    """`/people/ana/inbox/`: what tells somebody that they were answered."""
    whole = stream_view(stream, pieces)
    view = InboxPage(
        site=pieces.site,
        head=head(stream.title, "", stream.url, pieces, feed_links(stream, pieces)),
        person=pieces.person(stream.id),
        due=tuple(
            Due(pieces.line(entry), date, pieces.actions.edit(entry))
            for entry, date in pieces.due.get(stream.id, ())
        ),
        days=tuple(_days(stream.entries[:NEWEST], pieces.index.received.get(stream.id, {}), pieces)),
        rest=StreamView((), whole.periods, whole.more),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "inbox.html", view)


def _days(
    entries: tuple[Entry, ...], received: dict[str, tuple[Received, ...]], pieces: Pieces
) -> Iterable[InboxDay]:
    for date, group in groupby(entries, lambda entry: day(entry.date)):
        yield InboxDay(date, tuple(_line(received[entry.url][0], pieces) for entry in group))


def _line(one: Received, pieces: Pieces) -> InboxLine:
    """What says most of why it is here."""
    about = one.target if one.why not in _OF_THEM else ""
    return InboxLine(
        pieces.line(one.entry),
        "" if one.why in _SAID else one.why,
        pieces.entry_ref(about) if about in pieces.index.by_url else None,
        one.sentence if one.why == "mentions" else "",
    )


def inbox_ref(person: str, pieces: Pieces) -> Ref | None:
    """A link to the inbox of a person, when they have one."""
    one = pieces.index.registry.people[person]
    address = f"{one.url}{INBOX}"
    if address not in pieces.inboxes:
        return None
    return Ref(pieces.say("For {name}").format(name=one.name), pieces.href(address))

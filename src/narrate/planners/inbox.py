"""Somebody's inbox: the page of what others wrote to them, and the way to it."""

from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import InboxPage, Ref
from narrate.planners.pieces import Pieces
from narrate.planners.streams import feed_links, head, stream_view


def plan_inbox(stream: Stream, pieces: Pieces) -> Planned:
    """`/people/ana/inbox/`: the stream that tells somebody that they were answered."""
    view = InboxPage(
        site=pieces.site,
        head=head(stream.title, "", stream.url, pieces, feed_links(stream, pieces)),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "inbox.html", view)


def inbox_ref(person: str, pieces: Pieces) -> Ref | None:
    """A link to the inbox of a person, when there is something in it."""
    one = pieces.index.registry.people[person]
    address = f"{one.url}inbox/"
    if address not in pieces.inboxes:
        return None
    return Ref(pieces.say("For {name}").format(name=one.name), pieces.href(address))

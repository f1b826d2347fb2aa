"""The home page: the stream of everybody; beside it what waits, what settled, what runs and what comes."""

from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import HomePage
from narrate.planners.desk import with_desk
from narrate.planners.pieces import Pieces
from narrate.planners.shelves import shelves
from narrate.planners.streams import feed_links, head, stream_view

_MOST = 5
_WAITING = frozenset({"open", "first", "running", "coming"})


def plan_home(stream: Stream, pieces: Pieces) -> Planned:
    """`/`."""
    streamed = tuple(entry for entry in pieces.index.entries if entry.url in pieces.index.streamed)
    view = HomePage(
        site=with_desk(pieces.site, pieces),
        head=head("", pieces.config.description, stream.url, pieces, feed_links(stream, pieces)),
        intro=pieces.intro(stream.url),
        stream=stream_view(stream, pieces),
        shelves=shelves(streamed, pieces, _MOST, _WAITING),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "home.html", view, _source(stream.url, pieces))


def _source(url: str, pieces: Pieces) -> str:
    entry = pieces.index.by_url.get(url)
    return entry.path if entry else ""

"""The page of a kind: all lessons, all questions, all probes, by state; all how-tos, by task."""

from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import KindPage
from narrate.planners.boards import boards
from narrate.planners.pieces import Pieces
from narrate.planners.shelves import shelves
from narrate.planners.streams import feed_links, head, stream_view

_COMING = frozenset({"coming"})
_MOST = 20


def plan_kind(stream: Stream, pieces: Pieces) -> Planned:
    """`/lessons/`."""
    kind = pieces.config.kinds.kinds[stream.id]
    entry = pieces.index.by_url.get(stream.url)
    on_boards = boards(stream.entries, kind, pieces)
    view = KindPage(
        site=pieces.site,
        head=head(
            stream.title,
            pieces.say(kind.help) if kind.help else "",
            stream.url,
            pieces,
            feed_links(stream, pieces),
        ),
        name=stream.title,
        kind=pieces.kind(kind.name),
        article=pieces.article(entry) if entry else None,
        shelves=() if kind.states else shelves(stream.entries, pieces, _MOST, _COMING),
        boards=on_boards,
        stream=stream_view(stream, pieces, "state" if on_boards else "date"),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "kind.html", view, entry.path if entry else "")

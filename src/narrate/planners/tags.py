"""A tag's page: what it means, who knows about it, its lessons first, then its stream."""

from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import TagPage
from narrate.planners.know_who import know_about
from narrate.planners.over_time import use
from narrate.planners.pieces import Pieces
from narrate.planners.shelves import shelves
from narrate.planners.streams import feed_links, head, stream_view

_MOST = 12
_FIRST = frozenset({"first", "open", "running", "coming", "list"})


def plan_tag(stream: Stream, pieces: Pieces) -> Planned:
    """`/tags/ci/cache/`."""
    registry = pieces.index.registry
    tag = registry.tags[stream.id]
    entry = pieces.index.by_url.get(stream.url)
    communities = tuple(group.id for group in registry.communities.values() if tag.id in group.tags)
    voice = pieces.knowing.only_voice(tag.id)
    view = TagPage(
        site=pieces.site,
        head=head(tag.name, entry.summary if entry else "", stream.url, pieces, feed_links(stream, pieces)),
        name=tag.name,
        article=pieces.article(entry) if entry else None,
        names=tag.names,
        parent=pieces.tag(tag.parent) if tag.parent else None,
        children=pieces.tags(tag.children),
        neighbours=pieces.tags(tag.neighbours),
        communities=pieces.communities(communities),
        people=know_about(tag.id, pieces),
        only_voice=pieces.person(voice) if voice else None,
        all_left=pieces.knowing.all_have_left(tag.id),
        use=use(pieces.months[tag.id]),
        shelves=shelves(stream.entries, pieces, _MOST, _FIRST),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "tag.html", view, entry.path if entry else "")

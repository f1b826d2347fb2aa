"""A tag's page: what it means, who knows about it, its lessons first, then its stream."""

from msgspec.structs import replace

from narrate.model.plan import Planned
from narrate.model.registry import Tag
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import Ref, TagPage
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
        head=replace(
            head(tag.name, entry.summary if entry else "", stream.url, pieces, feed_links(stream, pieces)),
            up=_above(tag, pieces),
        ),
        name=tag.name,
        article=pieces.article(entry) if entry else None,
        names=tag.names,
        children=pieces.tags(tag.children),
        neighbours=pieces.tags(tag.neighbours),
        communities=pieces.communities(communities),
        people=know_about(tag.id, pieces),
        only_voice=pieces.person(voice) if voice else None,
        all_left=pieces.knowing.all_have_left(tag.id),
        use=use(pieces.dates[tag.id]),
        shelves=shelves(stream.entries, pieces, _MOST, _FIRST),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "tag.html", view, entry.path if entry else "")


def _above(tag: Tag, pieces: Pieces) -> tuple[Ref, ...]:
    """The index, then the tags above this one: whether the address or its page says which they are."""
    known, chain = pieces.index.registry.tags, list[str]()
    parent = tag.parent
    while parent in known and parent not in (tag.id, *chain):
        chain.append(parent)
        parent = known[parent].parent
    return (*pieces.above(tag.url)[:1], *(pieces.tag(id_) for id_ in reversed(chain)))

"""A tag's page: what it means, who writes about it, its lessons first, then its stream."""

from narrate.model.entry import Entry
from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import Member, TagPage
from narrate.planners.pieces import Pieces
from narrate.planners.shelves import shelves
from narrate.planners.streams import feed_links, head, stream_view

_MOST = 12
_EVIDENCE = 3
_ENOUGH = 2
_FIRST = frozenset({"first", "open", "running", "coming", "list"})


def plan_tag(stream: Stream, pieces: Pieces) -> Planned:
    """`/tags/ci/cache/`."""
    registry = pieces.index.registry
    tag = registry.tags[stream.id]
    entry = pieces.index.by_url.get(stream.url)
    communities = tuple(group.id for group in registry.communities.values() if tag.id in group.tags)
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
        people=_people(stream.entries, pieces),
        shelves=shelves(stream.entries, pieces, _MOST, _FIRST),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "tag.html", view, entry.path if entry else "")


def _people(entries: tuple[Entry, ...], pieces: Pieces) -> tuple[Member, ...]:
    """Who wrote about it at least twice, by name, with the newest entries that show it."""
    written: dict[str, list[Entry]] = {}
    for entry in entries:
        for author in entry.authors:
            written.setdefault(author, []).append(entry)
    people = pieces.index.registry.people
    enough = [id_ for id_ in written if len(written[id_]) >= _ENOUGH and id_ in people and people[id_].listed]
    chosen = sorted(enough, key=lambda id_: (-len(written[id_]), id_))[:_MOST]
    chosen.sort(key=lambda id_: people[id_].name.casefold())
    return tuple(
        Member(pieces.person(id_), tuple(pieces.entry_ref(entry.url) for entry in written[id_][:_EVIDENCE]))
        for id_ in chosen
    )

"""A person's page: who they are, what they can be asked about, whom they converse with, and their stream."""

from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.model.plan import Planned
from narrate.model.streams import Stream, newest_first
from narrate.model.urls import page_file
from narrate.model.views import Member, PersonPage, Shelf, Trail, TrailStep
from narrate.planners.connections import link_groups
from narrate.planners.inbox import inbox_ref
from narrate.planners.know_who import topics
from narrate.planners.pieces import Pieces
from narrate.planners.shelves import shelf
from narrate.planners.streams import feed_links, head, stream_view
from narrate.planners.trails import Step

_MOST = 8
_EVIDENCE = 3
_TRAILS = 3
_SIDE = 3
"""So many steps of a long trail are shown at its beginning, and at its end."""
_HOW = {"distils": "distilled", "replies-to": "replied", "answers": "answered", "applies": "applied"}
"""What is called how; whatever else leads from one entry to another cites it."""


def plan_person(stream: Stream, pieces: Pieces) -> Planned:
    """`/people/ana/`."""
    person = pieces.index.registry.people[stream.id]
    entry = pieces.index.by_url.get(stream.url)
    view = PersonPage(
        site=pieces.site,
        head=head(
            person.name, entry.summary if entry else "", stream.url, pieces, feed_links(stream, pieces)
        ),
        person=pieces.person(person.id),
        article=pieces.article(entry) if entry else None,
        teams=tuple(pieces.team(team) for team in person.teams),
        communities=pieces.communities(person.communities),
        handles=person.handles,
        now=person.now,
        now_since=day(entry.updated or entry.date) if entry and person.now else "",
        asks=person.asks,
        offers=person.offers,
        joined=day(person.joined),
        left=day(person.left),
        gone=pieces.knowing.has_left(person.id),
        topics=topics(person.id, pieces) if person.listed else (),
        converses=_converses(person.id, pieces) if person.listed else (),
        trails=tuple(_trail(trail, person.id, pieces) for trail in pieces.trails.of(person.id, _TRAILS))
        if person.listed
        else (),
        links=link_groups(stream.url, pieces, person=person.id) if person.listed else (),
        shelves=_distilled(stream.entries, pieces) if person.listed else (),
        inbox=inbox_ref(stream.id, pieces),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "person.html", view, entry.path if entry else "")


def _converses(person: str, pieces: Pieces) -> tuple[Member, ...]:
    """Whom they answered and who answered them, by name, with the entries in which they did."""
    others = pieces.conversations.of(person)
    people = pieces.index.registry.people
    chosen = sorted(others, key=lambda other: (-len(others[other]), other))[:_MOST]
    chosen.sort(key=lambda other: people[other].name.casefold())
    return tuple(
        Member(pieces.person(other), tuple(pieces.entry_ref(url) for url in others[other][:_EVIDENCE]))
        for other in chosen
        if people[other].listed
    )


def _trail(trail: tuple[Step, ...], person: str, pieces: Pieces) -> Trail:
    """From the step before their own first one; the middle of a long one is left out."""
    own = next(number for number, step in enumerate(trail) if person in step.entry.authors)
    trail = trail[max(0, own - 1) :]
    left_out = max(0, len(trail) - 2 * _SIDE)
    return Trail(
        tuple(
            TrailStep(
                pieces.kind(step.entry.kind),
                pieces.entry_ref(step.entry.url),
                pieces.people(step.entry.authors),
                _HOW.get(step.type, "cited") if step.type and number else "",
                left_out if number == _SIDE + left_out else 0,
            )
            for number, step in enumerate(trail)
            if not left_out or not _SIDE <= number < _SIDE + left_out
        )
    )


def _distilled(entries: tuple[Entry, ...], pieces: Pieces) -> tuple[Shelf, ...]:
    """Settled entries that they wrote, or that were distilled from what they wrote."""
    index = pieces.index
    urls = {
        edge.source
        for entry in entries
        for edge in index.incoming.get(entry.url, ())
        if edge.type == "distils"
    }
    by_url = index.by_url
    settled = {entry.url: entry for entry in entries if pieces.kind_of(entry).shelf == "first"}
    settled |= {
        url: by_url[url] for url in urls if url in by_url and pieces.kind_of(by_url[url]).shelf == "first"
    }
    chosen = newest_first(list(settled.values()))
    return tuple(
        shelf(kind, [entry for entry in chosen if entry.kind == kind.name], pieces)
        for kind in pieces.config.kinds.kinds.values()
        if any(entry.kind == kind.name for entry in chosen)
    )

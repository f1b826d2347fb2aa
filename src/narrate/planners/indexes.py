"""Indexes of people, teams, communities and tags, by name."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from narrate.model.plan import Planned
from narrate.model.registry import Group, Tag
from narrate.model.urls import page_file
from narrate.model.views import IndexGroup, IndexItem, IndexPage, Ref
from narrate.planners.inbox import inbox_ref
from narrate.planners.mentoring import mentoring_ref
from narrate.planners.network import network_ref
from narrate.planners.over_time import bars, by_period, period_length, periods
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.stages.register.people import folder_of

_MANY = 30
"""From this number on an index has letters."""
_PERIODS = 3
"""In a shorter time there is no use over time to see."""
_DEEPEST = 5
_FEW = 4
"""A bar is as high as its line when it stands for so many entries, at least."""
_WIDTH = 96
_HEIGHT = 16


def plan_indexes(pieces: Pieces) -> Iterator[Planned]:
    """`/people/`, `/teams/`, `/communities/` and `/tags/`, those that have something in them."""
    registry = pieces.index.registry
    people = [
        IndexItem(
            name=person.name,
            href=pieces.href(person.url),
            person=pieces.person(person.id),
            note=", ".join(registry.teams[team].name for team in person.teams),
            count=0,
            inbox=inbox_ref(person.id, pieces),
        )
        for person in registry.people.values()
    ]
    tags = _tags(pieces)
    for role, items in (
        ("person", people),
        ("team", _groups(registry.teams, pieces)),
        ("community", _groups(registry.communities, pieces)),
    ):
        if items:
            items.sort(key=lambda item: _folded(item.name))
            yield _page(role, items, pieces)
    if tags:
        yield _page("tag", tags, pieces)


def index_url(role: str, pieces: Pieces) -> str:
    """The address of the index of a registry."""
    return f"/{folder_of(pieces.config, role)}/"


def _groups(groups: dict[str, Group], pieces: Pieces) -> list[IndexItem]:
    by_url = pieces.index.by_url
    return [
        IndexItem(
            group.name,
            pieces.href(group.url),
            None,
            by_url[group.url].summary if group.url in by_url else "",
            0,
        )
        for group in groups.values()
    ]


def _tags(pieces: Pieces) -> list[IndexItem]:
    """Tags as a tree, each with its use over the time of the whole site."""
    tags = pieces.index.registry.tags
    streams = {stream.id: stream.entries for stream in pieces.index.streams if stream.sort == "tag"}
    used = [dates for dates in pieces.dates.values() if dates]
    length = period_length(min(each[0] for each in used), max(each[-1] for each in used)) if used else 0
    counts = {id_: by_period(dates, length) for id_, dates in pieces.dates.items()}
    known = {label for counted in counts.values() for label in counted}
    labels = periods(min(known), max(known)) if len(known) >= _PERIODS else ()
    below = _tree(tags)

    def item(tag: Tag) -> IndexItem:
        entries = streams.get(tag.id, ())
        counted = counts[tag.id] if labels else Counter[str]()
        return IndexItem(
            name=tag.name,
            href=pieces.href(tag.url),
            person=None,
            note=", ".join(tag.names),
            count=len(entries),
            bars=bars(counted, labels, _FEW, _WIDTH, _HEIGHT) if counted else None,
            children=tuple(item(one) for one in below.get(tag.id, ())),
        )

    return [item(tag) for tag in below[""]]


def _tree(tags: dict[str, Tag]) -> dict[str, list[Tag]]:
    """The tags below each tag, in their order; those at the top are below nothing.

    What is very deep stands below the last tag above it that is not.
    """
    below: dict[str, list[Tag]] = {"": []}
    for tag in sorted(tags.values(), key=_tag_order):
        chain = _above(tag, tags)
        parent = chain[max(0, len(chain) - _DEEPEST)].id if chain else ""
        below.setdefault(parent, []).append(tag)
    return below


def _page(role: str, items: list[IndexItem], pieces: Pieces) -> Planned:
    url = index_url(role, pieces)
    title = pieces.say(
        next(kind.plural for kind in pieces.config.kinds.kinds.values() if kind.registry == role)
    )
    view = IndexPage(
        site=pieces.site,
        head=head(title, "", url, pieces),
        name=folder_of(pieces.config, role),
        title=title,
        article=pieces.intro(url),
        groups=_by_letter(items),
        further=_further(role, pieces),
        actions=pieces.actions.place(url),
    )
    return Planned(page_file(url), "index.html", view)


def _further(role: str, pieces: Pieces) -> tuple[Ref, ...]:
    """Other pages about all of them."""
    mentoring = mentoring_ref(pieces) if role == "person" else None
    network = network_ref(pieces) if role != "tag" else None
    return tuple(ref for ref in (mentoring, network) if ref is not None)


def _by_letter(items: list[IndexItem]) -> tuple[IndexGroup, ...]:
    """Items under their first letter, when they are many."""
    if len(items) < _MANY:
        return (IndexGroup("", tuple(items)),)
    groups: dict[str, list[IndexItem]] = {}
    for item in items:
        first = _folded(item.name)[:1].upper()
        groups.setdefault(first if first.isalpha() else "#", []).append(item)
    return tuple(IndexGroup(letter, tuple(groups[letter])) for letter in sorted(groups))


def _folded(name: str) -> str:
    """A name as it is sorted: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _tag_order(tag: Tag) -> tuple[str, str]:
    return _folded(tag.name), tag.id


def _above(tag: Tag, tags: dict[str, Tag]) -> list[Tag]:
    """The tags above one, the next first. Of two tags that are each other's parents none is above the other."""
    chain: dict[str, Tag] = {}
    parent = tag.parent
    while parent in tags and parent not in chain:
        if parent == tag.id:
            return []
        chain[parent] = tags[parent]
        parent = tags[parent].parent
    return list(chain.values())

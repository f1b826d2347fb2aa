"""Indexes of people, teams, communities and tags, by name."""

import unicodedata
from collections.abc import Iterator

from narrate.model.plan import Planned
from narrate.model.registry import Group, Tag
from narrate.model.urls import page_file
from narrate.model.views import IndexGroup, IndexItem, IndexPage, Ref
from narrate.planners.mentoring import mentoring_ref
from narrate.planners.network import network_ref
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.stages.register.people import folder_of

_MANY = 30
"""From this number on an index has letters."""


def plan_indexes(pieces: Pieces) -> Iterator[Planned]:
    """`/people/`, `/teams/`, `/communities/` and `/tags/`, those that have something in them."""
    registry = pieces.index.registry
    used = _used(pieces)
    people = [
        IndexItem(
            name=person.name,
            href=pieces.href(person.url),
            person=pieces.person(person.id),
            note=", ".join(registry.teams[team].name for team in person.teams),
            count=0,
        )
        for person in registry.people.values()
    ]
    tags = [
        IndexItem(
            tag.name,
            pieces.href(tag.url),
            None,
            ", ".join(tag.names),
            used.get(tag.id, 0),
            _depth(tag, registry.tags),
        )
        for tag in sorted(registry.tags.values(), key=lambda tag: _tag_order(tag, registry.tags))
    ]
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


def _used(pieces: Pieces) -> dict[str, int]:
    return {stream.id: len(stream.entries) for stream in pieces.index.streams if stream.sort == "tag"}


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
    """Items under their first letter, when they are many; a nested one stays with its parent."""
    if len(items) < _MANY:
        return (IndexGroup("", tuple(items)),)
    groups: dict[str, list[IndexItem]] = {}
    letter = "#"
    for item in items:
        if item.depth == 0:
            first = _folded(item.name)[:1].upper()
            letter = first if first.isalpha() else "#"
        groups.setdefault(letter, []).append(item)
    return tuple(IndexGroup(letter, tuple(groups[letter])) for letter in sorted(groups))


def _folded(name: str) -> str:
    """A name as it is sorted: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _chain(tag: Tag, tags: dict[str, Tag]) -> list[Tag]:
    """A tag and its parents, from the top."""
    chain = [tag]
    while chain[0].parent in tags and tags[chain[0].parent] not in chain:
        chain.insert(0, tags[chain[0].parent])
    return chain


def _depth(tag: Tag, tags: dict[str, Tag]) -> int:
    return len(_chain(tag, tags)) - 1


def _tag_order(tag: Tag, tags: dict[str, Tag]) -> tuple[tuple[str, str], ...]:
    return tuple((_folded(one.name), one.id) for one in _chain(tag, tags))

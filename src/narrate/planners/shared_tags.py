"""Which tags communities share, and through whom: people whose entries under a tag stand in the streams of both.

A tag counts when one of the two cares for it: not every word that happens to stand on both sides is a bridge.
"""

from itertools import combinations
from typing import NamedTuple

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.registry import Registry


class SharedTag(NamedTuple):
    """A tag that a community has in common with another one. Nobody stands between them yet when `people` is empty."""

    other: str
    tag: str
    people: tuple[str, ...]
    """Whoever wrote last comes first."""


class _Use(NamedTuple):
    """A tag in one community's stream."""

    latest: str
    people: dict[str, None]


def shared_tags(index: Index) -> dict[str, tuple[SharedTag, ...]]:
    """Of each community; what was written about last comes first."""
    registry = index.registry
    cares = {id_: _cared_for(community.tags, registry) for id_, community in registry.communities.items()}
    wanted = frozenset().union(*cares.values())
    uses = {
        stream.id: _uses(stream.entries, wanted, registry)
        for stream in index.streams
        if stream.sort == "community"
    }
    where: dict[str, list[str]] = {}
    for id_ in sorted(uses):
        for tag in uses[id_].keys() | cares[id_]:
            where.setdefault(tag, []).append(id_)
    found: dict[str, list[tuple[str, SharedTag]]] = {}
    for tag in sorted(where):
        caring = {id_ for id_ in where[tag] if tag in cares[id_]}
        for one, other in combinations(where[tag], 2):
            mine, theirs = uses[one].get(tag), uses[other].get(tag)
            people = tuple(filter(theirs.people.__contains__, mine.people)) if mine and theirs else ()
            if people or {one, other} <= caring:
                latest = max((use.latest for use in (mine, theirs) if use), default="")
                found.setdefault(one, []).append((latest, SharedTag(other, tag, people)))
                found.setdefault(other, []).append((latest, SharedTag(one, tag, people)))
    return {
        id_: tuple(shared for _, shared in sorted(each, key=lambda one: one[0], reverse=True))
        for id_, each in found.items()
    }


def _cared_for(tags: tuple[str, ...], registry: Registry) -> frozenset[str]:
    """The tags of a community and those below them."""
    found: dict[str, None] = {}
    todo = [tag for tag in tags if tag in registry.tags]
    while todo:
        tag = todo.pop()
        if tag not in found:
            found[tag] = None
            todo += registry.tags[tag].children
    return frozenset(found)


def _uses(entries: tuple[Entry, ...], wanted: frozenset[str], registry: Registry) -> dict[str, _Use]:
    """How those tags are used that are wanted. `entries`: newest first."""
    found: dict[str, _Use] = {}
    people = registry.people
    for entry in entries:
        tags = [tag for tag in entry.tags if tag in wanted]
        authors = [author for author in entry.authors if people[author].listed] if tags else []
        for tag in tags:
            use = found.get(tag)
            if use is None:
                use = found[tag] = _Use(entry.date, {})
            for author in authors:
                use.people.setdefault(author, None)
    return found

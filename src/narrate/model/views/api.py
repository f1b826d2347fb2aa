"""The JSON index of entries, people, communities and tags."""

import msgspec


class ApiLink(msgspec.Struct, frozen=True):
    """A typed link of an entry. `target` is an absolute address."""

    type: str
    target: str


class ApiEntry(msgspec.Struct, frozen=True):
    """A line of `api/entries.json`. Addresses are absolute, people, tags and communities are ids."""

    url: str
    source: str
    kind: str
    title: str
    summary: str
    date: str
    updated: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    communities: tuple[str, ...]
    status: str
    words: int
    links: tuple[ApiLink, ...]


class ApiPerson(msgspec.Struct, frozen=True):
    """A line of `api/people.json`."""

    id: str
    name: str
    url: str
    handles: tuple[str, ...]
    teams: tuple[str, ...]
    communities: tuple[str, ...]


class ApiGroup(msgspec.Struct, frozen=True):
    """A line of `api/communities.json`."""

    id: str
    name: str
    url: str
    members: tuple[str, ...]
    stewards: tuple[str, ...]
    tags: tuple[str, ...]


class ApiTag(msgspec.Struct, frozen=True):
    """A line of `api/tags.json`."""

    id: str
    name: str
    url: str
    names: tuple[str, ...]
    parent: str
    count: int

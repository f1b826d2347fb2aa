"""What can be found: every entry, and the pages of people, teams, communities and tags that have no entry."""

from collections.abc import Iterable, Iterator
from typing import Any

from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kind, Register
from narrate.model.links import BodyRef
from narrate.model.registry import Group, Person, Tag
from narrate.model.search import Searched
from narrate.search.classes import Classes, Standing
from narrate.stages.register.people import texts

_IN_WORDS = frozenset({"text", "list", "url"})
"""Types of fields whose values are words."""


def classes_of(config: Config) -> Classes:
    """The classes of the site's entries."""
    return Classes(tuple(config.kinds.kinds.values()))


def searched(index: Index, config: Config, urls: Iterable[str] | None = None) -> Iterator[Searched]:
    """All that can be found, or the entries at some addresses."""
    making = _Making(index, config)
    if urls is not None:
        yield from (making.entry(index.by_url[url]) for url in urls)
        return
    yield from (making.entry(entry) for entry in index.entries)
    yield from making.pages()


class _Making:
    def __init__(self, index: Index, config: Config) -> None:
        self._index = index
        self._config = config
        self._kinds = config.kinds.kinds
        self._classes = classes_of(config)
        self._registers: dict[Register, Kind] = {kind.registry: kind for kind in self._kinds.values()}

    def entry(self, entry: Entry) -> Searched:
        index = self._index
        kind = self._kinds[entry.kind]
        return Searched(
            url=entry.url,
            date=entry.date,
            code=self._classes.code(entry.kind, entry.state, self._standing(entry, kind)),
            title=entry.name if not entry.title and kind.registry else entry.title,
            named=tuple(self._named(entry, kind)),
            body=BodyRef(entry.text.body, index.links.targets[entry.url]),
            names=tuple(dict.fromkeys(name.rpartition("/")[2] for name in entry.names)),
        )

    def _standing(self, entry: Entry, kind: Kind) -> Standing:
        """What has an end (a probe) holds when it has come; what ended otherwise holds no longer."""
        if entry.state in kind.ended_states and not kind.end_field:
            return 0
        if any(edge.type == "supersedes" for edge in self._index.incoming.get(entry.url, ())):
            return 0
        if kind.maintained:
            return 2
        answers = (edge for edge in self._index.outgoing.get(entry.url, ()) if edge.type == "answers")
        return 2 if any(edge.target in self._index.by_url for edge in answers) else 1

    def _named(self, entry: Entry, kind: Kind) -> Iterator[str]:
        registry = self._index.registry
        for tag in entry.tags:
            if tag in registry.tags:
                yield registry.tags[tag].name
                yield tag
        yield from (registry.people[id_].name for id_ in entry.authors if id_ in registry.people)
        yield entry.url
        if entry.summary and not entry.text.summary.startswith(entry.summary[:40]):
            yield entry.summary
        for field in (*kind.fields, *self._config.kinds.common):
            if field.shown and not field.private and field.type in _IN_WORDS and field.name in entry.fields:
                yield from texts(entry.fields[field.name])
        if kind.registry:
            yield from self._registered(kind, entry.url)

    def _registered(self, kind: Kind, url: str) -> Iterator[str]:
        """What else the page of somebody or something says."""
        id_ = url.removeprefix(f"/{kind.folder}/").strip("/")
        registry = self._index.registry
        if kind.registry == "person" and id_ in registry.people:
            yield from _of_person(registry.people[id_])
        elif kind.registry == "tag" and id_ in registry.tags:
            yield from registry.tags[id_].names

    def pages(self) -> Iterator[Searched]:
        """The pages that are not entries, of what is registered nowhere."""
        registry = self._index.registry
        registered: tuple[tuple[Register, dict[str, Any]], ...] = (
            ("person", registry.people),
            ("team", registry.teams),
            ("community", registry.communities),
            ("tag", registry.tags),
        )
        for role, known in registered:
            code = self._classes.code(self._registers[role].name, "", 1)
            for one in known.values():
                if one.url not in self._index.by_url:
                    yield Searched(one.url, "", code, one.name, tuple(_names(one)))


def _names(one: Person | Group | Tag) -> Iterable[str]:
    if isinstance(one, Person):
        return _of_person(one)
    return (one.id, *one.names) if isinstance(one, Tag) else (one.id,)


def _of_person(person: Person) -> Iterator[str]:
    """Of somebody who is not to be listed: the name alone, which is the title."""
    if person.listed:
        yield from (person.id, *person.handles, *person.asks, *person.offers)

"""The search index as outputs: its kept pieces, what hits show, the entries of each facet, and the page that searches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.plan import Planned
from narrate.model.registry import Group, Person, Tag
from narrate.model.search import SearchIndex, SearchKind, SearchRecord, SearchRecords, SearchSite
from narrate.model.urls import slugify
from narrate.planners.pieces import Pieces
from narrate.planners.searched import classes_of
from narrate.search.classes import Classes
from narrate.search.doc_values import IDS, MOST, numbered, values_piece, write_ids, write_values
from narrate.search.facets import NAMES, write_list
from narrate.search.layout import SITE, facet_piece, layout_of
from narrate.words import words

_FACETS = frozenset({"person", "team", "community", "tag", "kind"})
"""Streams that are facets."""


def plan_search(search: SearchIndex, pieces: Pieces) -> Iterator[Planned]:
    """Everything below `search/`."""
    yield Planned(SITE, "json", search_site(search, pieces.index, pieces.config))
    yield Planned(NAMES, "json", names(pieces.index, pieces.config))
    yield from plan_pieces(search)
    yield from _records(search, pieces)
    for path, text in facets(search, pieces.index):
        yield Planned(path, "text", text)
    for path, text in doc_values(search, pieces.index):
        yield Planned(path, "text", text)


def plan_pieces(search: SearchIndex) -> Iterator[Planned]:
    """The dictionary and the terms: all that a change of a body alone can change."""
    return (Planned(path, "search-piece", digest) for path, digest in search.pieces.items())


def search_site(search: SearchIndex, index: Index, config: Config) -> SearchSite:
    """The first thing that a search asks for."""
    layout = layout_of(len(search.ids))
    streamed = {stream.id for stream in index.streams if stream.sort == "kind"}
    say = words(config.language).gettext
    return SearchSite(
        entries=len(search.ids),
        words=layout.words,
        terms=layout.terms,
        records=layout.entries,
        counted=len(search.ids) <= MOST,
        kinds=tuple(
            SearchKind(
                name=kind.name,
                label=say(kind.label),
                plural=say(kind.plural),
                mark=kind.mark,
                states=kind.states,
                said=tuple(map(say, kind.states)),
                streamed=kind.name in streamed,
            )
            for kind in config.kinds.kinds.values()
        ),
    )


def facets(search: SearchIndex, index: Index) -> Iterator[tuple[str, str]]:
    """The pieces of all facets, by path: the streams, and the states."""
    ids, codes = search.ids, search.codes
    for stream in index.streams:
        if stream.sort in _FACETS and stream.entries:
            listed = write_list((ids[entry.url], codes[entry.url]) for entry in stream.entries)
            yield facet_piece(stream.sort, stream.id), listed
    states: dict[str, list[Entry]] = defaultdict(list)
    for entry in index.entries:
        if entry.state and entry.url in index.streamed:
            states[slugify(entry.state)].append(entry)
    for state, entries in sorted(states.items()):
        yield facet_piece("status", state), write_list((ids[one.url], codes[one.url]) for one in entries)


def doc_values(search: SearchIndex, index: Index) -> Iterator[tuple[str, str]]:
    """Which people, teams, communities and tags each entry has, by path: their ids and names, and below these the values."""
    if len(search.ids) > MOST:
        return
    registry = index.registry
    known: dict[str, Mapping[str, Person | Group | Tag]] = {
        "person": {id_: person for id_, person in registry.people.items() if person.listed},
        "team": registry.teams,
        "community": registry.communities,
        "tag": registry.tags,
    }
    ids = sorted(search.ids.values())
    yield IDS, write_ids(ids)
    for facet, named in known.items():
        entries_of = {
            stream.id: [search.ids[entry.url] for entry in stream.entries]
            for stream in index.streams
            if stream.sort == facet and stream.entries and stream.id in named
        }
        values, numbers = numbered(entries_of)
        names_of = msgspec.json.encode([(value, named[value].name) for value in values]).decode()
        yield values_piece(facet), f"{names_of}\n{write_values(ids if values else (), numbers)}\n"


def names(index: Index, config: Config) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The ids and names of what facets can be asked for."""
    registry = index.registry
    kinds = {stream.id for stream in index.streams if stream.sort == "kind"}
    say = words(config.language).gettext
    return {
        "kind": tuple(
            (kind.name, kind.label, kind.plural, say(kind.label), say(kind.plural))
            for kind in config.kinds.kinds.values()
            if kind.name in kinds
        ),
        "person": tuple((one.id, one.name, *one.handles) for one in registry.people.values()),
        "team": tuple((one.id, one.name) for one in registry.teams.values()),
        "community": tuple((one.id, one.name) for one in registry.communities.values()),
        "tag": tuple((one.id, one.name, *one.names) for one in registry.tags.values()),
    }


def _records(search: SearchIndex, pieces: Pieces) -> Iterator[Planned]:
    layout = layout_of(len(search.ids))
    classes = classes_of(pieces.config)
    found: dict[str, list[SearchRecord]] = {layout.entries_piece(""): []}
    communities = _communities(pieces.index)
    for url, id_ in search.ids.items():
        entry = pieces.index.by_url.get(url)
        record = (
            _record(entry, id_, classes.of(search.codes[url]).kind, communities.get(url, ()), pieces)
            if entry is not None
            else _page(url, id_, classes, search, pieces)
        )
        found.setdefault(layout.entries_piece(id_), []).append(record)
    for path, records in found.items():
        yield Planned(path, "json", SearchRecords(tuple(sorted(records, key=lambda one: one.id))))


def _communities(index: Index) -> dict[str, list[str]]:
    """The communities in whose streams each entry stands, by address."""
    found: dict[str, list[str]] = {}
    for stream in index.streams:
        if stream.sort == "community":
            for entry in stream.entries:
                found.setdefault(entry.url, []).append(stream.id)
    return found


def _record(
    entry: Entry, id_: str, kind: int, communities: tuple[str, ...] | list[str], pieces: Pieces
) -> SearchRecord:
    registry = pieces.index.registry
    return SearchRecord(
        id=id_,
        href=pieces.href(entry.url),
        title=entry.name,
        kind=kind,
        state=entry.state,
        date=entry.date[:10],
        people=tuple(
            _person(registry.people[one], pieces) for one in entry.authors if one in registry.people
        ),
        teams=tuple((one, registry.teams[one].name) for one in pieces.teams_of(entry.authors)),
        communities=tuple((one, registry.communities[one].name) for one in communities),
        tags=tuple((one, registry.tags[one].name) for one in entry.tags if one in registry.tags),
        headings=tuple(heading.id for heading in entry.text.headings),
        copy=True,
    )


def _person(person: Person, pieces: Pieces) -> tuple[str, str, str]:
    return person.id, person.name, pieces.href(person.url) if person.listed else ""


def _page(url: str, id_: str, classes: Classes, search: SearchIndex, pieces: Pieces) -> SearchRecord:
    """The page of somebody or something that has no entry."""
    kind = classes.of(search.codes[url]).kind
    return SearchRecord(
        id_, pieces.href(url), pieces.registered[url], kind, "", "", (), (), (), (), (), copy=False
    )

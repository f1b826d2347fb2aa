"""Entries that answer a query, with the passages that show why: from the same pieces as in a browser."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import msgspec

from narrate.cache.store import Store
from narrate.model.config import Config
from narrate.model.document import Body
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.links import BodyRef, Target
from narrate.model.search import SearchIndex
from narrate.planners.search import facets, names, search_site
from narrate.planners.searched import classes_of
from narrate.render.markdown_copy import text_of
from narrate.search.facets import NAMES
from narrate.search.layout import layout_of
from narrate.search.passages import Passage, has_phrases, passage
from narrate.search.pieces import published
from narrate.search.plain import Plain, plain
from narrate.search.query import Query, read_query
from narrate.search.rank import Hits, Site, find, titles_first

_DECODE_BODY = msgspec.msgpack.Decoder(Body).decode


class Found(NamedTuple):
    """Something that answers a query."""

    url: str
    name: str
    kind: str
    """How it is called: `lesson`."""
    entry: Entry | None
    """None for the page of somebody or something that has no entry."""
    passage: Passage
    heading: str
    """The `id` of the heading that the passage stands under, or empty."""


class Answer(NamedTuple):
    """What a query finds."""

    found: tuple[Found, ...]
    total: int
    """How many there are; with phrases, no more than were looked at."""
    whole: int
    """How many of them have all of the words."""
    partial: bool
    """Whether these have only some of the words."""
    query: Query


class Finder:
    """Finds in one site."""

    def __init__(self, index: Index, search: SearchIndex, config: Config, store: Store) -> None:
        self._index = index
        self._search = search
        self._config = config
        self._store = store
        self._urls = {id_: url for url, id_ in search.ids.items()}

    def answer(self, text: str, most: int) -> Answer:
        """What a query finds, the best first."""
        query = read_query(text)
        hits = self._hits(query)
        words = hits.telling
        if not query.phrases:
            found = tuple(self._found(self._urls[hit.id], words) for hit in hits.hits[:most])
            return Answer(found, len(hits.hits), hits.whole, hits.partial, query)
        whole = list(self._with_phrases(hits, query))
        found = tuple(self._found(url, words) for url in islice(whole, most))
        return Answer(found, len(whole), len(whole), hits.partial, query)

    def order(self, text: str) -> tuple[str, ...]:
        """The addresses of all that a query finds, the best first."""
        query = read_query(text)
        hits = self._hits(query)
        return tuple(
            self._with_phrases(hits, query) if query.phrases else (self._urls[hit.id] for hit in hits.hits)
        )

    def _hits(self, query: Query) -> Hits:
        return titles_first(find(query, self._site, self._fetch), self._title, self._site)

    def _title(self, id_: str) -> str:
        url = self._urls[id_]
        entry = self._index.by_url.get(url)
        return entry.name if entry else self._names[url]

    def targets(self, url: str) -> tuple[Target, ...]:
        """What the links of an entry lead to."""
        return self._index.links.targets[url]

    def _with_phrases(self, hits: Hits, query: Query) -> Iterator[str]:
        for hit in hits.hits:
            url = self._urls[hit.id]
            entry = self._index.by_url.get(url)
            if has_phrases(self._title(hit.id), self._plain(entry), query.phrases):
                yield url

    def _found(self, url: str, words: tuple[frozenset[str], ...]) -> Found:
        entry = self._index.by_url.get(url)
        kinds = tuple(self._config.kinds.kinds.values())
        kind = kinds[classes_of(self._config).of(self._search.codes[url]).kind]
        if entry is None:
            return Found(url, self._names[url], kind.label, None, Passage(0, "", ()), "")
        shown = passage(self._plain(entry), words)
        headings = entry.text.headings
        under = headings[shown.heading - 1].id if 0 < shown.heading <= len(headings) else ""
        return Found(url, entry.name, kind.label, entry, shown, under)

    def _plain(self, entry: Entry | None) -> Plain:
        if entry is None:
            return Plain((), ())
        ref = BodyRef(entry.text.body, self.targets(entry.url))
        return plain(text_of(ref, lambda digest: _DECODE_BODY(self._store.load(digest) or b"")))

    @cached_property
    def _names(self) -> dict[str, str]:
        registry = self._index.registry
        groups = (registry.people, registry.teams, registry.communities, registry.tags)
        return {one.url: one.name for known in groups for one in known.values()}

    @cached_property
    def _site(self) -> Site:
        site = search_site(self._search, self._index, self._config)
        return Site(
            site.entries,
            layout_of(site.entries),
            classes_of(self._config),
            tuple(kind.name for kind in site.kinds),
            tuple(kind.name for kind in site.kinds if kind.streamed),
        )

    @cached_property
    def _made(self) -> dict[str, str]:
        """The pieces that are made anew in each build."""
        listed = msgspec.json.encode(names(self._index, self._config)).decode()
        return {NAMES: listed, **dict(facets(self._search, self._index))}

    def _fetch(self, path: str) -> str:
        digest = self._search.pieces.get(path)
        if digest is None:
            return self._made.get(path, "")
        return published((self._store.load(digest) or b"").decode())

"""What is searched, the pieces of the search index, and the view of the page that searches."""

import msgspec

from narrate.model.links import BodyRef
from narrate.model.views import Action, Article, Head, KindRef, Ref, Site, View


class Searched(msgspec.Struct, frozen=True, array_like=True):
    """Something that can be found: an entry, or the page of somebody or something that has none."""

    url: str
    date: str
    code: str
    """Its class (`search.classes`)."""
    title: str
    named: tuple[str, ...]
    """Words outside of its body: of its tags and people, of its file's name and its fields."""
    body: BodyRef | None = None
    names: tuple[str, ...] = ()
    """What else it is called."""


class SearchIndex(msgspec.Struct, frozen=True):
    """The index of a site: what each entry is called in it, and its pieces of text."""

    ids: dict[str, str]
    """By address."""
    codes: dict[str, str]
    """Classes, by address."""
    pieces: dict[str, bytes]
    """By output path, the digest under which the store has the text."""


class SearchKind(msgspec.Struct, frozen=True):
    """A kind as the index knows it; its place in the list is that of its classes."""

    name: str
    label: str
    plural: str
    mark: str
    states: tuple[str, ...]
    said: tuple[str, ...]
    """What the states are called, in the site's language."""
    streamed: bool
    """Whether streams have entries of it."""


class SearchSite(msgspec.Struct, frozen=True):
    """`search/site.json`: what has to be known before anything is looked up."""

    entries: int
    words: int
    terms: int
    records: int
    counted: bool
    """Whether there are doc values, so that what all hits have can be counted."""
    kinds: tuple[SearchKind, ...]


class SearchRecord(msgspec.Struct, frozen=True, array_like=True):
    """What a hit shows of an entry. People, teams, communities and tags are ids with names."""

    id: str
    href: str
    title: str
    kind: int
    state: str
    date: str
    people: tuple[tuple[str, str, str], ...]
    """With the addresses of their pages; without, when they are not to be listed."""
    teams: tuple[tuple[str, str], ...]
    communities: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    """The `id`s of its headings, in their order."""
    copy: bool
    """Whether it has a Markdown copy, in which passages are looked for."""


class SearchRecords(msgspec.Struct, frozen=True, array_like=True):
    """`search/entries/…`."""

    records: tuple[SearchRecord, ...]


class OpenSearch(msgspec.Struct, frozen=True):
    """`search/opensearch.xml`: with it a browser searches from its address bar."""

    title: str
    page: str
    """The absolute address of the page that searches."""


class SearchPage(View, frozen=True):
    """`search.html`: the page that searches. Without JavaScript it leads to the indexes."""

    site: Site
    head: Head
    title: str
    article: Article | None
    """The entry that stands at its address, as its introduction."""
    kinds: tuple[KindRef, ...]
    """Those that hits may have, for their marks."""
    indexes: tuple[Ref, ...]
    """Where one can look instead."""
    ask: Action | None
    """A new question on the forge; `NAME` and `WORDS` in its address stand for what was looked for."""
    actions: tuple[Action, ...] = ()

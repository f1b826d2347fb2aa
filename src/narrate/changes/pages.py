"""The pages that content makes, as far as people speak of them: an entry, a person, a team, a community, a tag, a kind."""

from collections.abc import Iterable

import msgspec

from narrate.model.config import Config
from narrate.model.document import Document
from narrate.model.entry import Entry
from narrate.model.registry import Registry
from narrate.stages.register.people import folder_of


class Page(msgspec.Struct, frozen=True):
    """One page."""

    url: str
    """Site-relative."""
    title: str
    what: str
    """What it is, as a label: `narration`, `tag`."""
    authors: tuple[str, ...] = ()
    """Names, of an entry only."""
    source: str = ""
    """The path of the file that says it, if one does."""


class Site(msgspec.Struct, frozen=True):
    """What pages there are, and what their own files say."""

    pages: dict[str, Page]
    redirects: dict[str, str]
    """Old addresses, with where they lead."""
    says: dict[str, tuple[object, ...]]
    """Of each entry, by its address: everything that it says itself, where it does not matter on which line."""


def site(
    entries: tuple[Entry, ...], registry: Registry, documents: tuple[Document, ...], config: Config
) -> Site:
    """The pages of these entries. A file at the address of a person or tag is the page of that."""
    pages = {page.url: page for page in (*_of_kinds(entries, config), *_of_registry(registry))}
    by_path = {document.path: document for document in documents}
    redirects: dict[str, str] = {}
    says: dict[str, tuple[object, ...]] = {}
    for entry in entries:
        kind = config.kinds.kinds[entry.kind]
        named = pages.get(entry.url) if kind.registry else None
        authors = tuple(registry.people[each].name for each in entry.authors if each in registry.people)
        pages[entry.url] = (
            msgspec.structs.replace(named, source=entry.path)
            if named
            else Page(entry.url, entry.name, kind.label, authors, entry.path)
        )
        redirects |= dict.fromkeys(entry.redirects, entry.url)
        says[entry.url] = _own(entry, by_path[entry.path])
    folder = folder_of(config, "person")
    for old, new in registry.person_redirects.items():
        if new in registry.people:
            redirects[f"/{folder}/{old}/"] = registry.people[new].url
    return Site(pages, {old: new for old, new in redirects.items() if old not in pages}, says)


def _own(entry: Entry, document: Document) -> tuple[object, ...]:
    """What an entry says. Of a daily log only its own part counts, of another file every byte."""
    return (entry.title, entry.text.body) if document.sections else (document.digest,)


def _of_registry(registry: Registry) -> Iterable[Page]:
    for person in registry.people.values():
        if person.listed:
            yield Page(person.url, person.name, "person")
    for team in registry.teams.values():
        yield Page(team.url, team.name, "team")
    for community in registry.communities.values():
        yield Page(community.url, community.name, "community")
    for tag in registry.tags.values():
        yield Page(tag.url, f"#{tag.name}", "tag")


def _of_kinds(entries: tuple[Entry, ...], config: Config) -> Iterable[Page]:
    used = {entry.kind for entry in entries}
    for name, kind in config.kinds.kinds.items():
        if name in used and not kind.registry:
            yield Page(f"/{kind.folder}/", kind.plural, "list")

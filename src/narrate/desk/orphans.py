"""Pages that are looked after and that nothing leads to but a list of everything: the latest changed first."""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds
from narrate.model.moment import day

_COUNTED_NOT = ("mentions", "tagged", "member-of")
_FOLDER_PAGES = ("index", "readme", "_index")
_OF_REPOSITORY = frozenset(
    "authors changelog code_of_conduct codeowners contributing contributors governance history issue_template license "
    "maintainers notice pull_request_template security support".split()
)
"""Files that forges lead to by their names, at the top of a repository or in `docs/`."""
_PRACTICE = 4
"""Of so many pages at most one is an orphan; else pages are found in other ways here, by a menu or a folder."""
_ENOUGH = 8
"""From so few pages on it can be told."""


def orphan_pages(index: Index, kinds: Kinds) -> Iterator[Entry]:
    """What is written once and dated needs no link: it stands in its day and in its author's stream."""
    for entry in _need_links(index, kinds):
        if all(edge.type in _COUNTED_NOT for edge in index.incoming.get(entry.url, ())):
            yield entry


def _need_links(index: Index, kinds: Kinds) -> Iterator[Entry]:
    """Pages that nobody finds by day, by tag or by the way of a folder."""
    led_to = {url for community in index.registry.communities.values() for url in community.start_here}
    wanted = {
        name
        for name, kind in kinds.kinds.items()
        if not kind.registry and (not kind.dated or kind.maintained)
    }
    for entry in index.of_kinds(wanted):
        if entry.section >= 0 or entry.tags or entry.communities:
            continue
        if entry.url not in led_to and not _is_found_by_name(entry):
            yield entry


def waiting_orphans(situation: Situation) -> Iterator[Waiting]:
    """Where nearly all pages are linked, one that is not was forgotten.

    A repository that was made for another program mostly has a menu that leads to all of them. Only where links are
    written as wikilinks, links are the way.
    """
    found = list(orphan_pages(situation.index, situation.kinds))
    pages = list(_need_links(situation.index, situation.kinds)) if found else []
    if not situation.declared and 2 * sum(map(_has_wikilink, pages)) < len(pages):
        return
    if found and len(pages) >= max(_ENOUGH, _PRACTICE * len(found)):
        found.sort(key=lambda entry: entry.updated or entry.date, reverse=True)
        yield from (Waiting("orphans", entry, since=day(entry.updated or entry.date)) for entry in found)


def _has_wikilink(entry: Entry) -> bool:
    return any(reference.form in ("wikilink", "embed") for reference in entry.text.references)


def _is_found_by_name(entry: Entry) -> bool:
    folder, _, file = entry.path.rpartition("/")
    stem = file.rpartition(".")[0].lower().replace("-", "_")
    return stem in _FOLDER_PAGES or (folder in ("", "docs") and stem in _OF_REPOSITORY)

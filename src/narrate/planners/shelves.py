"""Shelves: the entries that a page lists apart from its stream, as each kind says it wants to be listed."""

from collections.abc import Iterable

from msgspec import structs

from narrate.model.entry import Entry
from narrate.model.kinds import Kind
from narrate.model.views import Line, Shelf
from narrate.planners.agenda import starts
from narrate.planners.pieces import Pieces
from narrate.words import phrase


def shelves(
    entries: tuple[Entry, ...], pieces: Pieces, most: int, sorts: frozenset[str] | None = None
) -> tuple[Shelf, ...]:
    """One shelf for each kind that has one and has something on it; at most `most` lines each.

    `sorts`: which sorts of shelves (`model.kinds.Kind.shelf`) are wanted; None: all.
    """
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    found = []
    for kind in pieces.config.kinds.kinds.values():
        if not kind.shelf or kind.name not in by_kind or (sorts is not None and kind.shelf not in sorts):
            continue
        chosen = _chosen(by_kind[kind.name], kind, pieces)
        if chosen:
            found.append(shelf(kind, chosen[:most], pieces))
    return tuple(found)


def shelf(kind: Kind, entries: Iterable[Entry], pieces: Pieces) -> Shelf:
    """Entries of a kind under the name that its shelf has."""
    plural = pieces.say(kind.plural)
    lower = plural[:1].lower() + plural[1:]
    slug = kind.folder.replace("/", "-")
    names = {
        "open": (f"open-{slug}", phrase("Open {lower_case_kinds}")),
        "coming": (f"coming-{slug}", phrase("{kinds} to come")),
    }
    name, title = names.get(kind.shelf, (slug, "{kinds}"))
    title = pieces.say(title).format(kinds=plural, lower_case_kinds=lower)
    href = pieces.href(f"/{kind.folder}/")
    return Shelf(name, title, href, tuple(_line(entry, kind, pieces) for entry in entries))


def _line(entry: Entry, kind: Kind, pieces: Pieces) -> Line:
    """What is to come says when it takes place, not when it was announced."""
    line = pieces.line(entry)
    return structs.replace(line, date=starts(entry, kind)) if kind.shelf == "coming" else line


def _chosen(entries: list[Entry], kind: Kind, pieces: Pieces) -> list[Entry]:
    if kind.shelf == "open":
        return [entry for entry in entries if entry.state in kind.open_states]
    if kind.shelf == "coming":
        coming = [entry for entry in entries if entry.url in pieces.agenda.coming]
        return sorted(coming, key=lambda entry: (starts(entry, kind), entry.url))
    if kind.shelf == "running":
        return sorted(entries, key=lambda entry: entry.state not in kind.open_states)
    if kind.maintained:
        entries = sorted(entries, key=lambda entry: entry.updated or entry.date, reverse=True)
    return sorted(entries, key=lambda entry: entry.state in kind.ended_states)

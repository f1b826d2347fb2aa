"""What came of an entry since it was written: where it was put to use, what took its place, whether it was reviewed."""

from narrate.model.entry import Entry
from narrate.model.kinds import LinkType
from narrate.model.links import Edge
from narrate.model.review import looked_at, review_day
from narrate.model.views import LinkLine, Notice, TrackRecord
from narrate.planners.connections import link_line, newest
from narrate.planners.pieces import Pieces

TOLD = frozenset({"applied-in", "contradicted-in", "superseded-by"})
"""The groups of links that an entry's page does not show a second time."""

_LONGEST = 240


_NO_RECORD = TrackRecord((), ())
_NO_NOTICE = Notice((), "", "")


def track_record(entry: Entry, pieces: Pieces) -> TrackRecord:
    """Where it helped and where it did not hold, newest first, each with what was said there."""
    applied, failed = _from(entry, "applies", pieces), _from(entry, "contradicts", pieces)
    if not applied and not failed:
        return _NO_RECORD
    return TrackRecord(_told(applied, entry, pieces), _told(failed, entry, pieces))


def notice(entry: Entry, pieces: Pieces) -> Notice:
    """What stands above it: what took its place, and that its review is due."""
    newer = _from(entry, "supersedes", pieces)
    if newer:
        return Notice(tuple(pieces.entry_ref(edge.source) for edge in newer), "", "")
    kind = pieces.kind_of(entry)
    due = review_day(entry, kind) if kind.review_field else ""
    return Notice((), due, looked_at(entry, kind)) if due and due < pieces.as_of else _NO_NOTICE


def _from(entry: Entry, type_: LinkType, pieces: Pieces) -> list[Edge]:
    """The links of a type that lead here from other entries, one for each."""
    edges = [edge for edge in pieces.index.incoming.get(entry.url, ()) if edge.type == type_]
    if not edges:
        return edges
    by_url = pieces.index.by_url
    found = {edge.source: edge for edge in edges if edge.source in by_url and edge.source != entry.url}
    return newest(list(found.values()), pieces)


def _told(edges: list[Edge], entry: Entry, pieces: Pieces) -> tuple[LinkLine, ...]:
    return tuple(
        link_line(edge, edge.source, entry, pieces, _said(pieces.index.by_url[edge.source])) for edge in edges
    )


def _said(entry: Entry) -> str:
    """What the entry that put it to use begins with, when its title does not say it already."""
    said = entry.summary
    if said.startswith(entry.name.removesuffix(" …")):
        return "" if len(said) <= len(entry.name) else said
    return said if len(said) <= _LONGEST else said[:_LONGEST].rpartition(" ")[0] + " …"

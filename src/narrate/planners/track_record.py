"""What came of an entry since it was written: where it was put to use, what took its place, whether it was reviewed."""

from narrate.model.entry import Entry
from narrate.model.kinds import LinkType
from narrate.model.links import Edge
from narrate.model.review import looked_at, overdue
from narrate.model.views import LinkLine, Notice, TrackRecord
from narrate.planners.connections import link_line, newest
from narrate.planners.pieces import Pieces

TOLD = frozenset({"answered-by", "applied-in", "contradicted-in", "superseded-by"})
"""The groups of links that an entry's page does not show a second time."""

_LONGEST = 240


_TYPES: tuple[LinkType, ...] = ("applies", "contradicts", "supersedes")
_NO_RECORD = TrackRecord((), ())
_NO_NOTICE = Notice((), "", "")


def track_record(entry: Entry, pieces: Pieces) -> tuple[Notice, TrackRecord]:
    """What stands above it: what took its place, or that its review is due. And where it helped or did not hold."""
    incoming = pieces.index.incoming.get(entry.url)
    edges = [edge for edge in incoming if edge.type in _TYPES] if incoming else []
    if not edges:
        return _review(entry, pieces), _NO_RECORD
    applied, failed, newer = (_from(entry, type_, edges, pieces) for type_ in _TYPES)
    ended = pieces.kind_of(entry).ended_states
    if newer and (entry.state in ended or not ended):  # in a circle nobody has decided yet
        notice = Notice(tuple(pieces.entry_ref(edge.source) for edge in newer), "", "")
    else:
        notice = _review(entry, pieces)
    return notice, TrackRecord(_told(applied, entry, pieces), _told(failed, entry, pieces))


def _review(entry: Entry, pieces: Pieces) -> Notice:
    kind = pieces.kind_of(entry)
    due = overdue(entry, kind, pieces.as_of)
    return Notice((), due, looked_at(entry, kind)) if due else _NO_NOTICE


def _from(entry: Entry, type_: LinkType, edges: list[Edge], pieces: Pieces) -> list[Edge]:
    """The links of a type that lead here from other entries, one for each, newest first."""
    by_url = pieces.index.by_url
    found = {
        edge.source: edge
        for edge in edges
        if edge.type == type_ and edge.source in by_url and edge.source != entry.url
    }
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

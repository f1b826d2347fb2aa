"""Lessons that did not hold somewhere since anybody looked at them: those contradicted last stand first."""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.kinds import Kind
from narrate.model.moment import day
from narrate.model.review import looked_at
from narrate.model.streams import newest_first


def contradicted_since(situation: Situation) -> Iterator[Waiting]:
    """A change of the lesson, or its review, takes it away."""
    by_url = situation.index.by_url
    against: dict[str, list[Entry]] = {}
    for edge in situation.index.links.edges:
        if edge.type == "contradicts" and edge.source in by_url and edge.target in by_url:
            against.setdefault(edge.target, []).append(by_url[edge.source])
    found = []
    for url, entries in against.items():
        entry = by_url[url]
        kind = situation.kind(entry)
        since = [other for other in entries if other.url != url and _is_later(other, entry, kind)]
        superseded = any(edge.type == "supersedes" for edge in situation.index.incoming.get(url, ()))
        if since and not superseded and entry.state not in kind.ended_states:
            shown = newest_first(since)
            found.append(Waiting("contradicted", entry, shown, since=day(shown[0].date)))
    yield from sorted(found, key=lambda waiting: (waiting.since, waiting.shown_by[0].url), reverse=True)


def _is_later(other: Entry, entry: Entry, kind: Kind) -> bool:
    """Whether it was written after somebody last looked at the entry; on the same day only when the clock says so."""
    last = max(entry.updated, entry.date)
    if looked_at(entry, kind) > day(last):
        last = looked_at(entry, kind)
    timed = len(last) > len("2026-03-04") and len(other.date) > len("2026-03-04")
    return other.date[:16] > last[:16] if timed else day(other.date) > day(last)

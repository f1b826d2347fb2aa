"""Lessons, and whatever else asks to be reviewed, that nobody has looked at for as long as they say."""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.kinds import Kind
from narrate.model.review import review_day


def overdue(entry: Entry, kind: Kind, as_of: str) -> str:
    """The day by which it was to be reviewed, when that is past; else nothing."""
    due = review_day(entry, kind) if kind.review_field and kind.review_field in entry.fields else ""
    return due if due and due < as_of else ""


def due_reviews(situation: Situation) -> Iterator[Waiting]:
    """Those that were due first stand first. What another one took the place of need not be read again."""
    kinds = {name for name, kind in situation.kinds.kinds.items() if kind.review_field}
    incoming = situation.index.incoming
    found = []
    for entry in situation.index.of_kinds(kinds):
        due = overdue(entry, situation.kind(entry), situation.as_of)
        if due and all(edge.type != "supersedes" for edge in incoming.get(entry.url, ())):
            found.append(Waiting("reviews", entry, since=due))
    yield from sorted(found, key=lambda waiting: waiting.since)

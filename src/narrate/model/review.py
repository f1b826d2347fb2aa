"""When a maintained entry is to be read again, by what it says of itself."""

from narrate.model.duration import later
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kind, Kinds
from narrate.model.moment import day


def review_day(entry: Entry, kind: Kind) -> str:
    """The day by which it is to be reviewed; empty when it need not be, or nobody can say."""
    written = entry.fields.get(kind.review_field, "") if kind.review_field else ""
    if not isinstance(written, str) or not written or entry.state in kind.ended_states:
        return ""
    return later(looked_at(entry, kind), written)


def looked_at(entry: Entry, kind: Kind) -> str:
    """The day on which somebody looked at it last: at its review, else when it was written or changed."""
    reviewed = entry.fields.get(kind.reviewed_field, "") if kind.reviewed_field else ""
    return day(reviewed if isinstance(reviewed, str) and reviewed else max(entry.updated, entry.date))


def overdue(entry: Entry, kind: Kind, as_of: str) -> str:
    """The day by which it was to be reviewed, when that is past; else nothing."""
    due = review_day(entry, kind) if kind.review_field and kind.review_field in entry.fields else ""
    return due if due and due < as_of else ""


def due_reviews(index: Index, kinds: Kinds, as_of: str) -> list[tuple[Entry, str]]:
    """What is past its review, with that day: what was due first stands first. What another one took the place of need not be
    read again.
    """
    asking = {name for name, kind in kinds.kinds.items() if kind.review_field}
    found = [(entry, overdue(entry, kinds.kinds[entry.kind], as_of)) for entry in index.of_kinds(asking)]
    superseded = {
        entry.url
        for entry, due in found
        if due and any(edge.type == "supersedes" for edge in index.incoming.get(entry.url, ()))
    }
    waiting = [(entry, due) for entry, due in found if due and entry.url not in superseded]
    return sorted(waiting, key=lambda one: one[1])

"""When a maintained entry is to be read again, by what it says of itself."""

from narrate.model.duration import later
from narrate.model.entry import Entry
from narrate.model.kinds import Kind
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

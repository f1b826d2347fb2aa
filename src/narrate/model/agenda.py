"""What of an entry has a day: that it takes place, that it ends, that it is to be read again."""

from collections.abc import Iterator

import msgspec

from narrate.model.entry import Entry
from narrate.model.kinds import Kind
from narrate.model.review import review_day


class Occasion(msgspec.Struct, frozen=True):
    """Something on a day, or at a time."""

    part: str
    """Empty for what the entry is about as a whole, else `#ends` or `#review`."""
    starts: str
    ends: str


def occasions(entry: Entry, kind: Kind) -> Iterator[Occasion]:
    """What of the entry belongs into a calendar."""
    starts, ends = _said(entry, kind.start_field), _said(entry, kind.end_field)
    if starts:
        yield Occasion("", starts, ends)
    elif ends and entry.state not in kind.ended_states:
        yield Occasion("#ends", ends, "")
    review = review_day(entry, kind)
    if review:
        yield Occasion("#review", review, "")


def _said(entry: Entry, field: str) -> str:
    value = entry.fields.get(field, "") if field else ""
    return value if isinstance(value, str) else ""

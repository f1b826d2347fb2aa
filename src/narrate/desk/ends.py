"""Probes, and whatever else comes to an end, that are over and do not say what came of them."""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.kinds import Kind
from narrate.model.moment import day


def ended(entry: Entry, kind: Kind, as_of: str) -> str:
    """The day on which it ended, when that is past and nobody says how; else nothing."""
    end = entry.fields.get(kind.end_field, "") if kind.end_field else ""
    if not isinstance(end, str) or not end or day(end) >= as_of or entry.state not in kind.open_states:
        return ""
    return day(end)


def past_their_end(situation: Situation) -> Iterator[Waiting]:
    """Those that ended first stand first."""
    kinds = {name for name, kind in situation.kinds.kinds.items() if kind.end_field and kind.open_states}
    found = []
    for entry in situation.index.of_kinds(kinds):
        end = ended(entry, situation.kind(entry), situation.as_of)
        if end:
            found.append(Waiting("ends", entry, since=end))
    yield from sorted(found, key=lambda waiting: waiting.since)

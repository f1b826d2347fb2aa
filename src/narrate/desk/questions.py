"""Questions, and whatever else waits for an answer, that nobody has answered for some days: oldest first."""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.moment import day

SHELF = "open"
"""Kinds that are listed apart while they are open: those wait for an answer."""


def unanswered(situation: Situation) -> Iterator[Waiting]:
    """Open questions to which nobody but who asked wrote anything.

    In a repository that was not made for narrate a folder of that name may hold anything: there, one at least
    must have been answered.
    """
    kinds = {name for name, kind in situation.kinds.kinds.items() if kind.shelf == SHELF and kind.open_states}
    asked = situation.index.of_kinds(kinds)
    if not situation.declared and all(_waits(entry, situation) for entry in asked):
        return
    latest = situation.ago(situation.settings.question_days)
    for entry in reversed(asked):
        if entry.date and day(entry.date) <= latest and _waits(entry, situation):
            yield Waiting("questions", entry, since=day(entry.date))


def _waits(entry: Entry, situation: Situation) -> bool:
    return entry.state in situation.kind(entry).open_states and not situation.answers_by_others(entry)

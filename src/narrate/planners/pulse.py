"""The pulse of a community: when new voices came, questions were answered and lessons were written. Never a ranking."""

from collections.abc import Iterable

from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.model.views.community import Pulse, PulsePeriod, PulseRow
from narrate.planners.over_time import bars, by_period, period_length, periods
from narrate.planners.pieces import Pieces

_FEW = 3
"""Fewer periods are no time, and fewer events no pulse."""


def pulse(entries: tuple[Entry, ...], pieces: Pieces) -> Pulse | None:
    """Of a stream, newest first; nothing when there is too little of it."""
    voices = _voices(entries, pieces)
    answered = tuple(_answered(entries, pieces))
    settled = {kind.name for kind in pieces.config.kinds.kinds.values() if kind.shelf == "first"}
    lessons = [(day(one.date), one.url) for one in entries if one.kind in settled and one.date]
    sorts = (("voices", voices), ("answered", answered), ("distilled", lessons))
    dates = [date for _, found in sorts for date, _ in found]
    if len(dates) <= _FEW:
        return None
    length = period_length(min(dates), max(dates))
    told = {date[:length] for date in dates}
    if len(told) < _FEW:
        return None
    labels = periods(min(told), max(told))
    counted = {name: by_period(sorted(date for date, _ in found), length) for name, found in sorts}
    new, closed, learned = (_by_label(found, length) for _, found in sorts)
    tallest = max(max(each.values(), default=0) for each in counted.values())
    return Pulse(
        rows=tuple(PulseRow(name, bars(each, labels, tallest)) for name, each in counted.items() if each),
        periods=tuple(
            PulsePeriod(
                label,
                pieces.people(tuple(new.get(label, ()))),
                tuple(pieces.entry_ref(url) for url in closed.get(label, ())),
                tuple(pieces.entry_ref(url) for url in learned.get(label, ())),
            )
            for label in reversed(labels)
            if label in told
        ),
    )


def _by_label(found: Iterable[tuple[str, str]], length: int) -> dict[str, list[str]]:
    """What happened in each period, in the order in which it was found."""
    labelled: dict[str, list[str]] = {}
    for date, what in found:
        labelled.setdefault(date[:length], []).append(what)
    return labelled


def _voices(entries: tuple[Entry, ...], pieces: Pieces) -> list[tuple[str, str]]:
    """The day on which each person wrote here first."""
    people = pieces.index.registry.people
    first: dict[str, str] = {}
    for entry in reversed(entries):
        if entry.date:
            for author in entry.authors:
                if author not in first:
                    first[author] = day(entry.date)
    return sorted((date, who) for who, date in first.items() if people[who].listed)


def _answered(entries: tuple[Entry, ...], pieces: Pieces) -> Iterable[tuple[str, str]]:
    """The day on which each question was answered first."""
    by_url = pieces.index.by_url
    asking = {kind.name for kind in pieces.config.kinds.kinds.values() if kind.asks}
    for entry in entries:
        if entry.kind in asking and entry.state not in pieces.kind_of(entry).open_states:
            days = [
                day(by_url[edge.source].date)
                for edge in pieces.index.incoming.get(entry.url, ())
                if edge.type == "answers" and edge.source in by_url and by_url[edge.source].date
            ]
            if days:
                yield min(days), entry.url

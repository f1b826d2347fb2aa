"""Streams as pages show them: the newest lines by day, and an archive by period that no new entry reshuffles."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from narrate.model.entry import Entry
from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import ArchivePage, Day, FeedLink, Head, Period, Ref
from narrate.model.views import Stream as StreamView
from narrate.planners.pieces import Pieces
from narrate.words import phrase

NEWEST = 20
"""Entries on a stream's own page, and in its feeds."""

CALENDAR = "calendar.ics"
_CALENDARS = frozenset({"home", "community", "team"})

_YEAR_LIMIT = 100
_MONTH_LIMIT = 300
_ALL = phrase("All by date")
_UNDATED = "undated"


def stream_view(stream: Stream, pieces: Pieces, order: str = "date") -> StreamView:
    """The newest entries of a stream, with its years."""
    periods: tuple[Period, ...] = ()
    more = ""
    if len(stream.entries) > NEWEST:
        years = _split(stream.entries, 4)
        periods = _years(stream, years, pieces)
        if stream.archive != stream.url and not _is_timeless(years):
            more = pieces.href(stream.archive)
    return StreamView(days(stream.entries[:NEWEST], pieces), periods, more, order)


def _years(
    stream: Stream, years: list[tuple[str, tuple[Entry, ...]]], pieces: Pieces, *, months: bool = False
) -> tuple[Period, ...]:
    """The years of a stream; one that is too full for a page with its months, or each (`months`)."""
    whole = stream.archive != stream.url and _is_timeless(years)
    return tuple(
        Period(
            label,
            pieces.href(stream.archive if whole else f"{stream.archive}{label}/"),
            _count(stream, len(entries)),
            _months(stream, label, entries, pieces, always=months),
        )
        for label, entries in years
    )


def _is_timeless(years: list[tuple[str, tuple[Entry, ...]]]) -> bool:
    """Whether nothing has a date. An archive with a page of its own then is one list of everything."""
    return [label for label, _ in years] == [_UNDATED]


def _months(
    stream: Stream, year: str, entries: tuple[Entry, ...], pieces: Pieces, *, always: bool
) -> tuple[Period, ...]:
    """The months of a year. Where they have no pages they are parts of its own."""
    split = len(entries) > _YEAR_LIMIT
    if year == _UNDATED or not (split or always):
        return ()
    address = f"{stream.archive}{year}/"
    return tuple(
        Period(
            label,
            pieces.href(_address(address, label)) if split else f"{pieces.href(address)}#n-{label}",
            _count(stream, len(found)),
        )
        for label, found in _split(entries, 7)
    )


def _count(stream: Stream, number: int) -> int:
    """How many entries a period has; of a person's it is not said, because nobody is counted."""
    return 0 if stream.sort in ("person", "inbox") else number


def days(entries: Iterable[Entry], pieces: Pieces) -> tuple[Day, ...]:
    """Entries grouped by their day, in their order."""
    line = pieces.line
    return tuple(
        [
            Day(date, tuple([line(entry) for entry in group]))
            for date, group in groupby(entries, lambda entry: entry.date[:10])
        ]
    )


def _by_place(entries: Iterable[Entry], pieces: Pieces) -> tuple[Day, ...]:
    """Entries without a date, as a table of contents has them: below the pages above them."""
    groups: dict[tuple[Ref, ...], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.url):
        groups.setdefault(pieces.above(entry.url), []).append(entry)
    return tuple(Day("", tuple(map(pieces.line, found)), above) for above, found in groups.items())


def _split(entries: tuple[Entry, ...], length: int) -> list[tuple[str, tuple[Entry, ...]]]:
    """Entries by the first `length` characters of their date: 4 for years, 7 for months, 10 for days."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        label = entry.date[:length]
        group = groups.get(label)
        if group is None:
            group = groups[label] = []
        group.append(entry)
    return [(label or _UNDATED, tuple(group)) for label, group in groups.items()]


def head(title: str, description: str, url: str, pieces: Pieces, feeds: tuple[FeedLink, ...] = ()) -> Head:
    """What a page's `<head>` says of it; what the site is for, when nothing is said of the page."""
    return Head(
        title, description or pieces.config.description, pieces.absolute(url), feeds, up=pieces.above(url)
    )


def feed_links(stream: Stream, pieces: Pieces) -> tuple[FeedLink, ...]:
    """The two feeds of a stream, and its calendar when it has one."""
    feeds = (
        FeedLink(stream.title, pieces.href(f"{stream.url}feed.atom"), "application/atom+xml"),
        FeedLink(stream.title, pieces.href(f"{stream.url}feed.json"), "application/feed+json"),
    )
    if not has_calendar(stream, pieces):
        return feeds
    return (*feeds, FeedLink(stream.title, pieces.href(f"{stream.url}{CALENDAR}"), "text/calendar"))


def has_calendar(stream: Stream, pieces: Pieces) -> bool:
    """Whether anything in a stream that many share has a day."""
    return stream.sort in _CALENDARS and any(entry.url in pieces.agenda.dated for entry in stream.entries)


def plan_archives(stream: Stream, pieces: Pieces) -> Iterator[Planned]:
    """The pages of a stream's periods: years, months of a full year, days of a full month."""
    if len(stream.entries) <= NEWEST:
        return
    years = _split(stream.entries, 4)
    if stream.archive != stream.url:
        if _is_timeless(years):
            view = StreamView(_by_place(stream.entries, pieces), ())
            yield _page(stream, pieces, stream.archive, "", view, None, None, None)
            return
        view = StreamView((), _years(stream, years, pieces, months=True))
        yield _page(stream, pieces, stream.archive, "", view, None, None, None)
    yield from _level(stream, pieces, years, stream.archive, None, _YEAR_LIMIT)


def _level(
    stream: Stream,
    pieces: Pieces,
    groups: list[tuple[str, tuple[Entry, ...]]],
    base: str,
    up: Ref | None,
    limit: int,
) -> Iterator[Planned]:
    """One page for each period of a level, and the levels below the ones that are too full."""
    refs = [Ref(label, pieces.href(_address(base, label))) for label, _ in groups]
    for number, (label, entries) in enumerate(groups):
        older = refs[number + 1] if number + 1 < len(refs) else None
        newer = refs[number - 1] if number else None
        address = _address(base, label)
        if len(entries) <= limit or label == _UNDATED or len(label) == 10:
            found = _by_place(entries, pieces) if label == _UNDATED else days(entries, pieces)
            yield _page(stream, pieces, address, label, StreamView(found, ()), up, older, newer)
            continue
        inner = _split(entries, len(label) + 3)
        periods = tuple(
            Period(part, pieces.href(_address(address, part)), _count(stream, len(found)))
            for part, found in inner
        )
        yield _page(stream, pieces, address, label, StreamView((), periods), up, older, newer)
        yield from _level(stream, pieces, inner, address, refs[number], _MONTH_LIMIT)


def _address(base: str, label: str) -> str:
    """`/archive/` and `2026-03` give `/archive/2026/03/` (the year is in `base` already)."""
    return f"{base}{label if label == _UNDATED else label.rpartition('-')[2]}/"


def _page(
    stream: Stream,
    pieces: Pieces,
    address: str,
    label: str,
    view: StreamView,
    up: Ref | None,
    older: Ref | None,
    newer: Ref | None,
) -> Planned:
    own = Ref(stream.title, pieces.href(stream.url))
    start = Ref(stream.title, pieces.href(stream.archive)) if label and stream.archive != stream.url else own
    page = ArchivePage(
        site=pieces.site,
        head=head(
            f"{stream.title}, {label}" if label else f"{stream.title}: {pieces.say(_ALL)}",
            "",
            address,
            pieces,
        ),
        of=own,
        label=label,
        article=pieces.intro(address),
        up=up or start,
        previous=older,
        next=newer,
        stream=view,
        actions=pieces.actions.place(address),
    )
    return Planned(page_file(address), "archive.html", page)

"""The page of an entry, and of a daily log."""

from collections.abc import Iterator

from narrate.model.entry import Entry
from narrate.model.plan import Planned
from narrate.model.urls import page_file
from narrate.model.views import DayPart, EntryPage, Head
from narrate.planners.answers import answers, without_answers
from narrate.planners.connections import connections
from narrate.planners.know_who import might_know
from narrate.planners.learned import learned
from narrate.planners.named_once import named_once
from narrate.planners.past import past
from narrate.planners.pieces import Pieces
from narrate.planners.related import related
from narrate.planners.track_record import TOLD, track_record


def plan_entries(pieces: Pieces, taken: set[str]) -> Iterator[Planned]:
    """One page for each entry that is not shown by a page of its address already (`taken`: output paths)."""
    for entry in pieces.index.entries:
        if page_file(entry.url) not in taken:
            yield plan_entry(entry, pieces)


def plan_entry(entry: Entry, pieces: Pieces) -> Planned:
    """`/narrations/2026-03-04-warming-the-cache/`."""
    description = (
        entry.summary if len(entry.summary) <= 200 else entry.summary[:200].rpartition(" ")[0] + " …"
    )
    day = pieces.index.by_url.get(entry.day_url) if entry.day_url else None
    notice, record = track_record(entry, pieces)
    article, answered = pieces.article(entry), answers(entry, pieces)
    around, lessons = connections(entry, pieces, TOLD), learned(entry, pieces)
    if answered:
        article = without_answers(article, entry, pieces)
    article, around = named_once(article, around)
    view = EntryPage(
        site=pieces.site,
        head=Head(
            up=pieces.above(entry.url),
            title=entry.name,
            description=description,
            url=pieces.absolute(entry.url),
            feeds=(),
            markdown=pieces.href(f"{entry.url}index.md"),
            noindex=entry.draft,
        ),
        article=article,
        notice=notice,
        answered=answered,
        record=record,
        past=past(entry, pieces),
        learned=lessons,
        connections=around,
        related=related(entry, around, lessons, pieces),
        might_know=might_know(entry, pieces),
        day=pieces.entry_ref(day.url) if day else None,
        parts=tuple(
            DayPart(pieces.article(part, ids=False), pieces.line(part))
            for part in pieces.index.days.get(entry.url, ())
        ),
        actions=pieces.actions.entry(entry),
    )
    return Planned(page_file(entry.url), "entry.html", view, entry.path)

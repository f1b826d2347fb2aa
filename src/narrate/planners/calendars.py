"""Calendars: what has a day, for the whole site and for each community and team, as a file to subscribe to."""

from collections.abc import Iterator

from narrate.model.agenda import Occasion, occasions
from narrate.model.entry import Entry
from narrate.model.moment import day, rfc3339
from narrate.model.plan import Planned
from narrate.model.views import Calendar, CalendarEvent
from narrate.planners.feeds import feed_id, offset
from narrate.planners.pieces import Pieces
from narrate.planners.streams import CALENDAR, has_calendar

_PLACE = "where"
"""The field that says where something is, in whatever kind has one of that name."""


def plan_calendars(pieces: Pieces) -> Iterator[Planned]:
    """`calendar.ics` in the folder of each of these streams in which anything has a day."""
    for stream in pieces.index.streams:
        if has_calendar(stream, pieces):
            title = pieces.config.title
            view = Calendar(
                title=title if stream.sort == "home" else f"{stream.title} · {title}",
                url=pieces.absolute(stream.url),
                events=tuple(
                    _event(entry, occasion, pieces)
                    for entry in stream.entries
                    if entry.url in pieces.agenda.dated
                    for occasion in occasions(entry, pieces.kind_of(entry))
                ),
            )
            yield Planned(f"{stream.url[1:]}{CALENDAR}", "calendar", view)


def _event(entry: Entry, occasion: Occasion, pieces: Pieces) -> CalendarEvent:
    zone, changed = pieces.config.timezone, entry.updated or entry.date
    place = entry.fields.get(_PLACE, "")
    timed = len(occasion.starts) > len("2026-03-04")
    return CalendarEvent(
        id=feed_id(entry, pieces) + occasion.part,
        url=pieces.absolute(entry.url),
        title=_title(entry, occasion, pieces),
        summary=entry.summary,
        starts=_moment(occasion.starts, zone),
        # an end without a time says nothing about something that begins at one
        ends=_moment(occasion.ends, zone) if timed == (len(occasion.ends) > len("2026-03-04")) else "",
        where=place if isinstance(place, str) else "",
        changed=rfc3339(changed, offset(zone, changed)),
    )


def _title(entry: Entry, occasion: Occasion, pieces: Pieces) -> str:
    if occasion.part == "#ends":
        kind = pieces.say(pieces.kind_of(entry).label).capitalize()
        return pieces.say("{kind} ends: {title}").format(kind=kind, title=entry.name)
    if occasion.part == "#review":
        return pieces.say("Review: {title}").format(title=entry.name)
    return entry.name


def _moment(written: str, zone: str) -> str:
    """A day as it is; a time with the offset that it has at the site's home."""
    return rfc3339(written, offset(zone, written)) if len(written) > len("2026-03-04") else day(written)

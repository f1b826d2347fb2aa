"""A calendar to subscribe to (iCalendar, RFC 5545).

Times are in UTC, which needs no table of time zones; days are days wherever the reader is.
"""

import re
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar as File
from icalendar import Event

from narrate.model.views import Calendar, CalendarEvent

_CONTROL = re.compile(r"[\x00-\x1f\x7f\s]+")
_PRODUCT = "-//narrate//EN"


def render(calendar: Calendar) -> bytes:
    """The calendar: an event after the other, in the order of the stream."""
    file = File()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("x-wr-calname", _text(calendar.title))
    file.add("url", calendar.url)
    for event in calendar.events:
        file.add_component(_event(event))
    content: bytes = file.to_ical(sorted=False)
    return content


def _event(event: CalendarEvent) -> Event:
    made, starts = Event(), _moment(event.starts)
    made.add("uid", event.id)
    made.add("dtstamp", _moment(event.changed))
    made.add("dtstart", starts)
    if event.ends:
        ends = _moment(event.ends)
        # the last day is part of it, and the end of an event is the first moment that is not
        made.add("dtend", ends if isinstance(ends, datetime) else ends + timedelta(days=1))
    made.add("summary", _text(event.title))
    if event.summary:
        made.add("description", _text(event.summary))
    if event.where:
        made.add("location", _text(event.where))
    made.add("url", event.url)
    made.add("transp", "OPAQUE" if isinstance(starts, datetime) else "TRANSPARENT")
    return made


def _text(written: str) -> str:
    """In one line, without the characters that a calendar cannot hold."""
    return _CONTROL.sub(" ", written).strip()


def _moment(written: str) -> date | datetime:
    if len(written) <= len("2026-03-04"):
        return date.fromisoformat(written)
    return datetime.fromisoformat(written).astimezone(UTC)

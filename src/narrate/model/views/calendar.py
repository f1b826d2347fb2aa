"""Calendars."""

from narrate.model.views.view import View


class CalendarEvent(View, frozen=True):
    """What has a day: an event, the end of a probe, a review that is due."""

    id: str
    """Stays when the entry moves."""
    url: str
    title: str
    summary: str
    starts: str
    """A day, or a complete timestamp with an offset."""
    ends: str
    """The last day, or a timestamp; empty: it has no length."""
    where: str
    changed: str
    """A complete timestamp with an offset."""


class Calendar(View, frozen=True):
    """Everything in a stream that has a day, as iCalendar (RFC 5545)."""

    title: str
    url: str
    events: tuple[CalendarEvent, ...]

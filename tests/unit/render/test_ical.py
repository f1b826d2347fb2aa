"""Calendars."""

import pytest

from formats import calendar_problems
from narrate.model.views import Calendar, CalendarEvent
from narrate.render import ical

EVENT = CalendarEvent(
    id="tag:site.example,2026:/events/call/",
    url="https://site.example/events/call/",
    title="Call, before the frost; with cake",
    summary="",
    starts="2026-12-09T14:00:00+01:00",
    ends="2026-12-09T15:00:00+01:00",
    where="",
    changed="2026-11-16T00:00:00+00:00",
)


def lines(*events: CalendarEvent) -> list[str]:
    written = ical.render(Calendar("Our site", "https://site.example/", events))
    assert calendar_problems(written) == []
    return written.decode().replace("\r\n ", "").split("\r\n")


def changed(**values: str) -> CalendarEvent:
    return CalendarEvent(**{name: getattr(EVENT, name) for name in EVENT.__struct_fields__} | values)


def test_times_are_the_same_moment_everywhere() -> None:
    assert lines(EVENT)[5:-2] == [
        "BEGIN:VEVENT",
        "UID:tag:site.example\\,2026:/events/call/",
        "DTSTAMP:20261116T000000Z",
        "DTSTART:20261209T130000Z",
        "DTEND:20261209T140000Z",
        "SUMMARY:Call\\, before the frost\\; with cake",
        "URL:https://site.example/events/call/",
        "TRANSP:OPAQUE",
        "END:VEVENT",
    ]


def test_a_day_is_a_day_and_the_last_one_is_part_of_it() -> None:
    days = lines(changed(starts="2026-12-09", ends="2026-12-10"))
    assert days[8:10] == ["DTSTART;VALUE=DATE:20261209", "DTEND;VALUE=DATE:20261211"]
    assert "TRANSP:TRANSPARENT" in days


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\x07c",
        "two\nlines\r\nBEGIN:VEVENT",
        "ж" * 200,
        '\\, ; : "',
        "👩‍🚒" * 40,
        "END:VCALENDAR",
        "\u2028\x85",
    ],
)
def test_whatever_somebody_wrote_is_text(text: str) -> None:
    written = lines(changed(title=text, summary=text, where=text))
    assert written.count("BEGIN:VEVENT") == 1


def test_a_calendar_without_events_is_one() -> None:
    assert lines()[0] == "BEGIN:VCALENDAR"

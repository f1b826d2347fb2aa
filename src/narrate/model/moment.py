"""Dates as narrate writes them: ISO 8601 text that sorts as time does.

`2026-03-04`, `2026-03-04T14:32` or `2026-03-04T14:32:10+01:00`. Day and time are the author's own,
as their clock or calendar showed them: that is the day people remember, it is what file names and
logs say too, and it does not move with a configuration. An offset is kept when it is known, for feeds.
"""

from datetime import UTC, datetime, timedelta, timezone


def day(moment: str) -> str:
    """`YYYY-MM-DD`, or empty."""
    return moment[:10]


def day_end(moment: str) -> str:
    """What comes after all moments of the same day, and before those of the next."""
    return f"{moment[:10]}U"  # `T` begins the hours


def time(moment: str) -> str:
    """`HH:MM`, or empty when only the day is known."""
    return moment[11:16]


def from_epoch(seconds: int, offset_minutes: int) -> str:
    """A Git timestamp as its author's clock showed it; out-of-range values give an empty string."""
    if not (-1440 < offset_minutes < 1440):
        offset_minutes = 0
    try:
        zone = timezone(timedelta(minutes=offset_minutes))
        return datetime.fromtimestamp(seconds, zone).isoformat(timespec="seconds") if seconds > 0 else ""
    except (OverflowError, OSError, ValueError):
        return ""


def rfc3339(moment: str, zone_offset: str = "+00:00") -> str:
    """A complete timestamp for a feed. What is missing is midnight and the site's offset."""
    if not moment:
        return "1970-01-01T00:00:00+00:00"
    date, clock, rest = moment[:10], moment[11:19] or "00:00:00", moment[16:]
    if len(clock) == 5 or clock[5:6] in "+-Z":
        clock = clock[:5] + ":00"
    sign = max(rest.rfind("+"), rest.rfind("-"), rest.rfind("Z"))
    offset = rest[sign:] if sign >= 0 else zone_offset
    return f"{date}T{clock}{offset}"


def today(now: datetime | None = None) -> str:
    """The current day. Only the command line calls this: below it, today is the input `as_of`."""
    return (now or datetime.now(UTC)).date().isoformat()

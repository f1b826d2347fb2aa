"""Lengths of time as people write them (`6 months`, `2 weeks`) and as ISO 8601 does (`P6M`)."""

import calendar
import re
from datetime import date, timedelta

_ISO = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.IGNORECASE)
_WORDS = re.compile(r"(\d{1,5})\s*(years?|y|months?|weeks?|w|days?|d)", re.IGNORECASE)
_ONE = re.compile(r"^(?:an?|one|every)\s+", re.IGNORECASE)


def later(day: str, duration: str) -> str:
    """The day that is a duration after `day`, both `YYYY-MM-DD`; empty when either cannot be read."""
    return _moved(day, duration, 1)


def earlier(day: str, duration: str) -> str:
    """The day that is a duration before `day`; empty when either cannot be read."""
    return _moved(day, duration, -1)


def _moved(day: str, duration: str, sign: int) -> str:
    parts = _parts(duration)
    if parts is None:
        return ""
    years, months, weeks, days = (sign * number for number in parts)
    try:
        start = date.fromisoformat(day)
        count = start.year * 12 + start.month - 1 + years * 12 + months
        year, month = divmod(count, 12)
        last = calendar.monthrange(year, month + 1)[1]
        whole = date(year, month + 1, min(start.day, last))
        return (whole + timedelta(weeks=weeks, days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def days_between(earlier: str, later: str) -> int:
    """How many days lie between two dates (`YYYY-MM-DD…`); 0 when one cannot be read."""
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0


def ago(day: str, days: int) -> str:
    """The day that is so many days before `day`; empty, which is before all days, when it cannot be told."""
    try:
        return (date.fromisoformat(day[:10]) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def iso(duration: str) -> str:
    """The same as ISO 8601 has it: `6 months` is `P6M`; empty when it cannot be read."""
    parts = _parts(duration)
    said = "".join(f"{number}{unit}" for number, unit in zip(parts or (), "YMWD", strict=False) if number)
    return f"P{said}" if said else ""


def _parts(duration: str) -> tuple[int, int, int, int] | None:
    """Years, months, weeks and days."""
    text = duration.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        years, months, weeks, days = (int(number or 0) for number in iso.groups())
        return years, months, weeks, days
    words = _WORDS.fullmatch(_ONE.sub("1 ", text))
    if not words:
        return None
    number, unit = int(words[1]), words[2][0].lower()
    return tuple(number if each == unit else 0 for each in "ymwd")  # type: ignore[return-value]

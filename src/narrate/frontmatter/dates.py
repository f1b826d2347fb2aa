"""Dates as people write them, as ISO 8601 text (see `model.moment`); and the date in a file's path."""

import re
from datetime import date

_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "JST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
"""Minutes east of Greenwich of abbreviations that have one usual meaning."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_MONTH = re.compile(r"\d{4}[-/.]\d\d?", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE | re.ASCII)
_MONTH_FIRST = re.compile(
    r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(\d{4})(?!\d)", re.ASCII
)
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+|-)(?:of\s+)?([A-Za-z]{3,9})\.?(?:,?\s+|-)(\d{4})(?!\d)", re.ASCII
)
_YEAR_LAST = re.compile(r"([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}:\d\d:\d\d)\s+(\d{4})$", re.ASCII)
_TIME = re.compile(
    r"(?:T|t|,?\s+at\s+|,?\s+|)(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?(?:\s*([AaPp])\.?[Mm]\b\.?)?"
    r"\s*(?:(Z)|([-+])(\d{1,2}?)(?::?(\d\d))?(?!\d)|([A-Za-z]{1,5})\b)?",
    re.ASCII,
)
_REST = re.compile(r"\s*(?:\(.*\)|[A-Za-z(,;–—].*|-\s.*)?", re.ASCII)

_MONTH_HELP = "write the day too, for example `{}-01`"
_HELP = "write it as `2026-03-04` or `2026-03-04 14:32`"


def read_date(text: str) -> tuple[str, str]:
    """ISO 8601 text and an empty string; or an empty string and what to do about it."""
    iso = _ISO.fullmatch(text)
    if iso and _real(int(iso[1]), int(iso[2]), int(iso[3])):
        return text, ""
    text = re.sub("[\u200b-\u200f\u2060\ufeff\u202a-\u202e]", "", text[:200]).strip().strip("\"'[]").strip()
    if text.startswith("0001-01-01"):  # how Go writes that there is none
        return "", ""
    found, way_out = _day(text)
    if not found:
        return "", way_out
    year, month, number, rest = found
    if not _real(year, month, number):
        return "", f"there is no such day; {_HELP}"
    moment = _time(rest)
    if moment is None:
        return "", f"the time cannot be read; {_HELP}"
    return f"{year:04}-{month:02}-{number:02}{moment}", ""


def _real(year: int, month: int, number: int) -> bool:
    if year < 1000 or not 1 <= month <= 12:
        return False
    try:
        return bool(date(year, month, number))
    except ValueError:
        return False


def _day(text: str) -> tuple[tuple[int, int, int, str] | None, str]:
    """Year, month, day and the text after them."""
    match = _DAY.match(text)
    if match:
        year, month, number = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        return (int(year), int(month), int(number), text[match.end() :]), ""
    match = _NUMBERS.match(text)
    if match:
        return _slashes(int(match[1]), int(match[3]), int(match[4]), match[2], text[match.end() :])
    if _MONTH.fullmatch(text):
        return None, _MONTH_HELP.format(text.replace("/", "-").replace(".", "-"))
    return _named(_WEEKDAY.sub("", text, count=1)), _HELP


def _slashes(
    first: int, second: int, year: int, mark: str, rest: str
) -> tuple[tuple[int, int, int, str] | None, str]:
    """`25/12/2026` can mean one day only, `03/04/2026` two; with dots the day is first."""
    if mark == "." or first > 12 or first == second:
        return (year, second, first, rest), ""
    if second > 12:
        return (year, first, second, rest), ""
    return None, f"is it `{year}-{first:02}-{second:02}` or `{year}-{second:02}-{first:02}`?"


def _named(text: str) -> tuple[int, int, int, str] | None:
    """`March 12, 2014`, `12 March 2014`, `Mar  4 14:32:00 2026`."""
    match = _YEAR_LAST.match(text)
    if match:
        names = (match[1], match[2], match[4], f" {match[3]}")
    elif match := _MONTH_FIRST.match(text):
        names = (match[1], match[2], match[3], text[match.end() :])
    elif match := _DAY_FIRST.match(text):
        names = (match[2], match[1], match[3], text[match.end() :])
    else:
        return None
    month = _MONTHS.get(names[0].lower())
    return (int(names[2]), month, int(names[1]), names[3]) if month else None


def _time(rest: str) -> str | None:
    """`THH:MM[:SS][±HH:MM]`, empty when there is none, None when it is no time. Fractions are dropped."""
    match = _TIME.match(rest)
    if not match:
        return "" if _REST.fullmatch(rest) else None
    hour, minute, second = int(match[1]), int(match[2]), match[3]
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4] in "Pp" else 0)
    if hour > 23 or minute > 59 or (second and int(second) > 60):
        return None
    seconds = f":{min(int(second), 59):02}" if second else ""
    offset = _offset(match)
    return None if offset is None else f"T{hour:02}:{minute:02}{seconds}{offset}"


def _offset(match: re.Match[str]) -> str | None:
    """`+01:00`, or empty when no offset is written or its abbreviation has no one meaning."""
    if match[6]:
        # `-400` is four hours: Jekyll's authors wrote it, and Ruby read it so.
        hours, minutes = int(match[7]), int(match[8] or 0)
        return f"{match[6]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else None
    zone = "Z" if match[5] else (match[9] or "").upper()
    if zone not in _ZONES:
        return ""
    minutes = _ZONES[zone]
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_IN_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?<!\d[-.])(\d{4})-(\d\d)-(\d\d)(?![0-9A-SU-Za-su-z]|T(?!\d))", re.ASCII
)
_LOOSE_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_. ])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_TWO = re.compile(r"(\d\d)(?:$|[-_. ])", re.ASCII)


def date_from_path(path: str) -> str:
    """`YYYY-MM-DD` from a file's name, else from its folders, the nearest first; or from folders `2026/03/04`.

    Only a day of 1970 to 2199 that stands alone: serial numbers and UUIDs look like dates.
    """
    parts = path.split("/")
    for part in reversed(parts):
        for match in _IN_NAME.finditer(part):
            if day := _plausible(match[1], match[2], match[3]):
                return day
        loose = _LOOSE_NAME.match(part)
        if loose and (day := _plausible(loose[1], loose[2], loose[3])):
            return day
    for at in range(len(parts) - 3, -1, -1):
        month, number = _TWO.fullmatch(parts[at + 1]), _TWO.match(parts[at + 2])
        if (
            month
            and number
            and _YEAR.fullmatch(parts[at])
            and (day := _plausible(parts[at], month[1], number[1]))
        ):
            return day
    return ""


def _plausible(year: str, month: str, number: str) -> str:
    found = int(year), int(month), int(number)
    return f"{found[0]:04}-{found[1]:02}-{found[2]:02}" if 1970 <= found[0] < 2200 and _real(*found) else ""

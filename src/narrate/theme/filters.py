"""What templates may do with a value besides printing it: pure functions from text to words.

Words for dates are English for now and come from here alone, never from the locale of the machine.
"""

import re
from datetime import date as Date  # noqa: N812  # `date` is the filter's name.

from markupsafe import Markup, escape

from narrate.model import moment as moments
from narrate.model.views import NavItem

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def date(moment: str, form: str = "long") -> str:
    """The day of a moment: `4 March 2026`, `short`: `4 Mar 2026`, `day`: `Wednesday, 4 March 2026`.

    What is no date is given back as it is.
    """
    day = _parsed(moment)
    if day is None:
        return moment
    month = MONTHS[day.month - 1]
    words = f"{day.day} {month[:3] if form == 'short' else month} {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {words}" if form == "day" else words


def clock(moment: str) -> str:
    """The time of a moment, `14:32`, or nothing when only its day is known."""
    return moments.time(moment)


def time_tag(moment: str, form: str = "long", classes: str = "") -> Markup:
    """A moment as a `<time>` element. `form` as `date` has it; `moment` adds the time, `clock` is the time alone."""
    time = clock(moment)
    words = time if form == "clock" else date(moment, "long" if form == "moment" else form)
    if form == "moment" and time:
        words = f"{words}, {time}"
    if _parsed(moment) is None:
        return Markup(f"<span>{escape(words)}</span>")  # noqa: S704  # Escaped here: formatting costs more.
    named = f' class="{escape(classes)}"' if classes else ""
    return Markup(f'<time{named} datetime="{escape(moment)}">{escape(words)}</time>')  # noqa: S704


def current(items: tuple[NavItem, ...], here: str) -> str:
    """`here`, when a line of the navigation leads there; else nothing."""
    return here if any(item.href == here for item in items) else ""


def duration(text: str) -> str:
    """An ISO 8601 duration in words: `P6M` is `6 months`. What is none is given back as it is."""
    match = _DURATION.fullmatch(text)
    parts = (
        [(int(number), unit) for number, unit in zip(match.groups(), _UNITS, strict=True) if number]
        if match
        else []
    )
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts) or text


def period(label: str) -> str:
    """A period's label in words: `2026`, `March 2026`, `4 March 2026`, `Undated`."""
    if label == "undated":
        return "Undated"
    if re.fullmatch(r"\d{4}-\d{2}", label) and 1 <= int(label[5:]) <= len(MONTHS):
        return f"{MONTHS[int(label[5:]) - 1]} {label[:4]}"
    return date(label)


def after(text: str, start: str) -> str:
    """What follows in `text` when it begins with `start` (whose `…` does not count); empty when it does not."""
    start = start.rstrip("… ")
    return text[len(start) :] if start and text.startswith(start) else ""


def _parsed(moment: str) -> Date | None:
    if not _DAY.match(moment):
        return None
    try:
        return Date.fromisoformat(moments.day(moment))
    except ValueError:
        return None


FILTERS = {
    "after": after,
    "clock": clock,
    "current": current,
    "date": date,
    "duration": duration,
    "period": period,
    "time_tag": time_tag,
}
"""By the name that a template uses."""

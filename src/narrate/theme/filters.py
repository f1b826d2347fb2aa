"""What templates may do with a value besides printing it: pure functions from text to words."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date as Date  # noqa: N812  # `date` is the filter's name.
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from narrate.model import moment as moments
from narrate.model.views import NavItem
from narrate.theme.dates import DateWords, Form, Unit
from narrate.words import direction

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_AT_HAND = 5000
"""Moments whose words are kept: most stand in several lists. What is markup is another value than the same text."""
_UNITS: tuple[Unit, ...] = ("year", "month", "week", "day", "hour", "minute", "second")
Say = Callable[[str], str]
_SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_FORMS: dict[str, Form] = {"short": "short", "day": "day", "month": "month"}


def filters(words: DateWords, say: Say) -> dict[str, Callable[..., Any]]:
    """The filters by the names that templates use. `say`: words of ours in the site's language."""
    dates = _Dates(words, say)
    return {
        "after": after,
        "clock": clock,
        "current": current,
        "date": dates.date,
        "duration": dates.duration,
        "period": lru_cache(_AT_HAND, typed=True)(dates.period),
        "time_tag": lru_cache(_AT_HAND, typed=True)(dates.time_tag),
    }


class _Dates:
    """The filters for moments and spans, in the words of one language."""

    def __init__(self, words: DateWords, say: Say) -> None:
        self._words = words
        self._undated = say("Without a date")
        self._at = say("{day}, {time}")

    def date(self, moment: str, form: str = "long") -> str:
        """The day of a moment, in a form of `DateWords.day`. What is no date is given back as it is."""
        day = _parsed(moment)
        return moment if day is None else self._words.day(day, _FORMS.get(form, "long"))

    def time_tag(self, moment: str, form: str = "long", classes: str = "") -> Markup:
        """A moment as a `<time>` element. `form` as `date` has it; `moment` adds the time, `clock` is it alone."""
        time = clock(moment)
        words = time if form == "clock" else self.date(moment, form)
        if form == "moment" and time:
            words = self._at.format(day=words, time=time)
        if _parsed(moment) is None:
            return Markup(f"<span>{escape(words)}</span>")  # noqa: S704  # Escaped here: formatting costs more.
        named = f' class="{escape(classes)}"' if classes else ""
        return Markup(f'<time{named} datetime="{escape(moment)}">{escape(words)}</time>')  # noqa: S704

    def duration(self, text: str) -> str:
        """An ISO 8601 duration in words: `P6M` is `6 months`. What is none is given back as it is."""
        match = _DURATION.fullmatch(text)
        given = zip(match.groups(), _UNITS, strict=True) if match else ()
        return " ".join(self._words.span(int(number), unit) for number, unit in given if number) or text

    def period(self, label: str, form: str = "month") -> str:
        """A period's label in words: `2026`, `March 2026` (`Mar` with `name`), `4 March 2026`, `Without a date`."""
        if label == "undated":
            return self._undated
        month = _parsed(f"{label}-01") if _MONTH.fullmatch(label) else None
        return (
            self.date(label)
            if month is None
            else self._words.day(month, "name" if form == "name" else "month")
        )


def clock(moment: str) -> str:
    """The time of a moment, `14:32`, or nothing when only its day is known."""
    return moments.time(moment)


def current(items: tuple[NavItem, ...], here: str) -> str:
    """`here`, when a line of the navigation leads there; else nothing."""
    return here if any(item.href == here for item in items) else ""


def after(text: str, start: str) -> str:
    """What follows in `text` when it begins with `start` (whose `…` does not count); empty when it does not."""
    start = start.rstrip("… ")
    return text[len(start) :] if start and text.startswith(start) else ""


def turned(site: str) -> Callable[[str, str], str]:
    """Tells which texts do not stand as the site does, whose language is `site`."""
    own = direction(site)

    def turned(text: str, language: str = "") -> str:
        """`ltr` or `rtl`, when a text is read from the other side than the site; by its language, else by its first letter."""
        side = direction(language) if language else next(filter(None, map(_side, text)), own)
        return "" if side == own else side

    return turned


def _side(letter: str) -> str:
    """From which side a letter is read; nothing for digits and signs, which have no side."""
    return _SIDES.get(unicodedata.bidirectional(letter), "")


def _parsed(moment: str) -> Date | None:
    if not _DAY.match(moment):
        return None
    try:
        return Date.fromisoformat(moments.day(moment))
    except ValueError:
        return None

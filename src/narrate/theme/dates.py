"""Words for dates and spans of time in a language; English ones are here, others are those of the CLDR.

They come from the site's language alone, never from the locale of the machine.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Protocol

from narrate.words import SOURCE, wider

Form = Literal["long", "short", "day", "month", "name"]
Unit = Literal["year", "month", "week", "day", "hour", "minute", "second"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_SKELETONS = {"short": "yMMMd", "month": "yMMMM"}
"""How the CLDR asks for them."""
_PATTERNS = {"long": "long", "name": "LLL"}
"""And for the others: a month that stands alone has a skeleton in few languages."""


class DateWords(Protocol):
    """How a language writes days and spans."""

    def day(self, day: date, form: Form) -> str:
        """`long`: `4 March 2026`; `short`: `4 Mar 2026`; `day`: with the day of the week; `month`: `March 2026`; `name`: `Mar`."""

    def span(self, number: int, unit: Unit) -> str:
        """`6 months`."""


def date_words(language: str) -> DateWords:
    """The words of a language, or of one it is a form of; English when the CLDR does not know it."""
    if wider(language)[-1] == SOURCE:
        return _English()
    # Imported here: English, which most sites are in, does not need it.
    from babel import Locale, UnknownLocaleError

    for name in wider(language):
        try:
            return _Cldr(str(Locale.parse(name, sep="-")))
        except (UnknownLocaleError, ValueError):
            continue
    return _English()


class _English:
    def day(self, day: date, form: Form) -> str:
        month = _MONTHS[day.month - 1]
        if form == "month":
            return f"{month} {day.year}"
        if form == "name":
            return month[:3]
        words = f"{day.day} {month[:3] if form == 'short' else month} {day.year}"
        return f"{_WEEKDAYS[day.weekday()]}, {words}" if form == "day" else words

    def span(self, number: int, unit: Unit) -> str:
        return f"{number} {unit}{'' if number == 1 else 's'}"


class _Cldr:
    def __init__(self, locale: str) -> None:
        self._locale = locale
        self.day = lru_cache(4096)(self._day)

    def _day(self, day: date, form: Form) -> str:
        from babel.dates import format_date, format_skeleton

        skeleton = _SKELETONS.get(form)
        if skeleton:
            return format_skeleton(skeleton, day, locale=self._locale)
        return format_date(day, _PATTERNS.get(form, "full"), locale=self._locale)

    def span(self, number: int, unit: Unit) -> str:
        from babel.dates import TIMEDELTA_UNITS, format_timedelta

        seconds = number * dict(TIMEDELTA_UNITS)[unit]
        # A threshold that nothing reaches: twelve months stay twelve months.
        return format_timedelta(
            timedelta(seconds=seconds), granularity=unit, threshold=10**9, locale=self._locale
        )

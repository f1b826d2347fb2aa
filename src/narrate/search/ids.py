"""Entry ids: five characters that hold an entry's day and a digest of its address.

They sort as time does, so whoever reads them can go by the date without asking for anything else; and they depend on
nothing but the entry, so another one rewrites only the pieces of the index that it stands in.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

WIDTH = 5
_FIRST = 40
"""The character that stands for 0: those from `(` to `|` are used, which no line and no group ends with."""
_BASE = 85
_CHARACTERS = [chr(_FIRST + digit) for digit in range(_BASE)]
_EPOCH = date(1970, 1, 1)
_FIRST_DAY, _LAST_DAY = 256, 0x7FFF
"""Days that can be told apart; ids of what has no date are below."""
_DAY_BITS = 17


def ids_of(dated: Iterable[tuple[str, str]]) -> dict[str, str]:
    """An id for each address with its date (ISO 8601, or empty). Of two that would meet, the later address moves on."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    days: dict[str, int] = {}
    for url, moment in sorted(dated):
        written = moment[:10]
        day = days.get(written)
        if day is None:
            day = days[written] = _day_number(written)
        number, salt = _number(url, day), 0
        while number in taken:
            salt += 1
            number = _number(f"{url}\0{salt}", day)
        taken.add(number)
        found[url] = _characters(number)
    return found


def day_of(id_: str) -> str:
    """The day in an id, `YYYY-MM-DD`, or empty."""
    day = number_of(id_) >> _DAY_BITS
    return (_EPOCH + timedelta(day)).isoformat() if day >= _FIRST_DAY else ""


def number_of(id_: str) -> int:
    """An id as a number."""
    number = 0
    for character in id_:
        number = number * _BASE + ord(character) - _FIRST
    return number


def sign(digit: int) -> str:
    """The character that stands for a digit, in ids and wherever numbers stand beside them."""
    return _CHARACTERS[digit]


def _day_number(written: str) -> int:
    """The number of a day; 0 for none."""
    try:
        day = (date.fromisoformat(written) - _EPOCH).days
    except ValueError:
        return 0
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def _number(url: str, day: int) -> int:
    known = int.from_bytes(
        hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=3).digest(), "big"
    )
    return day << _DAY_BITS | known >> 7 if day else known


def _characters(number: int) -> str:
    written = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, _BASE)
        written = _CHARACTERS[digit] + written
    return written

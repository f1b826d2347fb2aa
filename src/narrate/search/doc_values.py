"""Doc values: which values of a facet each entry has, for all entries at once, so that those of all hits can be counted.

One text has the ids of all entries in their order, each as its distance from the one before; one for each facet has, in
the same order, the numbers of the values that each entry has. What many entries have has a small number. A number is
written in as few digits as it needs, and the last of them says that it ends, and what ends with it.
"""

from collections.abc import Iterable, Mapping, Sequence

from narrate.search.ids import number_of, sign
from narrate.search.layout import FOLDER

MOST = 20_000
"""In a larger site they are more than a reader should have to fetch."""
IDS = f"{FOLDER}/by/ids.txt"

_DISTANCE, _VALUE = 42, 28
"""The bases of distances and of the numbers of values: all of the 85 characters of ids are used."""
_ENDS, _LAST, _NONE = 1, 2, 3
"""What a digit says besides: the number ends; and so do those of the entry; the entry has none."""


def values_piece(facet: str) -> str:
    """Where the values of a facet stand."""
    return f"{FOLDER}/by/{facet}.txt"


def write_ids(ids: Iterable[str]) -> str:
    """All ids, which are in their order."""
    written: list[str] = []
    before = 0
    for id_ in ids:
        number = number_of(id_)
        written.append(_digits(number - before, _DISTANCE, _ENDS))
        before = number
    return "".join(written)


def numbered(entries_of: Mapping[str, Sequence[str]]) -> tuple[list[str], dict[str, list[int]]]:
    """The values in the order of their numbers, and the numbers of each entry, given the ids of each value's entries."""
    values = sorted(entries_of, key=lambda value: (-len(entries_of[value]), value))
    numbers: dict[str, list[int]] = {}
    for number, value in enumerate(values):
        for id_ in entries_of[value]:
            numbers.setdefault(id_, []).append(number)
    return values, numbers


def write_values(ids: Iterable[str], numbers: Mapping[str, list[int]]) -> str:
    """The numbers of each entry, in the order of their ids."""
    none = _digits(0, _VALUE, _NONE)
    most = max((own[-1] for own in numbers.values()), default=0)
    inner = [_digits(number, _VALUE, _ENDS) for number in range(most + 1)]
    last = [_digits(number, _VALUE, _LAST) for number in range(most + 1)]
    written: list[str] = []
    for id_ in ids:
        own = numbers.get(id_)
        if own is None:
            written.append(none)
        else:
            written.extend([inner[number] for number in own[:-1]])
            written.append(last[own[-1]])
    return "".join(written)


def _digits(number: int, base: int, ending: int) -> str:
    number, digit = divmod(number, base)
    text = sign(ending * base + digit)
    while number:
        number, digit = divmod(number, base)
        text = sign(digit) + text
    return text

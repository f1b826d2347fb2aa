"""Doc values: what is written of all entries says exactly which values each has."""

import random
from collections.abc import Iterator

import pytest

from narrate.search.doc_values import numbered, write_ids, write_values
from narrate.search.ids import ids_of, number_of

_FIRST = 40


def numbers(text: str, base: int) -> Iterator[tuple[int, int]]:
    """Each number with what ends with it, as the browser reads them."""
    number = 0
    for character in text:
        digit = ord(character) - _FIRST
        number = number * base + digit % base
        if digit >= base:
            yield number, digit // base
            number = 0


def read(text: str) -> list[list[int]]:
    """The numbers of the values of each entry."""
    entries: list[list[int]] = [[]]
    for number, ending in numbers(text, 28):
        if ending < 3:
            entries[-1].append(number)
        if ending > 1:
            entries.append([])
    assert entries.pop() == []
    return entries


@pytest.mark.parametrize(
    ("tags", "most"), [(1, 1), (30, 3), (2000, 5), (0, 0)], ids=["one", "some", "very many", "none"]
)
def test_each_entry_has_the_values_that_it_has(tags: int, most: int) -> None:
    chance = random.Random(tags)
    dated = [
        (f"/{number}/", f"20{chance.randrange(10, 27)}-0{chance.randrange(1, 10)}-11")
        for number in range(500)
    ]
    ids = sorted(ids_of([*dated, ("/undated/", "")]).values())
    has = {id_: set(chance.choices(range(tags), k=chance.randrange(most + 1)) if tags else ()) for id_ in ids}
    entries_of = {f"t{tag}": [id_ for id_ in ids if tag in has[id_]] for tag in range(tags)}
    values, known = numbered({tag: entries for tag, entries in entries_of.items() if entries})
    assert [len(entries_of[value]) for value in values] == sorted(
        map(len, filter(None, entries_of.values())), reverse=True
    )
    written = read(write_values(ids, known))
    assert [{int(values[number][1:]) for number in own} for own in written] == [has[id_] for id_ in ids]
    at = 0
    assert [at := at + distance for distance, _ in numbers(write_ids(ids), 42)] == list(map(number_of, ids))


def test_nothing_is_written_of_nothing() -> None:
    assert (write_ids([]), write_values([], {})) == ("", "")

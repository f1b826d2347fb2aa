"""Every key and value of a TOML text is found where it stands."""

import tomllib
from typing import Any

import pytest

from narrate.toml_places import KeyPath, Places

TEXTS = {
    "plain": 'title = "x"\nn = 1\nb = true # not this: = "y"\n',
    "tables": '[git]\nauthors = false\n\n[kinds.lesson.fields."from"]\nrequired = true\n',
    "lists": 'a = ["x", "y,]", # c ]\n  "z" ]\nb = [ [1, 2], [ ], {c = 3} ]\n',
    "inline tables": 'folders = { "a/b" = { kind = "lesson" }, c.d = "e" }\nlast = 2\n',
    "dotted": "a.b . \"c d\" = 'x'\na.'e'=1e3\n",
    "strings": 'a = """x " "" y\\""""\nb = \'\'\'it\'s\n = 3\'\'\'\nc = "\\"#"\nd = """"q""""\n',
    "dates": "a = 2026-03-04 10:00:00 # c\nb = [2026-03-04, 10:00:00]\n",
    "wide": 'ключ = "x"\n'.replace("ключ", '"ключ"') + '"名" = "値"\n',
    "blank": "\n# nothing\n\n",
}


def _leaves(value: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*path, key))]
    inside = (
        [leaf for number, inner in enumerate(value) for leaf in _leaves(inner, (*path, number))]
        if isinstance(value, list)
        else []
    )
    return [(path, value), *inside] if path else inside


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_stands_at_the_place_of_a_value_is_that_value(text: str) -> None:
    places = Places("t.toml", text)
    lines = text.split("\n")
    for path, value in _leaves(tomllib.loads(text)):
        place = places.value(path)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        first_line = rest[: place.width]
        if "\n" not in repr(value) and not isinstance(value, list | dict) and first_line.count('"""') != 1:
            if first_line.startswith("'''"):
                continue
            assert tomllib.loads(f"x = {first_line}")["x"] == value


@pytest.mark.parametrize(
    ("path", "line", "column", "width"),
    [
        (("git",), 2, 2, 3),
        (("git", "bots"), 3, 3, 4),
        (("git", "authors"), 2, 2, 3),  # not written: its table
        (("nothing",), 0, 0, 1),
    ],
)
def test_a_key_that_is_not_written_is_where_its_table_is(
    path: KeyPath, line: int, column: int, width: int
) -> None:
    place = Places("t.toml", "\n[git]\n  bots = []\n").key(path)
    assert (place.line, place.column, place.width if line else 1) == (line, column, width)


def test_a_place_has_its_source_line_without_a_carriage_return() -> None:
    assert Places("t.toml", 'a = 1\r\nb = "x"\r\n').value(("b",)).text == 'b = "x"'


def test_a_large_file_is_scanned_once() -> None:
    text = "".join(f'[folders."f{number}"]\nkind = "lesson"\n' for number in range(20_000))
    assert Places("t.toml", text).value(("folders", "f19999", "kind")).line == 40_000

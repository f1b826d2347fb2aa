"""What the words of a text are: the same specification that the browser is held to."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.search.fold import fold, fold_with_places
from narrate.search.plain import plain
from narrate.search.words import chunks, placed, words_of

_VECTORS = json.loads((Path(__file__).parents[2] / "fixtures" / "words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "expected"), [vector[1:] for vector in _VECTORS], ids=[one[0] for one in _VECTORS]
)
def test_the_words_of_a_text(text: str, expected: list[list[str]]) -> None:
    assert [list(words_of(chunk)) for chunk in chunks(text)] == expected


@given(st.text())
def test_every_chunk_is_found_again_where_it_stands(text: str) -> None:
    found = list(placed(text))
    assert [chunk for chunk, _, _ in found] == chunks(text)
    assert all(0 <= start < end <= len(text) for _, start, end in found)
    assert all(chunk in fold(text[start:end]) for chunk, start, end in found)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_with_places(text)[0] == fold(text)


@pytest.mark.parametrize(
    "unit",
    [
        "`",
        "``x",
        "[",
        "![a](",
        "[a](b ",
        '[a](b "',
        "<a ",
        "*",
        "_",
        "# #",
        ">",
        "- ",
        "|",
        "\\",
        "&amp;",
        "[^a",
        "=",
        "~~~ ",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    for text in (unit * 20_000, f"{unit}\n" * 5_000, f"x {unit}" * 10_000):
        began = time.process_time()
        chunks(plain(text).headings[0] if plain(text).headings else text)
        assert time.process_time() - began < 5

"""Authors as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.frontmatter.people import read_authors
from narrate.model.document import Author, Value

JANE, JOHN = Author("Jane Doe"), Author("John Roe")

LINES = [
    # written under `author`, and the people it names
    ("Jane Doe", (JANE,)),
    ("jane", (Author("jane"),)),
    ("@jane", (Author(handle="jane"),)),
    ("jane@example.org", (Author(email="jane@example.org"),)),
    ("Jane Doe <jane@example.org>", (Author("Jane Doe", "jane@example.org"),)),
    ("Jane Doe (jane@example.org)", (Author("Jane Doe", "jane@example.org"),)),
    ("<jane@example.org>", (Author(email="jane@example.org"),)),
    ("[[Jane Doe]]", (JANE,)),
    ("[[people/jane|Jane Doe]]", (Author("Jane Doe", handle="jane"),)),
    ("[[people/jane]]", (Author("jane"),)),
    ("[Jane Doe](https://example.org/jane)", (JANE,)),
    ("Jane Doe and John Roe", (JANE, JOHN)),
    ("Jane Doe & John Roe", (JANE, JOHN)),
    ("Jane Doe, John Roe", (JANE, JOHN)),
    ("Jane Doe, John Roe, and Ana", (JANE, JOHN, Author("Ana"))),
    ("Jane Doe; John Roe", (JANE, JOHN)),
    ("Doe, Jane; Roe, John", (JANE, JOHN)),
    ("Doe, Jane", (JANE,)),
    ("Jane Doe, PhD", (Author("Jane Doe, PhD"),)),
    ("ana, ben", (Author("ana"), Author("ben"))),
    ("@ana, @ben", (Author(handle="ana"), Author(handle="ben"))),
    ("Jane Doe\nJohn Roe", (JANE, JOHN)),
    ("Jane Doe, Jane Doe", (JANE,)),
    ("Anderson Sandy", (Author("Anderson Sandy"),)),
    ("  ", ()),
    ("", ()),
]


@pytest.mark.parametrize(("line", "people"), LINES)
def test_a_line_names_one_or_several_people(line: str, people: tuple[Author, ...]) -> None:
    assert read_authors(line, one=True) == people


def test_under_authors_a_comma_separates_first_names_too() -> None:
    assert read_authors("Ana, Ben") == (Author("Ana"), Author("Ben"))


VALUES: list[tuple[Value, tuple[Author, ...]]] = [
    (["Jane Doe", "John Roe"], (JANE, JOHN)),
    (["Doe, Jane"], (Author("Doe, Jane"),)),
    (["", "jane"], (Author("jane"),)),
    ([{"name": "Jane Doe", "email": "j@example.org"}, "John Roe"], (Author("Jane Doe", "j@example.org"), JOHN)),
    ({"name": "Jane Doe", "github": "jane"}, (Author("Jane Doe", handle="jane"),)),
    ({"Name": "Jane Doe", "GitHub": "https://example.org/jane/"}, (Author("Jane Doe", handle="jane"),)),
    ({"first_name": "Jane", "last_name": "Doe"}, (JANE,)),
    ({"jane": {"name": "Jane Doe"}, "john": {"name": "John Roe"}},
     (Author("Jane Doe", handle="jane"), Author("John Roe", handle="john"))),
    ({"mood": "good"}, ()),
    ([], ()),
    ([["Jane Doe"]], (JANE,)),
]  # fmt: skip


@pytest.mark.parametrize(("value", "people"), VALUES)
def test_lists_and_mappings_name_people_too(value: Value, people: tuple[Author, ...]) -> None:
    assert read_authors(value) == people


@given(st.text() | st.text(st.sampled_from("ab ,;&@<>[]()|\n.")), st.booleans())
def test_no_line_raises_and_nobody_is_without_a_name(text: str, one: bool) -> None:
    for author in read_authors(text, one):
        assert author.name or author.email or author.handle

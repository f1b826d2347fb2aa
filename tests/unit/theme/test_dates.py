"""Days in the words of a language."""

from datetime import date
from typing import get_args

import pytest

from narrate.theme.dates import Form, date_words


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Mar"), ("de", "Mär"), ("fr", "mars"), ("es", "mar"), ("ar", "مارس")],
)
def test_every_language_has_every_form(language: str, name: str) -> None:
    words = date_words(language)
    said = {form: words.day(date(2026, 3, 4), form) for form in get_args(Form)}
    assert said["name"].rstrip(".") == name
    assert all("2026" in text for form, text in said.items() if form != "name")

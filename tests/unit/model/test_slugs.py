"""Slugs: what a name becomes in an address."""

import pytest

from narrate.model.urls import slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Warm the cache", "warm-the-cache"),
        ("Größe", "grösse"),
        ("C++ and C#", "cpp-and-c-sharp"),
        ("Python 3.11.7", "python-3.11.7"),
        ("Eleven minutes. Did you see it?", "eleven-minutes-did-you-see-it"),
        ("1. Introduction", "1-introduction"),
        ("And so on ... and on.", "and-so-on-and-on"),
        ("What .gitignore says", "what-gitignore-says"),
    ],
)
def test_a_name_becomes_a_slug(name: str, slug: str) -> None:
    assert slugify(name) == slug
    assert slugify(slug) == slug


def test_names_without_a_letter_do_not_meet() -> None:
    assert slugify("🎉") != slugify("🚀")

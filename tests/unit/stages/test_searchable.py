"""The search index is what a clean build makes, whatever it was before."""

from pathlib import Path

import pytest

from findable import FILES, Order
from smallsite import SmallSite


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path, FILES)


def _is_clean(site: SmallSite) -> bool:
    return site.published() == site.build_clean()


def test_what_is_found_between_two_builds_does_not_spoil_the_next(site: SmallSite) -> None:
    site.build()
    path = "posts/2026-01-03-again.md"
    site.write(path, FILES[path] + "\nMarmots.\n")
    assert Order(site)("marmots") == ["2026-01-03-again"]
    site.write(path, FILES[path])
    site.build()
    assert _is_clean(site)
    assert Order(site)("marmots") == []


def test_a_word_that_nobody_says_any_more_is_gone(site: SmallSite) -> None:
    site.build()
    site.write("posts/2026-01-02-warm.md", "---\nauthors: [ana]\n---\n# Nineteen minutes\n\nNothing.\n")
    site.build()
    assert _is_clean(site)
    assert site.containing("readfilesync") == ()


def test_another_title_date_author_or_state_moves_an_entry(site: SmallSite) -> None:
    site.build()
    site.write(
        "lessons/warm.md",
        "---\ndate: 2025-01-01\nstatus: contested\nauthor: ben\n---\n# Cool it\n\nOr wait.\n",
    )
    site.build()
    assert _is_clean(site)
    assert Order(site)("status:contested before:2026 person:ben") == ["warm"]


@pytest.mark.parametrize(
    "option", ['language = "de"', "search = false", "[kinds.lesson]\nmaintained = false"]
)
def test_another_configuration_is_another_index(site: SmallSite, option: str) -> None:
    site.build()
    site.write("narrate.toml", f"{FILES['narrate.toml']}{option}\n")
    site.build()
    assert _is_clean(site)
    site.write("narrate.toml", FILES["narrate.toml"])
    site.build()
    assert _is_clean(site)


def test_words_are_cut_by_the_rules_of_the_language(site: SmallSite) -> None:
    site.write("narrate.toml", FILES["narrate.toml"] + 'language = "de"\n')
    site.write("posts/haus.md", "# Umbau\n\nWir haben viele Häuser gebaut.\n")
    site.write("posts/haus2.md", "# Neubau\n\nDas Haus steht.\n")
    assert sorted(Order(site)("haus")) == ["haus", "haus2"]
    assert sorted(Order(site)("häuser")) == ["haus", "haus2"]


def test_a_site_with_nothing_in_it_can_be_searched(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"narrate.toml": FILES["narrate.toml"]})
    site.build()
    assert "search/index.html" in site.published()
    assert Order(site)("anything") == []


def test_nothing_of_what_is_withheld_is_in_any_piece(site: SmallSite) -> None:
    site.write("posts/telling.md", "# Telling\n\nSee [[private]] and [the zebra](../private.md).\n")
    site.build()
    pieces = {path: text for path, text in site.published().items() if path.startswith("search/")}
    assert any(b"telling" in text for text in pieces.values())
    assert [path for path, text in pieces.items() if b"/private/" in text or b"nobody" in text] == []

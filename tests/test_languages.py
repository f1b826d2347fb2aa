"""A site in another language: its words, its dates, its direction; and a team's own catalogue."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import catalogues
from narrate.cli.build import command

_FILES = {
    "narrations/2026-03-04-cache.md": "---\nauthor: Ana\ntags: [ci]\n---\n# Cache\n\n> [!warning]\n> Heiß.\n\nSo.[^1]\n\n[^1]: Ja.\n",
    "questions/2026-03-05-why.md": "---\nauthor: Ben\ntags: [ci]\n---\n# Warum?\n",
    "lessons/warm.md": "---\nfrom: [/narrations/2026-03-04-cache.md]\nreview_in: P6M\n---\n# Wärmen\n",
}
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def site(folder: Path, language: str, **more: str) -> Path:
    """The output of a small site in a language. `more`: further files, by path."""
    settings = f'base_url = "https://notes.example/"\ntitle = "Notes"\nlanguage = "{language}"\n'
    for path, text in {"narrate.toml": settings, **_FILES, **more}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(command, [str(folder), "--as-of", "2026-03-06"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder / "site"


def test_a_site_in_english_says_so(tmp_path: Path) -> None:
    home = (site(tmp_path, "en") / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in home
    assert ">Wednesday, 4 March 2026</time>" in home


def test_dates_and_direction_are_those_of_the_language(tmp_path: Path) -> None:
    home = (site(tmp_path, "ar") / "index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in home
    assert ">الأربعاء، 4 مارس 2026</time>" in home


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["Woran wir arbeiten", "Offene Fragen", "Erkenntnisse", "Zum Text springen", ">Menschen<"]),
        ("fr", ["Ce sur quoi nous travaillons", "Questions en suspens", "Leçons", ">Personnes<"]),
        ("es", ["En qué estamos trabajando", "Preguntas pendientes", "Lecciones", ">Personas<"]),
        ("ar", ["ما نعمل عليه", "الأسئلة المفتوحة", "الدروس", ">الأشخاص<"]),
    ],
)
def test_a_site_speaks_its_language(tmp_path: Path, language: str, said: list[str]) -> None:
    home = (site(tmp_path, language) / "index.html").read_text(encoding="utf-8")
    assert [words for words in said if words not in home] == []


def test_what_models_read_speaks_it_too(tmp_path: Path) -> None:
    said = (site(tmp_path, "de") / "llms.txt").read_text(encoding="utf-8")
    headings = [line for line in said.splitlines() if line.startswith("## ")]
    assert headings == ["## Erkenntnisse", "## Neuestes", "## Für Programme"]
    assert "[Alle Einträge mit ihren Verweisen](https://notes.example/api/entries.json): JSON" in said


def test_a_language_that_nobody_has_translated_is_english_with_its_own_dates(tmp_path: Path) -> None:
    home = (site(tmp_path, "it") / "index.html").read_text(encoding="utf-8")
    assert '<html lang="it">' in home
    assert "What we are working on" in home
    assert ">mercoledì 4 marzo 2026</time>" in home


def test_a_team_says_it_in_its_own_words(tmp_path: Path) -> None:
    catalogue = _HEADER + 'msgid "What we are working on"\nmsgstr "On the bench"\n'
    output = site(tmp_path, "en-GB", **{"theme/locale/en.po": catalogue})
    home = (output / "index.html").read_text(encoding="utf-8")
    assert "On the bench" in home
    assert "What we are working on" not in home


def test_a_changed_word_changes_the_pages_that_say_it(tmp_path: Path) -> None:
    site(tmp_path, "en", **{"theme/locale/en.po": _HEADER + 'msgid "Home"\nmsgstr "Start"\n'})
    changed = _HEADER + 'msgid "What we are working on"\nmsgstr "On the bench"\n'
    output = site(tmp_path, "en", **{"theme/locale/en.po": changed})
    before = {path: path.read_bytes() for path in output.rglob("*.html")}
    shutil.rmtree(output)
    site(tmp_path, "en")
    assert {path: path.read_bytes() for path in output.rglob("*.html")} == before


def test_what_somebody_wrote_has_its_own_direction(tmp_path: Path) -> None:
    output = site(tmp_path, "en", **{"narrations/ar.md": "---\ntags: [ci]\n---\n# ذاكرة باردة\n\nكتبنا.\n"})
    page = (output / "narrations" / "ar" / "index.html").read_text(encoding="utf-8")
    assert '<h1 class="article-title p-name" dir="auto"' in page
    assert '<div class="text e-content" dir="auto">' in page


@pytest.mark.parametrize(
    ("written", "marked"),
    [("ar", ' lang="ar" dir="rtl"'), ("de_DE", ' lang="de-DE" dir="ltr"'), ("en", ' dir="auto"')],
)
def test_an_entry_in_another_language_says_so_on_its_page_and_in_lists(
    tmp_path: Path, written: str, marked: str
) -> None:
    output = site(tmp_path, "en", **{"questions/one.md": f"---\nlang: {written}\n---\n# Eins\n\nZwei.\n"})
    page = (output / "questions" / "one" / "index.html").read_text(encoding="utf-8")
    assert f'<h1 class="article-title p-name"{marked}' in page
    assert f'<div class="text e-content"{marked}>' in page
    assert f'"{marked}><a href="/questions/one/">Eins</a>' in (output / "index.html").read_text(
        encoding="utf-8"
    )


def test_a_catalogue_that_is_none_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "theme" / "locale").mkdir(parents=True)
    (tmp_path / "theme" / "locale" / "en.po").write_text('msgid "Home\n', encoding="utf-8")
    (tmp_path / "narrate.toml").write_text('title = "Notes"\n', encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path)], standalone_mode=False)
    assert result.exit_code != 0
    assert "`locale/en.po` cannot be read" in str(result.exception)


@pytest.mark.parametrize("language", sorted(catalogues.catalogues()))
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    wrong = []
    for message in catalogues.catalogues()[language]:
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        for string in strings:
            there = catalogues.holes(string)
            if message.id and string and (there - catalogues.holes(ids[-1])):
                wrong.append(string)
            if message.id and string and len(ids) == 1 and there != catalogues.holes(ids[0]):
                wrong.append(string)
    assert wrong == []


@pytest.mark.parametrize("language", sorted(catalogues.catalogues()))
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    """`make messages` says the same, and brings a catalogue up to date; translating is left to you."""
    catalogue = catalogues.catalogues()[language]
    said = {message.id for message in catalogue if message.id}
    assert catalogues.missing(catalogue) == []
    assert said - {message.id for message in catalogues.texts()} == set()
    assert [message.id for message in catalogue if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_there_are_catalogues_for_the_languages_that_are_promised() -> None:
    assert sorted(catalogues.catalogues()) == ["ar", "de", "es", "fr"]

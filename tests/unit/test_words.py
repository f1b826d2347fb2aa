"""The site's own words: catalogues, languages that have none, and dates."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.theme.dates import Form, date_words
from narrate.words import direction, translations, wider, words

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [
        ("en", "long", "4 March 2026"),
        ("en-GB", "day", "Wednesday, 4 March 2026"),
        ("de", "long", "4. März 2026"),
        ("de-AT", "month", "März 2026"),
        ("fr", "day", "mercredi 4 mars 2026"),
        ("es", "short", "4 mar 2026"),
        ("ar", "long", "4 مارس 2026"),
        ("pt-BR", "long", "4 de março de 2026"),
        ("zh-Hant", "month", "2026年3月"),
        ("tlh", "long", "4 March 2026"),
        ("xx-yy", "long", "4 March 2026"),
    ],
)
def test_a_day_as_a_language_writes_it(language: str, form: Form, said: str) -> None:
    assert date_words(language).day(date(2026, 3, 4), form) == said


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [("en", 1, "1 month"), ("de", 6, "6 Monate"), ("ar", 6, "6 أشهر"), ("fr", 14, "14\xa0mois")],
)
def test_a_span_as_a_language_writes_it(language: str, number: int, said: str) -> None:
    assert date_words(language).span(number, "month") == said


def test_english_needs_no_catalogue_and_others_fall_back_to_it() -> None:
    assert words("en").gettext("Home") == "Home"
    assert words("tlh").gettext("Home") == "Home"
    assert words("de").gettext("what nobody has translated") == "what nobody has translated"


def test_a_wider_language_is_taken_when_the_exact_one_is_not_there() -> None:
    assert wider("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")
    assert words("de-CH").gettext("Home") == words("de").gettext("Home")


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "ردّ واحد"), (2, "ردّان"), (3, "3 ردود"), (11, "11 ردًّا"), (100, "100 ردّ"), (103, "103 ردود")],
)
def test_a_language_counts_in_its_own_forms(number: int, said: str) -> None:
    found = words("ar").ngettext("one reply", "%(count)s replies", number)
    assert found % {"count": number} == said


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "rtl"), ("he-IL", "rtl"), ("de", "ltr"), ("pa-Arab", "rtl"), ("pa", "ltr")]
)
def test_the_direction_of_a_language(language: str, said: str) -> None:
    assert direction(language) == said


def test_the_later_catalogue_wins_text_by_text() -> None:
    below = _HEADER + 'msgid "Home"\nmsgstr "Start"\n\nmsgid "Archive"\nmsgstr "Archiv"\n'
    above = _HEADER + 'msgid "Home"\nmsgstr "Anfang"\n'
    said = translations((below, above))
    assert [said.gettext(text) for text in ("Home", "Archive", "Desk")] == ["Anfang", "Archiv", "Desk"]


_TERMS = st.sampled_from(
    [
        'msgid ""',
        'msgstr "x"',
        'msgid "Home"',
        "msgid_plural",
        'msgstr[0] "a"',
        'msgctxt "b',
        "#, fuzzy",
        "#~ ",
        '"',
        "\n",
    ]
)


def test_what_is_no_catalogue_is_an_error() -> None:
    with pytest.raises(ValueError, match="misformatted"):
        translations(("Home = Start\n",))


@given(st.lists(_TERMS | st.text(max_size=12), max_size=12).map("\n".join))
def test_any_text_is_a_catalogue_or_a_plain_error(source: str) -> None:
    with suppress(ValueError):
        translations((source,)).gettext("Home")

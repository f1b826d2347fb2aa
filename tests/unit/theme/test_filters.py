"""Filters turn moments, durations and periods into words."""

import pytest

from narrate.theme.dates import date_words
from narrate.theme.filters import filters, turned

ENGLISH = filters(date_words("en"), str)


@pytest.mark.parametrize(
    ("moment", "form", "words"),
    [
        ("2026-03-04", "long", "4 March 2026"),
        ("2026-03-04T14:32:10+01:00", "long", "4 March 2026"),
        ("2026-09-30", "short", "30 Sep 2026"),
        ("2026-03-04", "day", "Wednesday, 4 March 2026"),
        ("", "long", ""),
        ("2026-13-40", "long", "2026-13-40"),
        ("some day", "day", "some day"),
    ],
)
def test_dates_in_words(moment: str, form: str, words: str) -> None:
    assert ENGLISH["date"](moment, form) == words


@pytest.mark.parametrize(
    ("moment", "form", "html"),
    [
        ("2026-03-04", "moment", '<time datetime="2026-03-04">4 March 2026</time>'),
        ("2026-03-04T14:32", "moment", '<time datetime="2026-03-04T14:32">4 March 2026, 14:32</time>'),
        ("2026-03-04T14:32", "clock", '<time datetime="2026-03-04T14:32">14:32</time>'),
        ("<b>", "long", "<span>&lt;b&gt;</span>"),
    ],
)
def test_a_moment_is_an_element_that_programs_read(moment: str, form: str, html: str) -> None:
    assert ENGLISH["time_tag"](moment, form) == html


def test_a_moment_can_have_classes() -> None:
    assert ENGLISH["time_tag"]("2026-03-04", classes="a b").startswith('<time class="a b" datetime=')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P6M", "6 months"),
        ("P1Y", "1 year"),
        ("P1Y2M", "1 year 2 months"),
        ("P2W", "2 weeks"),
        ("PT1H30M", "1 hour 30 minutes"),
        ("P", "P"),
        ("half a year", "half a year"),
    ],
)
def test_durations_in_words(text: str, words: str) -> None:
    assert ENGLISH["duration"](text) == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2026", "2026"),
        ("2026-03", "March 2026"),
        ("2026-13", "2026-13"),
        ("2026-03-04", "4 March 2026"),
        ("undated", "Without a date"),
    ],
)
def test_periods_in_words(label: str, words: str) -> None:
    assert ENGLISH["period"](label) == words


@pytest.mark.parametrize(
    ("text", "start", "rest"),
    [
        ("One two three", "One two…", " three"),
        ("One two three", "One two", " three"),
        ("One two", "Two", ""),
        ("One two", "", ""),
        ("One two", "…", ""),
    ],
)
def test_what_follows_the_first_words(text: str, start: str, rest: str) -> None:
    assert ENGLISH["after"](text, start) == rest


@pytest.mark.parametrize(
    ("site", "text", "language", "side"),
    [
        ("en", "Warm it first", "", ""),
        ("en", "ذاكرة باردة", "", "rtl"),
        ("en", "Warm it first", "ar", "rtl"),
        ("ar", "ذاكرة باردة", "", ""),
        ("ar", "Warm it first", "", "ltr"),
        ("ar", "3.5 … ?", "", ""),
        ("ar", "2026: ذاكرة", "", ""),
    ],
)
def test_a_text_that_is_read_from_the_other_side_says_so(
    site: str, text: str, language: str, side: str
) -> None:
    assert turned(site)(text, language) == side

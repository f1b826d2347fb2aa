"""Lengths of time as people write them."""

import pytest

from narrate.model.duration import iso, later


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2026-03-04", "6 months", "2026-09-04"),
        ("2026-03-04", "P1Y6M", "2027-09-04"),
        ("2026-12-31", "2 weeks", "2027-01-14"),
        ("2026-03-04", "90 days", "2026-06-02"),
        ("2026-03-04", "2w", "2026-03-18"),
        ("2026-03-04", "a year", "2027-03-04"),
        ("2026-03-04", " 1 Year ", "2027-03-04"),
        ("2026-03-04", "P2W", "2026-03-18"),
        ("2026-03-04", "soon", ""),
        ("2026-03-04", "P", ""),
        ("2026-03-04", "", ""),
        ("2026-03-04", "99999 years", ""),
        ("9999-12-31", "1 day", ""),
        ("", "1 day", ""),
        ("2026-13-40", "1 day", ""),
    ],
)
def test_the_day_after_a_while(day: str, duration: str, expected: str) -> None:
    assert later(day, duration) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [("6 months", "P6M"), ("P1Y6M", "P1Y6M"), ("a year", "P1Y"), ("2w", "P2W"), ("soon", ""), ("", "")],
)
def test_it_is_said_as_the_standard_has_it(written: str, said: str) -> None:
    assert iso(written) == said

"""What a name may be a slip of."""

import pytest

from narrate.stages.link.guess import guess


@pytest.mark.parametrize(
    ("wanted", "name", "is_meant"),
    [
        ("deplyo", "deploy", True),
        ("deploying", "deploy", True),
        ("warming the cahce", "warming the cache", True),
        ("warm-the-cache", "warm-the-caches", True),
        ("log-in page", "login page", True),
        ("2026-03-01-cache", "2026-03-04-cache", True),
        ("2026-03-01-ask", "2026-03-01-else", False),
        ("apache kafka", "apache spark", False),
        ("data quality management", "data management", False),
        ("business intelligence", "business continuity", False),
    ],
)
def test_a_slip_is_near_word_by_word(wanted: str, name: str, *, is_meant: bool) -> None:
    assert guess(wanted, ["something-else", name, "x"]) == (name if is_meant else "")

"""Which words are one slip apart, and that many of them take no time."""

import time

import pytest

from narrate.desk.closeness import Closeness, is_slip


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("caching", "caching", False),
        ("caching", "cachng", True),
        ("caching", "cacheing", True),
        ("caching", "cacching", True),
        ("caching", "catching", True),
        ("caching", "cahcing", True),
        ("caching", "cachigng", True),
        ("caching", "caching2", False),
        ("python3", "python2", False),
        ("v1.10", "v1.01", False),
        ("tool", "tools", True),
        ("cat", "cats", False),
        ("house", "mouse", False),
        ("rust", "trust", False),
        ("java", "jawa", False),
        ("frontend", "frontends", True),
        ("cache", "caching", False),
        ("über", "übers", True),
        ("größe", "grösse", False),
    ],
)
def test_a_slip_is_one_letter_that_is_neither_the_first_nor_a_digit(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


def test_near_words_are_those_that_a_slip_or_a_hyphen_leads_to() -> None:
    close = Closeness(["machine-learning", "machines", "ci/cache", "caching"])
    assert close.near("machinelearning") == ("machine-learning",)
    assert close.near("machine_learning") == ("machine-learning",)
    assert close.near("ci-cache") == ("ci/cache",)
    assert close.near("machine") == ("machines",)
    assert close.near("caching") == ()
    assert close.near("") == ()


def test_near_words_are_what_comparing_all_pairs_finds() -> None:
    words = [f"{a}{b}{c}ing" for a in "bcd" for b in "aeio" for c in ("ck", "ch", "sh", "s", "ss", "")]
    close = Closeness(words)
    for word in words:
        assert close.near(word) == tuple(sorted(other for other in words if is_slip(word, other)))


def test_five_thousand_tags_take_no_time() -> None:
    words = [f"tag-about-{number:x}-{number * 7919 % 10007:x}" for number in range(5_000)]
    before = time.perf_counter()
    close = Closeness(words)
    for word in words:
        close.near(word + "s")
    assert time.perf_counter() - before < 5

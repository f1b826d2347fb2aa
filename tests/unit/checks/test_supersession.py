"""Circles of what supersedes what: each is said once, in its direction, however it is entangled."""

import pytest

from narrate.model.circles import circles_of


@pytest.mark.parametrize(
    ("older", "circles"),
    [
        ({"a": {"b"}, "b": {"c"}}, []),
        ({"a": {"b"}, "b": {"a"}}, [["a", "b"]]),
        ({"b": {"c"}, "c": {"a"}, "a": {"b"}}, [["a", "b", "c"]]),
        ({"a": {"b"}, "b": {"a"}, "c": {"d", "a"}, "d": {"c"}}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_circles(older: dict[str, set[str]], circles: list[list[str]]) -> None:
    assert sorted(circles_of(older)) == circles

"""What somebody may have meant by a name that nothing has: a slip, and not a name that merely shares a word with it."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_GUESSES = 3
_NEAR, _SAME = 0.75, 0.9
_WORD = 0.7
_WORDS = re.compile(r"[^\W_]+")


def guess(wanted: str, names: Iterable[str]) -> str:
    """The nearest of the names that `wanted` may be a slip of; empty when none is.

    `2026-03-01-ask` is no slip of `2026-03-01-else`, nor `apache kafka` of `apache spark`: word by word they are others.
    """
    near = get_close_matches(wanted, names, _GUESSES, _NEAR)
    return next((name for name in near if _is_slip(wanted, name)), "")


def _is_slip(wanted: str, name: str) -> bool:
    ours, theirs = _WORDS.findall(wanted), _WORDS.findall(name)
    if len(ours) != len(theirs):
        return _ratio(wanted, name) >= _SAME
    return all(_is_near(one, other) for one, other in zip(ours, theirs, strict=True))


def _is_near(one: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        return len(one) == len(other)
    return _ratio(one, other) >= _WORD


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()

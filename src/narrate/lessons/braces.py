"""Braces in patterns, as shells and editors know them: `*.{yml,yaml}` is `*.yml` or `*.yaml`. `.gitignore` has none."""

import re

_CHOICE = re.compile(r"(?<!\\)\{((?:\\.|[^{},\\])*,(?:\\.|[^{}\\])*)\}")
"""The innermost braces with a comma between them: without one they are part of a name, as in `{{ template }}`."""

_MOST = 64
"""Nobody means more by one pattern; a few dozen braces in a row would be millions."""


def alternatives(pattern: str) -> tuple[str, ...]:
    """The patterns without braces that a pattern stands for, in the order in which they are written."""
    done, left = list[str](), [pattern]
    while left and len(done) + len(left) <= _MOST:
        each = left.pop(0)
        choice = _CHOICE.search(each)
        if choice is None:
            done.append(each)
        else:
            parts = re.split(r"(?<!\\),", choice[1])
            left[:0] = [each[: choice.start()] + part + each[choice.end() :] for part in parts]
    return (pattern,) if left else tuple(dict.fromkeys(done))

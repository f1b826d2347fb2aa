"""A finding: a diagnostic as it is reported, with the level that this project gives to its code."""

import os
from collections.abc import Iterable, Mapping

import msgspec

from narrate.model.diagnostic import Diagnostic, Level, level_of

WEIGHT: dict[Level, int] = {"error": 0, "warning": 1, "info": 2, "off": 3}
"""The levels, the most serious first."""


class Finding(msgspec.Struct, frozen=True):
    """A diagnostic with its level, at a path that can be opened from where the reader is."""

    level: Level
    path: str
    diagnostic: Diagnostic


def findings(
    diagnostics: Iterable[Diagnostic], levels: Mapping[str, Level], content: str = ""
) -> tuple[Finding, ...]:
    """What is to be reported, by path and place, each once. `content`: the content root as seen from here."""
    found = (
        Finding(level_of(each.code, dict(levels)), _joined(content, each.place.path), each)
        for each in sorted(set(diagnostics))
    )
    return tuple(sorted((each for each in found if each.level != "off"), key=lambda each: each.path))


def errors(found: Iterable[Finding]) -> int:
    """How many of them are errors."""
    return sum(each.level == "error" for each in found)


def closing_count(found: Iterable[Finding], *, verbose: bool = False) -> str:
    """`3 errors, 2 warnings, 12 notes (-v shows them)`; empty when there is nothing to count."""
    counts = dict.fromkeys(WEIGHT, 0)
    for each in found:
        counts[each.level] += 1
    words = [_counted(counts["error"], "error"), _counted(counts["warning"], "warning")]
    if counts["info"]:
        words.append(_counted(counts["info"], "note") + ("" if verbose else " (-v shows them)"))
    return ", ".join(word for word in words if word)


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}" if number else ""


def _joined(content: str, path: str) -> str:
    """A path below the content root, seen from where the reader is."""
    return os.path.normpath(f"{content}/{path}").replace(os.sep, "/") if content else path

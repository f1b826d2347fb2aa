"""Diagnostics as text, in four formats: for people, for `grep`, for programs and for GitHub.

Levels are looked up here, when they are reported: a diagnostic itself has none.
"""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from narrate.model.diagnostic import Diagnostic, Level, Place, level_of

Format = Literal["full", "concise", "json", "github"]

_WEIGHT: dict[Level, int] = {"error": 0, "warning": 1, "info": 2, "off": 3}
_TAB = 4
_LONGEST = 160
"""How many characters of a source line are shown."""


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


def written(found: tuple[Finding, ...], form: Format, *, verbose: bool = False) -> str:
    """All findings as text, ending in a newline unless it is empty. Notes are written out with `verbose`."""
    if form == "json":
        return json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        ordered = sorted(found, key=lambda each: _WEIGHT[each.level])
        return "".join(_as_command(each) + "\n" for each in ordered if verbose or each.level != "info")
    told = [each for each in found if verbose or each.level != "info"]
    write: Callable[[Finding], str] = _in_full if form == "full" else _in_a_line
    text = ("\n\n" if form == "full" else "\n").join(write(each) for each in told)
    return text + "\n" if text else ""


def closing_count(found: Iterable[Finding], *, verbose: bool = False) -> str:
    """`3 errors, 2 warnings, 12 notes (-v shows them)`; empty when there is nothing to count."""
    counts = dict.fromkeys(_WEIGHT, 0)
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


# --- for people -----------------------------------------------------------------------------------


def _in_full(finding: Finding) -> str:
    """The message, the place, the source line with a caret line below it, and the way out."""
    place, found = finding.diagnostic.place, finding.diagnostic
    margin = " " * (len(str(place.line)) if place.line and place.text else 1)
    lines = [f"{finding.level}[{found.code}]: {visible(found.message)}"]
    lines.append(f"{margin}--> {_position(finding)}")
    if place.line and place.text and not place.text.isspace():
        source, caret = _underlined(place)
        lines += [f"{margin} |", f"{place.line} | {source}".rstrip()]
        lines += [f"{margin} | {caret}"] if caret else []
    if found.help:
        help_lines = visible(found.help, keep="\n").split("\n")
        lines.append(f"{margin} = help: {help_lines[0]}")
        lines += [f"{margin}         {line}".rstrip() for line in help_lines[1:]]
    return "\n".join(lines)


def _underlined(place: Place) -> tuple[str, str]:
    """The source line as it can be printed, and the carets below it; a long line is cut around them."""
    start = max(place.column - 1, 0)
    first = 0 if start < _LONGEST - 40 else start - _LONGEST // 2
    piece = place.text[first : first + _LONGEST]
    before, after = "…" if first else "", "…" if first + len(piece) < len(place.text) else ""
    shown = before + "".join(map(_cell, piece)) + after
    if not place.column:
        return shown, ""
    indent = len(before) + sum(_columns(_cell(c)) for c in piece[: start - first])
    carets = sum(_columns(_cell(c)) for c in piece[start - first : start - first + place.width])
    return shown, " " * indent + "^" * max(carets, 1)


def _cell(character: str) -> str:
    """A character of a source line as it is printed: a tab as blanks, a control character as its code."""
    return " " * _TAB if character == "\t" else visible(character)


def _columns(cell: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in cell
    )


def visible(text: str, keep: str = "") -> str:
    """With control characters, line separators and invisible marks as their codes: they cannot forge a line."""
    if text.isprintable():
        return text
    return "".join(
        c
        if c.isprintable() or c in keep or _is_harmless(c)
        else c.encode("unicode_escape", "surrogatepass").decode()
        for c in text
    )


def _is_harmless(character: str) -> bool:
    """Whether it is a blank (a no-break space) or joins emoji: not printable for Python, but no danger."""
    return unicodedata.category(character) == "Zs" or character == "\u200d"


def _position(finding: Finding) -> str:
    place = finding.diagnostic.place
    numbers = [str(number) for number in (place.line, place.column if place.line else 0) if number]
    return ":".join((visible(finding.path), *numbers))


# --- for grep, programs and GitHub ----------------------------------------------------------------


def _in_a_line(finding: Finding) -> str:
    found = finding.diagnostic
    help_line = f" ({visible(found.help)})" if found.help else ""
    place = ":".join((visible(finding.path), str(found.place.line or 1), str(found.place.column or 1)))
    return f"{place}: {finding.level}[{found.code}]: {visible(found.message)}{help_line}"


def _as_json(finding: Finding) -> dict[str, str | int]:
    found = finding.diagnostic
    return {
        "level": finding.level,
        "code": found.code,
        "path": _text(finding.path),
        "line": found.place.line,
        "column": found.place.column,
        "width": found.place.width,
        "message": _text(found.message),
        "help": _text(found.help),
    }


def _text(text: str) -> str:
    """Without lone surrogates, which a path that is no UTF-8 has and JSON in UTF-8 cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice", "off": "debug"}


def _as_command(finding: Finding) -> str:
    """A workflow command, which GitHub shows beside the line in the change."""
    found, place = finding.diagnostic, finding.diagnostic.place
    properties = {"file": _text(finding.path)}
    if place.line:
        properties["line"] = str(place.line)
        if place.column:
            properties |= {"col": str(place.column), "endColumn": str(place.column + place.width)}
    properties["title"] = found.code
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    message = _text(found.message) + (f"\n{_text(found.help)}" if found.help else "")
    return f"::{_COMMANDS[finding.level]} {written}::{_escaped(message)}"


def _escaped(text: str, further: str = "") -> str:
    for character in "%\r\n" + further:
        text = text.replace(character, f"%{ord(character):02X}")
    return text

"""For people: the message, the place, the line of source with carets below it, and the way out."""

import unicodedata

from narrate.model.diagnostic import Place
from narrate.report.finding import Finding
from narrate.report.visible import visible

_TAB = 4
_LONGEST = 160
"""How many characters of a source line are shown."""


def in_full(found: tuple[Finding, ...]) -> str:
    """All findings, with an empty line between two."""
    return "\n\n".join(map(_in_full, found)) + "\n" if found else ""


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


def _position(finding: Finding) -> str:
    place = finding.diagnostic.place
    numbers = [str(number) for number in (place.line, place.column if place.line else 0) if number]
    return ":".join((visible(finding.path), *numbers))

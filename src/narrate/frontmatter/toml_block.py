"""Reads a TOML block. Values become the text that stands for them; places come from a scan for keys."""

import datetime as dt
import re
import tomllib
from typing import Any

from narrate.frontmatter.block import MAX_DEPTH, Pair, Problem, Reading, clean
from narrate.model.document import Value

_KEY = re.compile(r"""^\s*(\[*)\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*[.=\]]""", re.MULTILINE)
_DOTTED = re.compile(r"""(?:\.[ \t]*["'\w-]{1,60}[ \t]*){25}""")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")

MAX_SIZE = 100_000
"""Characters. `tomllib` is quadratic in some of it; front matter of people is a hundredth of this."""


def read_toml(block: str) -> Reading:
    """The pairs of a block; without pairs and with a problem when it is not valid."""
    if len(block) > MAX_SIZE or _DOTTED.search(block):
        return Reading(
            problem=Problem(0, 1, "a block too large or too deep to be read", "write values out, and flat")
        )
    try:
        table = tomllib.loads(block, parse_float=str)
        values = {key: _value(value, 0) for key, value in table.items()}
    except tomllib.TOMLDecodeError as error:
        return Reading(problem=_explain(error, block))
    except (ValueError, RecursionError):
        return Reading(
            problem=Problem(0, 1, "a value too large or too deep to be read", "write values out, and flat")
        )
    places = _places(block)
    return Reading(tuple(Pair(clean(key), values[key], *places.get(key, (0, 1))) for key in values))


def _value(value: Any, depth: int) -> Value:
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, dict):
        return {clean(key): _value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_value(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return clean(str(value))


def _places(block: str) -> dict[str, tuple[int, int]]:
    """Line and column of each top-level key: before the first table, and the names of the tables."""
    places: dict[str, tuple[int, int]] = {}
    inside = False
    line, counted = 0, 0
    for match in _KEY.finditer(block):
        inside = inside or bool(match[1])
        if inside and not match[1]:
            continue
        group = next(number for number in (2, 3, 4) if match[number] is not None)
        start = match.start(group)
        line += block.count("\n", counted, start)
        counted = start
        places.setdefault(match[group], (line, start - block.rfind("\n", 0, start)))
    return places


def _explain(error: tomllib.TOMLDecodeError, block: str) -> Problem:
    text = str(error)
    where = _WHERE.search(text)
    message = text[: where.start()].strip() if where else text
    message = message[:1].lower() + message[1:]
    if where and where[1]:
        return Problem(int(where[1]) - 1, int(where[2]), message)
    return Problem(max(0, block.rstrip("\n").count("\n")), 1, message)

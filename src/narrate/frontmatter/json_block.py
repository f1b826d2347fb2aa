"""Reads a JSON block. Values become the text that stands for them; places come from a scan for keys."""

import json
import re
from typing import Any

from narrate.frontmatter.block import MAX_DEPTH, Pair, Problem, Reading, clean
from narrate.model.document import Value

_KEY = re.compile(r'"((?:[^"\\\n]|\\.)*)"\s*:')


def read_json(block: str) -> Reading:
    """The pairs of a block; without pairs and with a problem when it is not valid."""
    try:
        pairs: _Pairs = json.loads(
            block, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        return Reading(problem=Problem(error.lineno - 1, error.colno, message, "see what stands before it"))
    except RecursionError:
        return Reading(problem=Problem(0, 1, "lists nested too deep", "write values out, and flat"))
    places = _places(block)
    read = []
    for key, value in pairs:
        found = places.get(key) or [(0, 1)]
        line, column = found.pop() if len(found) > 1 else found[0]
        read.append(Pair(clean(key), _value(value, 0), line, column))
    return Reading(tuple(read))


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a key that is written twice is seen."""


def _value(value: Any, depth: int) -> Value:
    if depth > MAX_DEPTH or value is None:
        return ""
    if isinstance(value, _Pairs):
        return {clean(key): _value(item, depth + 1) for key, item in value}
    if isinstance(value, list):
        return [_value(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value)


def _places(block: str) -> dict[str, list[tuple[int, int]]]:
    """Line and column of every key, the last place first, since the reader takes them from the end."""
    places: dict[str, list[tuple[int, int]]] = {}
    line, counted = 0, 0
    for match in _KEY.finditer(block):
        line += block.count("\n", counted, match.start())
        counted = match.start()
        places.setdefault(match[1], []).append((line, counted - block.rfind("\n", 0, counted) + 1))
    for found in places.values():
        found.reverse()
    return places

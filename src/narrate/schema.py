"""Checks what a TOML file says against the structs of the model, and reports every wrong key and value.

The structs are the schema: their fields are the options, with their types and defaults. `msgspec` itself
stops at the first error; a person wants to hear of all of them, each with its place.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from narrate.model.diagnostic import Diagnostic, Place
from narrate.toml_places import KeyPath, Places

_LONGEST = 60
"""How many characters of what was written a message repeats."""

INVALID: Any = object()
"""What `read_value` gives for a value that is not of the type."""


class Findings:
    """What was found wrong in one file, in the order in which it was found."""

    def __init__(self, places: Places, hint: Callable[[KeyPath], str] | None = None) -> None:
        """`hint` gives a better help line for an unknown key, or an empty one."""
        self._places = places
        self._hint = hint
        self.diagnostics: list[Diagnostic] = []

    def another(self) -> "Findings":
        """An empty one for the same file."""
        return Findings(self._places, self._hint)

    def unknown(self, path: KeyPath, message: str, help: str) -> None:  # noqa: A002
        """A key that does not exist."""
        help = (self._hint and self._hint(path)) or help  # noqa: A001
        self.diagnostics.append(Diagnostic(self._places.key(path), "unknown-option", message, help))

    def invalid(self, path: KeyPath, message: str, help: str = "") -> None:  # noqa: A002
        """A value that the key does not take."""
        self.diagnostics.append(Diagnostic(self._places.value(path), "invalid-option", message, help))

    def place(self, path: KeyPath) -> Place:
        """Where a value is written."""
        return self._places.value(path)


def types_of(struct: type[msgspec.Struct], without: Iterable[str] = ()) -> dict[str, Any]:
    """The options of a struct with their types, in order."""
    hints = get_type_hints(struct)
    return {name: hints[name] for name in struct.__struct_fields__ if name not in set(without)}


def read_table(
    table: Mapping[str, Any], types: Mapping[str, Any], path: KeyPath, findings: Findings
) -> dict[str, Any]:
    """The values that are right. What is wrong is reported and left out."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in types:
            findings.unknown(
                (*path, key), f"{_named(path)} has no option {quoted(key)}", _instead(key, types, path)
            )
            continue
        read = read_value(value, types[key], (*path, key), findings)
        if read is not INVALID:
            values[key] = read
    return values


def read_value(value: Any, wanted: Any, path: KeyPath, findings: Findings) -> Any:
    """The value as `wanted`, or `INVALID` after reporting why it is not."""
    if get_origin(wanted) in (Union, UnionType):
        wanted = next(each for each in get_args(wanted) if each is not type(None))
    if get_origin(wanted) is Literal:
        return _read_choice(value, get_args(wanted), path, findings)
    if get_origin(wanted) is tuple:
        return _read_list(value, path, findings)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        if isinstance(value, dict):
            return wanted(**read_table(value, types_of(wanted), path, findings))
    elif isinstance(value, wanted) and not (wanted is int and (isinstance(value, bool) or value < 0)):
        return value
    findings.invalid(
        path,
        f"{quoted(_last(path))} takes {_type_words(wanted)}, not {value_words(value)}",
        _as_wanted(value, wanted, path),
    )
    return INVALID


def _read_choice(value: Any, choices: tuple[str, ...], path: KeyPath, findings: Findings) -> Any:
    if isinstance(value, str) and value in choices:
        return value
    said = quoted(value) if isinstance(value, str) else value_words(value)
    findings.invalid(path, f"{quoted(_last(path))} cannot be {said}", one_of(str(value), choices))
    return INVALID


def _read_list(value: Any, path: KeyPath, findings: Findings) -> Any:
    if isinstance(value, str):
        findings.invalid(
            path,
            f"{quoted(_last(path))} takes a list of texts, not text",
            f"write it in brackets: `{_last(path)} = [{_toml_text(value)}]`",
        )
        return INVALID
    if not isinstance(value, list):
        findings.invalid(path, f"{quoted(_last(path))} takes a list of texts, not {value_words(value)}")
        return INVALID
    wrong = [number for number, item in enumerate(value) if not isinstance(item, str)]
    for number in wrong:
        message = f"{quoted(_last(path))} takes texts, not {value_words(value[number])}"
        findings.invalid((*path, number), message, _as_wanted(value[number], str, path, bare=True))
    return INVALID if wrong else tuple(value)


def one_of(written: str, choices: Iterable[str]) -> str:
    """A help line: the closest of the choices, else all of them."""
    every = tuple(choices)
    close = closest(written, every)
    if close:
        return f"did you mean {quoted(close)}?"
    return f"it is one of {', '.join(map(quoted, every))}" if every else ""


def closest(written: str, choices: Iterable[str]) -> str:
    """The choice that was probably meant, or empty."""
    found = get_close_matches(written[:80].lower(), choices, n=1, cutoff=0.7)
    return found[0] if found else ""


def quoted(written: object) -> str:
    """In backticks, shortened, with control characters made visible."""
    text = _shortened(str(written))
    return "`" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text) + "`"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def value_words(value: object) -> str:
    """What sort of value it is, for people."""
    match value:
        case bool():
            return "`true`" if value else "`false`"
        case int() | float():
            return f"the number {quoted(value)}"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def _type_words(wanted: Any) -> str:
    if get_origin(wanted) is dict or (isinstance(wanted, type) and issubclass(wanted, msgspec.Struct)):
        return "a table"
    return {str: "text", bool: "`true` or `false`", int: "a whole number from 0 on"}.get(
        wanted, "something else"
    )


def _as_wanted(value: Any, wanted: Any, path: KeyPath, *, bare: bool = False) -> str:
    """A help line with the value as it should have been written, when that can be guessed."""
    key = "" if bare else f"{_last(path)} = "
    if (
        wanted is bool
        and isinstance(value, str)
        and value.lower() in ("true", "yes", "on", "false", "no", "off")
    ):
        return f"write `{key}{'true' if value.lower() in ('true', 'yes', 'on') else 'false'}`, without quotes"
    if wanted is str and isinstance(value, int | float) and not isinstance(value, bool):
        return f'write it in quotes: `{key}"{value}"`'
    if wanted is str and isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"write it without brackets: `{key}{_toml_text(value[0])}`"
    return ""


def _instead(key: str, types: Mapping[str, Any], path: KeyPath) -> str:
    """A help line for an unknown key."""
    close = closest(key, types)
    if close:
        return f"did you mean {quoted(close)}?"
    return f"it has {', '.join(map(quoted, types))}" if path else ""


def _named(path: KeyPath) -> str:
    """The table of a path as its header is written, or the file as a whole."""
    return f"`[{'.'.join(map(toml_key, path))}]`" if path else "`narrate.toml`"


def toml_key(key: object) -> str:
    """A key as TOML writes it."""
    text = str(key)
    return (
        text
        if text and text.replace("-", "").replace("_", "").isalnum() and text.isascii()
        else _toml_text(text)
    )


def _toml_text(text: str) -> str:
    return '"' + _shortened(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _last(path: KeyPath) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "narrate.toml")

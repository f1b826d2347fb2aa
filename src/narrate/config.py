"""Reads `narrate.toml`: every default filled in, every wrong key and value reported with its place."""

import os
import posixpath
from pathlib import Path
from typing import Any

from msgspec import structs

from narrate import __version__
from narrate.config_values import CHECKS, gate_problem
from narrate.disk import DISK, Disk
from narrate.errors import NarrateError
from narrate.extends import Layer, merged, read_layers
from narrate.folder_rules import read_folders
from narrate.kinds import built_in, declare
from narrate.model.config import Config, MarkdownOptions, MarkdownSettings
from narrate.model.diagnostic import CODES, Diagnostic, Level, Place
from narrate.schema import (
    INVALID,
    Findings,
    closest,
    one_of,
    quoted,
    read_table,
    read_value,
    toml_key,
    types_of,
)
from narrate.toml_places import KeyPath, Places
from narrate.words import SOURCE

NAME = "narrate.toml"

OPTIONS = types_of(Config, without=("kinds", "declared", "folder_kinds", "folder_visibility", "levels")) | {
    "markdown": MarkdownOptions
}
"""What stands at the top of `narrate.toml`; `git`, `markdown`, `check` and `desk` are tables of their own."""

TABLES = ("kinds", "common", "folders", "diagnostics")
"""Tables whose keys are the team's words: names of kinds, folders and codes."""

_TABLES = ("git", "markdown", "check", "desk")
"""Options that are tables."""
_GATE = ("audiences", "visibility", "audience")
_ABOVE = "write it further up, above the first `[…]` line"


def read_config(
    root: Path, config_path: Path | None, disk: Disk = DISK
) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration of the project at `root`, and what is wrong with it, in the order of the file.

    Raises `NarrateError` for what is no TOML or extends a file that is not there, and for a mistake in what
    decides who may see an entry: a default would guess there, and might show what was meant to be held back.
    """
    title = title_of(root)
    if config_path is None:
        return Config(kinds=built_in(), title=title, declared=False, hashtags="known"), ()
    layers = read_layers(root, config_path, __version__, disk)
    table = merged(layers)
    stopping = Findings(_places(layers, "."))
    values = _read_gate(table, stopping)
    written = table.get("content", ".")
    places = _places(layers, written if isinstance(written, str) else ".")
    findings = Findings(places, _hint)
    values |= _read_options(table, findings)
    content = values.get("content", ".")
    if not disk.is_dir(root / content):
        message = f"there is no folder {quoted(content)}"
        raise _at(stopping, ("content",), message, "`content` is below the project")
    language = values.get("language", SOURCE)
    kinds = declare(built_in(), table, findings)
    rules, circles = table.get("folders", {}), values["audiences"]
    folder_kinds, folder_visibility = read_folders(
        rules,
        tuple(kinds.kinds),
        circles,
        lambda folder: disk.is_dir(root / content / folder),
        findings,
        places.own,
    )
    if "theme" in values:
        values["theme"] = _theme(layers, root, values["theme"])
    options = values.pop("markdown", MarkdownOptions())
    config = Config(
        kinds=kinds,
        markdown=MarkdownSettings(**structs.asdict(options), language=language),
        title=values.pop("title", "") or title,
        folder_kinds=folder_kinds,
        folder_visibility=folder_visibility,
        levels=_read_levels(table.get("diagnostics", {}), findings),
        **values,
    )
    return config, tuple(sorted(findings.diagnostics))


def _places(layers: tuple[Layer, ...], content: str) -> Places:
    """Where each key stands, in whichever of the files that is, as seen from the content folder."""
    up = "../" * len([part for part in content.replace("\\", "/").split("/") if part not in ("", ".")])
    nearest, *rest = layers
    extended: Places | None = None
    for layer in reversed(rest):
        extended = Places(posixpath.normpath(up + layer.file), layer.text, extended)
    return Places(posixpath.normpath(up + nearest.file), nearest.text, extended)


def _theme(layers: tuple[Layer, ...], root: Path, chosen: str) -> str:
    """The theme, seen from the project when it is a folder beside the shared file that chooses it."""
    says = next((layer for layer in layers if "theme" in layer.table), layers[0])
    folder = says.path.parent / chosen
    if says is layers[0] or not (folder / "theme.toml").is_file():
        return chosen
    return os.path.relpath(folder, root).replace(os.sep, "/")


def _read_options(table: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """The values of the options at the top and of the tables that are options, those that can be used."""
    rest = {key: value for key, value in table.items() if key not in TABLES and key not in _GATE}
    if not isinstance(rest.get("desk", {}), dict):
        shown = read_value(rest.pop("desk"), bool, ("desk",), findings)
        rest |= {} if shown is INVALID else {"desk": {"shown": shown}}
    values = read_table(rest, OPTIONS, (), findings)
    for key, check in CHECKS.items():
        if key in values:
            values[key], message, help_line = check(values[key])
            if message:
                findings.invalid((key,), message, help_line)
    return {key: value for key, value in values.items() if value is not INVALID}


def _read_gate(table: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """Who may see what. The two names out of the audiences are the closest circle unless said otherwise."""
    _stop_at_lost_gate(table, findings)
    given = {key: table[key] for key in _GATE if key in table}
    mistakes = findings.another()
    values = read_table(given, OPTIONS, (), mistakes)
    for wrong in mistakes.diagnostics:
        raise _stopping(wrong.place, wrong.message, wrong.help)
    audiences = values.setdefault("audiences", ("public", "internal"))
    for key in ("visibility", "audience"):
        values.setdefault(key, audiences[-1] if audiences else "")
    problem = gate_problem(**values)
    if problem:
        raise _at(findings, *problem)
    return values


def _stop_at_lost_gate(table: dict[str, Any], findings: Findings) -> None:
    """Raises when an option that decides who may see an entry is misspelt, or stands in another table."""
    for key in table:
        meant = "" if key in OPTIONS or key in TABLES else closest(key, OPTIONS)
        if meant in _GATE:
            raise _at(
                findings, (key,), f"`{NAME}` has no option {quoted(key)}", f"did you mean {quoted(meant)}?"
            )
    nested: list[tuple[KeyPath, Any]]
    nested = [((name,), table.get(name)) for name in (*_TABLES, "common", "diagnostics")]
    for name in ("kinds", "folders"):
        tables = table.get(name)
        nested += [((name, key), inner) for key, inner in tables.items()] if isinstance(tables, dict) else []
    for path, inner in nested:
        for key in inner if isinstance(inner, dict) else ():
            if key in _GATE and not (path[0] == "folders" and key == "visibility"):
                message = f"{quoted(key)} stands in `[{'.'.join(map(toml_key, path))}]`"
                raise _at(findings, (*path, key), message, _ABOVE)


def _hint(path: KeyPath) -> str:
    """Where an option belongs that stands in the wrong table: TOML reads it as part of the last header."""
    key = path[-1]
    if len(path) > 1:
        return _ABOVE if key in OPTIONS else ""
    table = next((name for name in _TABLES if key in types_of(OPTIONS[name])), "")
    return f"write it below a line `[{table}]`" if table else ""


def _read_levels(table: Any, findings: Findings) -> dict[str, Level]:
    levels: dict[str, Level] = {}
    if not isinstance(table, dict):
        findings.invalid(
            ("diagnostics",), "`diagnostics` takes a table", "write `[diagnostics]` above the codes"
        )
        return levels
    for code, level in table.items():
        if code not in CODES:
            help_line = one_of(code, CODES) if closest(code, CODES) else "docs/diagnostics.md lists them all"
            findings.unknown(("diagnostics", code), f"there is no diagnostic {quoted(code)}", help_line)
            continue
        read = read_value(level, Level, ("diagnostics", code), findings)
        if read is not INVALID:
            levels[code] = read
    return levels


def title_of(root: Path) -> str:
    """The folder's name as a title: `team-notes` → `Team notes`."""
    words = " ".join(root.name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Notes"


def _at(findings: Findings, path: KeyPath, message: str, help_line: str) -> NarrateError:
    """A mistake of the configuration that a build cannot go on with; `findings` are seen from the project."""
    return _stopping(findings.place(path), message, help_line)


def _stopping(place: Place, message: str, help_line: str) -> NarrateError:
    return NarrateError(f"{place.path}:{place.line}:{place.column}: {message}", help_line)

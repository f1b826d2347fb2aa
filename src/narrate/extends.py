"""What `narrate.toml` says together with the files it extends: one table, and where each key of it stands.

`extends` names a file seen from the one that says so. Tables are merged key by key and the nearer file wins; a
list or a text is replaced whole. Nothing is ever fetched: a shared file is in the repository, in a submodule, or
in a checkout beside it.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.disk import DISK, Disk
from narrate.errors import NarrateError
from narrate.schema import quoted, value_words
from narrate.toml_places import Places

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_EXAMPLE = 'write the way to a file: `extends = "../shared/narrate.toml"`'


@dataclass(frozen=True)
class Layer:
    """One configuration file, as read."""

    path: Path
    file: str
    """The path seen from the project, with `/`."""
    text: str
    table: dict[str, Any]

    @property
    def places(self) -> Places:
        """Where its keys stand."""
        return Places(self.file, self.text)

    def error(self, key: str, message: str, help_line: str) -> NarrateError:
        """A mistake in the value of a key that a build cannot go on with."""
        place = self.places.value((key,))
        return NarrateError(f"{self.file}:{place.line}:{place.column}: {message}", help_line)


def read_layers(root: Path, config_path: Path, version: str, disk: Disk = DISK) -> tuple[Layer, ...]:
    """The project's own file and those it extends, the nearest first.

    Raises `NarrateError` for a file that is missing or no TOML, for files that extend each other, and for one
    that asks for another version of narrate: what it says might mean something else to this one.
    """
    layers: list[Layer] = []
    path: Path | None = config_path
    while path is not None:
        layer = _read(path, root, disk)
        layers.append(layer)
        _check_version(layer, version)
        path = _extended(layer, disk)
        if path is not None and any(path == each.path for each in layers):
            circle = " → ".join([*(each.file for each in layers), _shown(path, root)])
            message = "this file extends itself" if path == layer.path else "these files extend each other"
            raise layer.error("extends", f"{message}: {circle}", "remove one `extends`")
    return tuple(layers)


def merged(layers: tuple[Layer, ...]) -> dict[str, Any]:
    """One table of all of them. Each file's `extends` is about that file alone."""
    nearest, *rest = layers
    table = nearest.table
    for layer in rest:
        table = _over(table, {key: layer.table[key] for key in layer.table if key != "extends"})
    return table


def _over(nearer: Mapping[str, Any], farther: Mapping[str, Any]) -> dict[str, Any]:
    """The nearer table's values, and those of the farther one that it does not have. Its own keys come first."""
    table = dict(nearer)
    for key, value in farther.items():
        if key not in table:
            table[key] = value
        elif isinstance(value, dict) and isinstance(table[key], dict):
            table[key] = _over(table[key], value)
    return table


def _extended(layer: Layer, disk: Disk) -> Path | None:
    """The file that this one extends."""
    written = layer.table.get("extends", "")
    if not isinstance(written, str):
        raise layer.error("extends", f"`extends` takes text, not {value_words(written)}", _EXAMPLE)
    if not written:
        return None
    if "://" in written:
        message = f"{quoted(written)} is an address, and narrate fetches nothing"
        raise layer.error(
            "extends", message, "bring the file here first, as a submodule or a second checkout"
        )
    if os.path.isabs(written) or re.match(r"[A-Za-z]:|[\\~]", written):
        message = f"{quoted(written)} is not the same file on every machine"
        raise layer.error("extends", message, _EXAMPLE)
    try:
        path = (layer.path.parent / written).resolve()
        there, folder = disk.is_file(path), disk.is_dir(path)
    except (OSError, RuntimeError, ValueError):
        there = folder = False
    if folder:
        name = f"{written.rstrip('/')}/narrate.toml"
        raise layer.error("extends", f"{quoted(written)} is a folder", f'did you mean `extends = "{name}"`?')
    if not there:
        help_line = "it is seen from this file; a submodule needs `git submodule update --init`"
        raise layer.error("extends", f"there is no file {quoted(written)}", help_line)
    return path


def _read(path: Path, root: Path, disk: Disk) -> Layer:
    file = _shown(path, root)
    try:
        text = disk.read(path).decode("utf-8-sig").replace("\r\n", "\n")
        return Layer(path.resolve(), file, text, tomllib.loads(text))
    except OSError as error:
        raise NarrateError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise NarrateError(f"{file}:{line}: the file is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT.search(message)
        end = f"{text.count(chr(10)) + 1}:{len(text) - text.rfind(chr(10))}"
        place = f"{at[1]}:{at[2]}" if at and at[1] else end
        said = message[: at.start()] if at else message
        raise NarrateError(f"{file}:{place}: {said[:1].lower()}{said[1:]}", _toml_help(said)) from error
    except RecursionError as error:
        raise NarrateError(f"{file}: lists or tables are nested too deep") from error


def _shown(path: Path, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _toml_help(said: str) -> str:
    if said.startswith("Invalid value"):
        return "texts are written in quotes, and `true` and `false` in lower case"
    if said.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine")):
        return "it is written twice: keep one of them"
    if "Unescaped '\\'" in said or "escape" in said:
        return "write a backslash twice, or use single quotes: 'C:\\docs'"
    return ""


def _check_version(layer: Layer, version: str) -> None:
    """Raises unless this version is one that the file asks for. A version under development counts as well."""
    wanted = layer.table.get("required_version", "")
    if wanted == "":
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    example = 'write `required_version = ">=0.3,<1"`'
    if not isinstance(wanted, str):
        message = f"`required_version` takes text, not {value_words(wanted)}"
        raise layer.error("required_version", message, example)
    try:
        fits = SpecifierSet(wanted).contains(version, prereleases=True)
    except InvalidSpecifier as error:
        message = f"{quoted(wanted)} says nothing about versions"
        raise layer.error("required_version", message, example) from error
    if not fits:
        message = f"this site asks for narrate {quoted(wanted)}, and this is narrate {version}"
        help_line = "install a version that fits; if it may be this one, change `required_version`"
        raise layer.error("required_version", message, help_line)

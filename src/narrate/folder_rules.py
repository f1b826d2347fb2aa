"""The table `[folders]` of `narrate.toml`: the kind and the audience of everything below a folder.

A rule about an audience fails closed: what cannot be understood becomes an audience that nobody has, and
the gate withholds what is below the folder.
"""

import posixpath
from collections.abc import Callable
from typing import Any

from narrate.schema import INVALID, Findings, closest, one_of, quoted, read_value
from narrate.toml_places import KeyPath

FOLDER_OPTIONS = {"kind": str, "visibility": str}
"""What a rule may say."""

_GLOB = set("*?[")


def read_folders(
    table: Any,
    kinds: tuple[str, ...],
    audiences: tuple[str, ...],
    has_folder: Callable[[str], bool],
    findings: Findings,
    own: Callable[[KeyPath], bool],
) -> tuple[dict[str, str], dict[str, str]]:
    """Kind by folder or glob, the most particular first, and audience by folder.

    `has_folder`: whether there is a folder of that path below the content root. `own`: whether a key is the project's own. A rule that many projects share need not hold for a folder in each.
    """
    folder_kinds: dict[str, str] = {}
    folder_visibility: dict[str, str] = {}
    if not isinstance(table, dict):
        findings.invalid(("folders",), "`folders` takes tables", 'write `[folders."incidents"]`')
        return folder_kinds, folder_visibility
    for written, rule in table.items():
        path, folder = ("folders", written), _normal(written)
        if not isinstance(rule, dict):
            help_line = f'write `"{written}" = {{ kind = "lesson" }}`'
            findings.invalid(path, f"{quoted(written)} is no table", help_line)
            folder_visibility[folder] = f"({written} in narrate.toml)"
            continue
        for key, value in rule.items():
            if key == "kind":
                kind = _known(value, kinds, "kind", (*path, key), findings)
                if kind:
                    folder_kinds[folder or "**"] = kind
            elif key == "visibility":
                folder_visibility[folder] = (
                    _known(value, audiences, "audience", (*path, key), findings)
                    or f"({value} in narrate.toml)"
                )
                _expect_folder(folder, has_folder, path, findings, own=own((*path, key)))
            else:
                meant = closest(key, FOLDER_OPTIONS)
                help_line = f"did you mean {quoted(meant)}?" if meant else "it has `kind`, `visibility`"
                findings.unknown((*path, key), f"a folder has no option {quoted(key)}", help_line)
                if meant == "visibility":
                    folder_visibility[folder] = f"({key} in narrate.toml)"
    return dict(sorted(folder_kinds.items(), key=_most_particular_first)), folder_visibility


def _normal(folder: str) -> str:
    """As paths are written below the content root; empty for all of it."""
    normal = posixpath.normpath(folder.replace("\\", "/").strip("/") or ".")
    return "" if normal == "." else normal


def _most_particular_first(rule: tuple[str, str]) -> tuple[bool, int, int, str]:
    return rule[0] == "**", -rule[0].count("/"), -len(rule[0]), rule[0]


def _known(value: Any, names: tuple[str, ...], what: str, path: KeyPath, findings: Findings) -> str:
    """The name, or empty after reporting that there is none such."""
    name = read_value(value, str, path, findings)
    if name is INVALID:
        return ""
    if name not in names:
        findings.invalid(path, f"there is no {what} {quoted(name)}", one_of(name, names))
        return ""
    return str(name)


def _expect_folder(
    folder: str, has_folder: Callable[[str], bool], path: KeyPath, findings: Findings, *, own: bool
) -> None:
    """Reports a rule about an audience that holds for nothing: what it was meant to close is open."""
    if _GLOB & set(folder):
        findings.unknown(
            path, f"{quoted(folder)} is no folder", "`visibility` holds below a folder, not for a glob"
        )
    elif own and (folder.startswith("..") or not has_folder(folder)):
        findings.unknown(path, f"there is no folder {quoted(folder)}", "it is seen from the content folder")

"""Links that open a file in somebody's editor, at a line."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from urllib.parse import quote

from narrate.errors import NarrateError
from narrate.schema import one_of, quoted

_LIKE_VSCODE = "{scheme}://file{{path}}:{{line}}:{{column}}"
_LIKE_IDEA = "{scheme}://open?file={{path}}&line={{line}}&column={{column}}"

EDITORS: Mapping[str, str] = {
    "cursor": _LIKE_VSCODE.format(scheme="cursor"),
    "idea": _LIKE_IDEA.format(scheme="idea"),
    "none": "",
    "pycharm": _LIKE_IDEA.format(scheme="pycharm"),
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "vscode": _LIKE_VSCODE.format(scheme="vscode"),
    "vscodium": _LIKE_VSCODE.format(scheme="vscodium"),
    "windsurf": _LIKE_VSCODE.format(scheme="windsurf"),
    "zed": _LIKE_VSCODE.format(scheme="zed"),
}
"""The addresses that editors have registered for themselves."""

_PROGRAMS = {
    "code": "vscode",
    "code-insiders": "vscode",
    "codium": "vscodium",
    "cursor": "cursor",
    "idea": "idea",
    "mate": "textmate",
    "pycharm": "pycharm",
    "subl": "sublime",
    "windsurf": "windsurf",
    "zed": "zed",
    "zeditor": "zed",
}


def link_form(asked: str, environ: Mapping[str, str]) -> str:
    """The form of links: of the editor asked for, else of the one in `VISUAL` or `EDITOR`, else VS Code's.

    Empty when the editor runs in a terminal, which no link can reach. A form of one's own names `{path}`.
    """
    if "{path}" in asked:
        return asked
    if asked and asked not in EDITORS:
        message = f"there is no editor {quoted(asked)}"
        raise NarrateError(
            message, f"{one_of(asked, EDITORS)}, or an address with {{path}}, {{line}}, {{column}}"
        )
    if asked:
        return EDITORS[asked]
    command = environ.get("VISUAL") or environ.get("EDITOR") or ""
    if not command.strip():
        return EDITORS["vscode"]
    program = PurePath(command.split()[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    return EDITORS[_PROGRAMS.get(program, "none")]


def link(form: str, file: Path, line: int, column: int) -> str:
    """The address that opens the file there; empty when there is no form."""
    if not form:
        return ""
    path = quote("/" + file.as_posix().lstrip("/"))
    values = {"{path}": path, "{line}": str(line or 1), "{column}": str(column or 1)}
    for name, value in values.items():
        form = form.replace(name, value)
    return form

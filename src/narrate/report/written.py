"""The formats, by name. A format's module is imported when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import Literal, cast, get_args

from narrate.report.finding import Finding

Format = Literal["full", "concise", "json", "github", "gitlab", "sarif", "junit"]

FORMATS: tuple[Format, ...] = get_args(Format)

FOR_PROGRAMS: tuple[Format, ...] = ("json", "github", "gitlab", "sarif", "junit")
"""Those that have standard output for themselves."""

_WITH_NOTES: tuple[Format, ...] = ("json",)
"""Those in which notes always stand: whoever reads them can choose."""

_MAKERS: dict[Format, str] = {
    "full": "full:in_full",
    "concise": "concise:in_lines",
    "json": "values:as_json",
    "github": "github:as_commands",
    "gitlab": "gitlab:as_code_quality",
    "sarif": "sarif:as_sarif",
    "junit": "junit:as_junit",
}


def written(found: tuple[Finding, ...], form: Format, *, verbose: bool = False) -> str:
    """All findings as text, ending in a newline unless it is empty. Notes are written out with `verbose`."""
    told = tuple(each for each in found if verbose or form in _WITH_NOTES or each.level != "info")
    module, _, name = _MAKERS[form].partition(":")
    write = cast(
        "Callable[[tuple[Finding, ...]], str]", getattr(import_module(f"narrate.report.{module}"), name)
    )
    return write(told)

"""Prints text, on a terminal with the level and the carets of a message in colour.

`NO_COLOR` (no-color.org) and a terminal that calls itself `dumb` are respected.
"""

import os
import re
import sys

import click

_HEADLINE = re.compile(
    r"^(?:(?P<error>error)|(?P<warning>warning)|(?P<info>info))(\[[a-z0-9-]+\])(: .*)", re.MULTILINE
)
_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_CARETS = re.compile(r"^( +\| *)(\^+)$", re.MULTILINE)


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Prints to standard output, or standard error."""
    stream = sys.stderr if err else sys.stdout
    click.echo(coloured(text) if wants_colour(stream.isatty()) else text, file=stream, nl=nl, color=True)


def wants_colour(terminal: bool) -> bool:
    """Whether escape sequences are welcome."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str) -> str:
    """The text of a report with escape sequences."""
    text = _HEADLINE.sub(_headline, text)
    return _CARETS.sub(lambda match: match[1] + click.style(match[2], fg="red"), text)


def _headline(match: re.Match[str]) -> str:
    level = next(name for name in _COLOURS if match[name])
    return click.style(level + match[4], fg=_COLOURS[level], bold=True) + click.style(match[5], bold=True)

"""What `--fix` and `--diff` of `narrate check` do and say."""

import os
import sys
from pathlib import Path

import click

from narrate.build import Understood
from narrate.cli.colour import wants_colour
from narrate.fixes import fix
from narrate.fixes.difference import difference
from narrate.fixes.mended import Mended
from narrate.fixes.write import write
from narrate.model.diagnostic import Diagnostic, level_of
from narrate.project import Opened
from narrate.report import FOR_PROGRAMS, Format, visible

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def mend(
    opened: Opened, content: Understood, found: tuple[Diagnostic, ...], form: Format, *, writing: bool
) -> bool:
    """Mends what can be mended and shows the difference. Gives whether a file was changed."""
    reported = tuple(each for each in found if level_of(each.code, opened.config.levels) != "off")
    files = fix(content, opened.config, reported)
    if writing:
        files = write(files, opened.project.content_root)
    apart = form in FOR_PROGRAMS
    folder = os.path.relpath(opened.project.content_root, Path.cwd()).replace(os.sep, "/")
    for each in files:
        if each.left:
            click.echo(f"left alone: {visible(each.path)}: {each.left}", err=True)
    text = difference(files, folder)
    terminal = (sys.stderr if apart else sys.stdout).isatty()
    if terminal:  # a program gets the bytes as they are, a terminal nothing that could control it
        text = visible(text, keep="\t\n")
    if wants_colour(terminal):
        text = "".join(map(_coloured, text.splitlines(keepends=True)))
    click.echo(text, nl=bool(text), err=apart, color=terminal)
    return writing and any(map(_changed, files))


def _changed(file: Mended) -> bool:
    return file.before != file.after


def _coloured(line: str) -> str:
    colour = _COLOURS.get(line[:1])
    return click.style(line, fg=colour) if colour else line

"""The user's editor, and whether somebody is there to use it."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click

from narrate.errors import NarrateError


def on_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def edit(path: Path, shown: str) -> None:
    """Opens the user's editor and waits for its end. Without one, the file's name is all they get."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(editor, posix=sys.platform != "win32")
    except ValueError:
        words = [editor]
    if not words:
        return
    program = shutil.which(words[0])
    help_line = "say what to use in `EDITOR`; the file is there"
    if program is None:
        raise NarrateError(f"there is no editor `{words[0]}` to open `{shown}` with", help_line)
    code = subprocess.run([program, *words[1:], str(path)], check=False).returncode  # noqa: S603
    if code:
        click.echo(f"`{words[0]}` ended with {code}; {shown} is as it left it", err=True)

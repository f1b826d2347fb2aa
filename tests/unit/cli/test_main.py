"""The command line as a program: what it prints, and how it ends."""

import os
import subprocess
import sys
import time
from importlib import import_module

import click
import pytest

from narrate import __version__
from narrate.cli import COMMANDS
from narrate.cli.colour import coloured, wants_colour


def _narrate(*arguments: str, cwd: str = ".") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "narrate", *arguments], capture_output=True, text=True, cwd=cwd, check=False
    )


def test_help_lists_every_command_without_importing_it() -> None:
    done = _narrate("--help")
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    code = "import sys, narrate.cli; sys.exit(any(n.startswith(('narrate.cli.', 'msgspec', 'rich')) for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_version_is_printed() -> None:
    assert _narrate("--version").stdout == f"narrate {__version__}\n"


def test_a_misspelt_command_is_answered_with_the_right_one() -> None:
    done = _narrate("biuld")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Error: No such command 'biuld'. Did you mean 'build'?\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_line_of_the_commands_own_help(name: str) -> None:
    command = import_module(f"narrate.cli.{name}").command
    assert isinstance(command, click.Command)
    assert (command.help or "").splitlines()[0] == COMMANDS[name]


def test_what_stops_a_build_is_said_without_a_traceback() -> None:
    done = _narrate("build", "no/such\nfolder")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: there is no folder `no/such\\nfolder`\n  = help: name a folder with Markdown files in it\n"
    )


def test_a_reader_that_leaves_early_is_no_error_of_ours() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from narrate.cli import main; input(); main(['--help'])"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.write(b"\n")
    process.stdin.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (1, b"")


def test_a_name_that_the_terminal_cannot_show_is_no_crash() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "narrate", "build", "Zoë"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: there is no folder `Zo")


def test_colour_is_used_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert (wants_colour(terminal=True), wants_colour(terminal=False)) == (True, False)
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(terminal=True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(terminal=True)


def test_colour_changes_nothing_but_colour() -> None:
    text = "error[broken-link]: no `a`\n --> a.md:1:1\n  |\n1 | error[x]: b\n  | ^^\n"
    assert click.unstyle(coloured(text)) == text
    assert coloured(text).count("\x1b[31m") >= 2


def test_help_comes_at_once() -> None:
    seconds = []
    for _ in range(3):
        before = time.perf_counter()
        _narrate("--help")
        seconds.append(time.perf_counter() - before)
    # 0.06 s on a quiet machine; the bound only catches a heavy import.
    assert min(seconds) < 0.5

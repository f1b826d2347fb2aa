"""`narrate completion`: the scripts work in the shells themselves, where these are installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from narrate.cli import COMMANDS, cli

BASH = """
compopt() { :; }
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _narrate_completion narrate; echo "${COMPREPLY[*]}"; }
ask narrate ""; ask narrate ch; ask narrate init --ci git; ask narrate schema le
"""
FISH = """
complete -C "narrate " | string split -f 1 \\t | string join " "
complete -C "narrate ch" | string split -f 1 \\t | string join " "
complete -C "narrate init --ci git" | string split -f 1 \\t | string join " "
complete -C "narrate schema le" | string split -f 1 \\t | string join " "
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where the shells find a `narrate`."""
    program = tmp_path / "bin" / "narrate"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m narrate "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(("shell", "asks"), [("bash", BASH), ("fish", FISH)])
def test_commands_options_and_values_are_completed(shell: str, asks: str, path: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = CliRunner().invoke(cli, ["completion", shell], catch_exceptions=False).output
    environ = {**os.environ, "PATH": path, "HOME": str(tmp_path)}
    done = subprocess.run(
        [program, "-c", f"{script}\n{asks}"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    commands, some, values, kinds = (line.split() for line in done.stdout.splitlines())
    assert sorted(commands) == sorted(COMMANDS), done.stderr
    assert sorted(some) == ["changes", "check"]
    assert (sorted(values), kinds) == (["github", "gitlab"], ["lesson"])


def test_zsh_reads_the_script(path: str, tmp_path: Path) -> None:
    program = shutil.which("zsh")
    if program is None:
        pytest.skip("zsh is not installed")
    (tmp_path / "_narrate").write_text(
        CliRunner().invoke(cli, ["completion", "zsh"], catch_exceptions=False).output, encoding="utf-8"
    )
    asks = f'fpath+={tmp_path}; autoload -Uz compinit; compinit -u -D; print -r -- "$_comps[narrate]"'
    done = subprocess.run(
        [program, "-f", "-c", asks],
        env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "_narrate", done.stderr


def test_a_key_press_imports_no_command() -> None:
    code = (
        "import sys; sys.argv = ['narrate'];\n"
        "from narrate.cli import main\n"
        "try:\n    main([])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('narrate.cli.')])"
    )
    environ = {
        **os.environ,
        "_NARRATE_COMPLETE": "bash_complete",
        "COMP_WORDS": "narrate ",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr

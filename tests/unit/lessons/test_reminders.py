"""The reminders, as the documentation has them: before a commit and in a merge request."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ci_files import CHECKOUT, Machine, Step, load
from gitrepo import Repo

_PAGE = (CHECKOUT / "docs/at-the-moment-of-need.md").read_text(encoding="utf-8")
_LESSON = "---\ndate: 2026-03-01\napplies_to: [importer/**]\n---\n# Loggers keep UTC\n\nAlways.\n"


def _example(heading: str, language: str) -> str:
    section = _PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.search(rf"^```{language}\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture
def code(tmp_path: Path) -> Repo:
    """A repository of code, in it a clone of the notes, and a merge of a change, as a forge checks it out."""
    repo = Repo(tmp_path / "code")
    repo.commit({"importer/read.py": "1\n", "README.md": "", ".gitignore": ".notes/\n"})
    notes = Repo(repo.root / ".notes")
    notes.commit({"narrate.toml": 'base_url = "https://notes.example/"\n', "lessons/utc.md": _LESSON})
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.git("checkout", "-q", "-b", "change")
    return repo


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, script in {
        "narrate": f'exec "{sys.executable}" -m narrate "$@"\n',
        "gh": 'echo "$@" >> "$HOME/said"; cat "${@: -1}" >> "$HOME/said"\n',
    }.items():
        (folder / name).write_text(f"#!/bin/bash\n{script}", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def _comment(code: Repo, programs: Path, tmp_path: Path) -> str:
    steps = load("steps:\n" + textwrap.indent(textwrap.dedent(_example("In a merge request", "yaml")), "  "))[
        "steps"
    ]
    machine = Machine(tmp_path, code.root, programs, {"GITHUB_BASE_REF": "main"})
    for step in steps:
        if "run" in step and not step["run"].startswith("pip "):
            done = machine.run(Step("", step["run"], {}), NUMBER="7")
            assert done.code == 0, done.said
    said = tmp_path / "said"
    return said.read_text(encoding="utf-8") if said.exists() else ""


def test_a_merge_request_is_told_what_concerns_its_files(code: Repo, programs: Path, tmp_path: Path) -> None:
    code.commit({"importer/new.py": "2\n"})
    assert _comment(code, programs, tmp_path) == (
        "pr comment 7 --edit-last --create-if-none --body-file lessons.md\n"
        "### What is known about these files\n\n"
        "- [Loggers keep UTC](https://notes.example/lessons/utc/), lesson (emerging): Always&#46;"
        " – because of importer/new&#46;py\n"
    )


def test_a_merge_request_that_nothing_concerns_is_left_alone(
    code: Repo, programs: Path, tmp_path: Path
) -> None:
    code.commit({"README.md": "x\n"})
    assert _comment(code, programs, tmp_path) == ""


def test_pre_commit_shows_what_is_known_and_holds_nothing_back(
    code: Repo, programs: Path, tmp_path: Path
) -> None:
    code.write(".pre-commit-config.yaml", _example("Before each commit", "yaml"))
    code.write("importer/read.py", "changed\n")
    code.git("add", "-A")
    (tmp_path / "config/narrate").mkdir(parents=True)
    settings = tmp_path / "config/narrate/config.toml"
    env = {
        "PATH": f"{programs}:{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": str(CHECKOUT / "src"),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
    }
    for home, said in ((str(code.root / ".notes"), "lesson: Loggers keep UTC"), ("", "there is no home")):
        settings.write_text(f'home = "{home}"\n', encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run"],
            cwd=code.root, env=os.environ | env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        assert said in done.stdout

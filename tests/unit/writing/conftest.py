"""A team's repository, somebody in it, and the command line as they use it."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.cli import main
from somebody import ANA, BEN, Ended, Somebody


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ended]:
    """Runs the command line without a terminal, at 14:32 by its clock."""
    for name in ("NAME", "EMAIL"):
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_{name}", "")
            monkeypatch.delenv(f"GIT_{who}_{name}")
    monkeypatch.chdir(tmp_path)
    for name, value in {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    for name in ("VISUAL", "EDITOR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str | None = None) -> Ended:
        given = io.TextIOWrapper(io.BytesIO((stdin or "").encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", given)
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock that the commands look at: `2026-03-04T14:32`, wherever the site is at home."""
    from datetime import datetime

    from narrate.cli import writer

    def set_to(moment: str) -> None:
        monkeypatch.setattr(writer, "now_of", lambda config: datetime.fromisoformat(moment))  # noqa: ARG005

    set_to("2026-03-04T14:32")
    return set_to


@pytest.fixture
def ana(tmp_path: Path, run: Callable[..., Ended], clock: Callable[[str], None]) -> Somebody:  # noqa: ARG001
    """Ana, in the repository that she began, with a page for Ben."""
    someone = Somebody(tmp_path / "notes", run, *ANA)
    someone.folder.mkdir()
    someone.git("init", "--quiet", "--initial-branch=main")
    assert someone.narrate("init", ".", "--quiet", "--ci", "none").code == 0
    someone.write("content/people/ana.md", "---\nname: Ana Ferreira\nemails: [ana@team.test]\n---\n")
    someone.write("content/people/ben.md", "---\nname: Ben Ode\nemails: [ben@team.test]\n---\n")
    someone.git("add", "--all")
    someone.git("commit", "--quiet", "-m", "Begin")
    return someone


@pytest.fixture
def ben(tmp_path: Path, ana: Somebody, run: Callable[..., Ended]) -> Somebody:
    """Ben, with a clone of what both push to."""
    shared = tmp_path / "shared.git"
    ana.git("clone", "--quiet", "--bare", str(ana.folder), str(shared))
    ana.git("remote", "add", "origin", str(shared))
    ana.git("push", "--quiet", "--set-upstream", "origin", "main")
    someone = Somebody(tmp_path / "of-ben", run, *BEN)
    ana.git("clone", "--quiet", str(shared), str(someone.folder))
    return someone

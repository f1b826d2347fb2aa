"""`narrate lessons`: what is known about the files that somebody is working on, in a repository of notes or of code."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from gitrepo import Repo
from narrate.cli import main

_NOTES = {
    "narrate.toml": 'title = "Notes"\nbase_url = "https://notes.example/wol/"\ncontent = "content"\n',
    "content/lessons/utc.md": (
        "---\ndate: 2026-03-01\nstatus: practised\napplies_to: [importer/**, '*.sql']\n"
        "supersedes: local-time.md\n---\n# Loggers keep UTC\n\nWhatever the clock on the wall says.\n"
    ),
    "content/lessons/local-time.md": (
        "---\ndate: 2025-03-01\napplies_to: [handhelds/, importer/clock.py]\n---\n# Loggers keep local time\n"
    ),
    "content/howto/dump.md": (
        "---\ndate: 2026-02-01\ntask: read a dump by hand\napplies_to: importer/\n---\n# Read a dump\n"
    ),
    "content/decisions/clock.md": (
        "---\ndate: 2026-02-02\nstatus: accepted\napplies_to: [importer/clock.py]\n---\n# One clock\n"
    ),
    "content/decisions/old.md": (
        "---\ndate: 2026-02-02\nstatus: deprecated\napplies_to: [importer/clock.py]\n---\n# No clock\n"
    ),
    "content/probes/now.md": "---\ndate: 2026-02-03\napplies_to: [importer/]\n---\n# Try NTP\n",
    "content/probes/over.md": (
        "---\ndate: 2026-02-03\noutcome: dampened\napplies_to: [importer/]\n---\n# Try GPS\n"
    ),
    "content/lessons/board.md": (
        "---\ndate: 2026-02-03\ndraft: true\napplies_to: [importer/]\n---\n# Not yet\n"
    ),
}


@pytest.fixture
def notes(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "notes")
    repo.commit(_NOTES)
    return repo


@pytest.fixture
def code(tmp_path: Path, notes: Repo, monkeypatch: pytest.MonkeyPatch) -> Repo:  # noqa: ARG001
    """A repository of code, whose notes are at home elsewhere."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config/narrate").mkdir(parents=True)
    (tmp_path / "config/narrate/config.toml").write_text('home = "~/notes"\n')
    repo = Repo(tmp_path / "code")
    repo.commit({"importer/read.py": "", "importer/clock.py": "", "README.md": ""})
    monkeypatch.chdir(repo.root)
    return repo


Narrate = Callable[..., tuple[int, str, str]]


@pytest.fixture
def narrate(capsys: pytest.CaptureFixture[str]) -> Narrate:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def _titles(narrate: Narrate, *arguments: str) -> list[str]:
    code, out, err = narrate("lessons", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return [each["title"] for each in json.loads(out)]


def test_in_a_repository_of_code_the_notes_are_those_at_home(code: Repo, narrate: Narrate) -> None:  # noqa: ARG001
    assert narrate("lessons", "importer/clock.py") == (
        0,
        """\
decision: One clock (accepted)
  https://notes.example/wol/decisions/clock/
  because: importer/clock.py is in `importer/clock.py`
lesson: Loggers keep UTC (practised)
  Whatever the clock on the wall says.
  https://notes.example/wol/lessons/utc/
  because: importer/clock.py is in `importer/**`
probe: Try NTP (running)
  https://notes.example/wol/probes/now/
  because: importer/clock.py is in `importer/`
how-to: Read a dump
  https://notes.example/wol/howto/dump/
  because: importer/clock.py is in `importer/`
""",
        "",
    )


def test_a_superseded_lesson_leads_to_what_replaced_it(code: Repo, narrate: Narrate) -> None:  # noqa: ARG001
    assert narrate("lessons", "handhelds/new.c") == (
        0,
        """\
lesson: Loggers keep local time (superseded)
  now: Loggers keep UTC, https://notes.example/wol/lessons/utc/
  https://notes.example/wol/lessons/local-time/
  because: handhelds/new.c is in `handhelds/`
""",
        "",
    )


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (["README.md"], []),
        (["nowhere/at/all.txt"], []),
        (["x.sql"], ["Loggers keep UTC"]),
        (["importer"], ["One clock", "Loggers keep UTC", "Try NTP", "Read a dump"]),
        (["."], ["One clock", "Loggers keep UTC", "Try NTP", "Read a dump"]),
        (["--task", "Dump read"], ["Read a dump"]),
        (["--task", "dum"], []),
        (["--staged"], []),
        (["--since", "HEAD"], []),
        (["README.md", "--task", "read a dump"], ["Read a dump"]),
    ],
)
def test_what_concerns_what(
    code: Repo,  # noqa: ARG001
    narrate: Narrate,
    arguments: list[str],
    titles: list[str],
) -> None:
    assert _titles(narrate, *arguments) == titles


def test_paths_are_those_from_where_somebody_is(
    code: Repo, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(code.root / "importer")
    assert "One clock" in _titles(narrate, "clock.py")
    assert "One clock" in _titles(narrate, str(code.root / "importer/clock.py"))
    assert _titles(narrate, "../clock.py") == []


def test_staged_files_are_those_of_the_next_commit(code: Repo, narrate: Narrate) -> None:
    code.write("my queries.sql", "select 1\n")
    assert _titles(narrate, "--staged") == []
    code.git("add", "-A")
    assert _titles(narrate, "--staged") == ["Loggers keep UTC"]


def test_files_are_staged_before_the_first_commit_too(
    code: Repo, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Repo(code.root.parent / "fresh")
    fresh.write("a.sql", "")
    fresh.git("add", "-A")
    monkeypatch.chdir(fresh.root)
    assert _titles(narrate, "--staged") == ["Loggers keep UTC"]


def test_what_a_branch_changed(code: Repo, narrate: Narrate) -> None:
    code.git("checkout", "-q", "-b", "change")
    code.commit({"importer/clock.py": None, "a.sql": "x"})
    assert _titles(narrate, "--since", "main") == [
        "One clock",
        "Loggers keep UTC",
        "Try NTP",
        "Read a dump",
    ]


def test_in_markdown_it_is_a_comment(code: Repo, notes: Repo, narrate: Narrate) -> None:  # noqa: ARG001
    notes.commit(
        {
            "content/lessons/utc.md": None,
            "content/lessons/evil.md": '---\ntitle: "<b>@all</b> [x](http://evil.example) `"\n'
            "date: 2026-03-01\napplies_to: ['*.sql']\n---\nOne ![sentence](https://evil.example/x.png).\n",
        }
    )
    out = narrate("lessons", "a.sql", "--format", "markdown")[1]
    assert out.startswith("### What is known about these files\n\n- [")
    page = MarkdownIt("commonmark", {"html": True}).render(out)
    assert page.count("<a ") == 1
    assert "<img" not in page
    assert "<b>" not in page
    assert "@all" not in out
    assert narrate("lessons", "README.md", "--format", "markdown") == (0, "", "")


def test_in_the_same_repository_and_without_an_address_files_are_named(
    notes: Repo, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.commit({"narrate.toml": 'title = "Notes"\ncontent = "content"\n'})
    monkeypatch.chdir(notes.root)
    assert narrate("lessons", "handhelds/x.c") == (
        0,
        (
            "lesson: Loggers keep local time (superseded)\n"
            "  now: Loggers keep UTC, content/lessons/utc.md\n"
            "  content/lessons/local-time.md\n"
            "  because: handhelds/x.c is in `handhelds/`\n"
        ),
        "",
    )


def test_whatever_a_file_is_called(code: Repo, narrate: Narrate) -> None:
    for name in ("ein Blatt für Ü.sql", "new\nline.sql", "-dash.sql", "\u202eodd.sql"):
        code.write(name, "")
    code.git("add", "-A")
    done = narrate("lessons", "--staged")
    assert (done[0], done[2]) == (0, "")
    assert all(line.isprintable() for line in done[1].splitlines())
    assert len(done[1].splitlines()) == 4


def test_what_replaced_itself_in_a_circle_is_shown_as_it_is(
    code: Repo,  # noqa: ARG001
    notes: Repo,
    narrate: Narrate,
) -> None:
    notes.commit(
        {
            f"content/lessons/{one}.md": f"---\ndate: 2026-01-01\nsupersedes: {other}.md\n"
            f"applies_to: [round/]\n---\n# {one}\n"
            for one, other in (("left", "right"), ("right", "left"))
        }
    )
    assert _titles(narrate, "round/x") == ["left", "right"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [],
            (
                "error: no file is named\n"
                "  = help: name files or folders, or use `--staged`, `--since` or `--task`\n"
            ),
        ),
        (
            ["--since", "nothing"],
            (
                "error: there is no revision `nothing`\n"
                "  = help: name a branch, a tag or a commit; in CI, fetch the whole history\n"
            ),
        ),
    ],
)
def test_wrong_usage(code: Repo, narrate: Narrate, arguments: list[str], message: str) -> None:  # noqa: ARG001
    assert narrate("lessons", *arguments) == (2, "", message)


def test_without_notes_it_says_where_they_could_be(
    code: Repo, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(code.root.parent / "none"))
    done = narrate("lessons", "x.sql")
    assert done[:2] == (2, "")
    assert done[2].startswith("error: this folder belongs to no site, and there is no home to write to\n")


def test_git_hands_a_hook_what_a_commit_of_everything_will_hold(
    code: Repo, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (checkout / "docs/at-the-moment-of-need.md").read_text(encoding="utf-8")
    hook = code.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(page.split("```sh\n")[1].split("```")[0])
    hook.chmod(0o755)
    programs = code.root.parent / "bin"
    programs.mkdir()
    program = programs / "narrate"
    import sys

    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m narrate "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(checkout / "src"))
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    code.write("importer/clock.py", "changed\n")
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@team.test", "commit", "-a", "-m", "x"],
        cwd=code.root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "decision: One clock (accepted)" in done.stdout + done.stderr


def test_what_an_entry_leaves_out_does_not_concern_it(notes: Repo, code: Repo, narrate: Narrate) -> None:  # noqa: ARG001
    """As in `.gitignore`: a value that begins with `!`."""
    says = """---\napplies_to: ["deploy/*.{yml,yaml}", "!deploy/vendor.*"]\n---\n# Ask first\n"""
    notes.commit({"content/lessons/ask.md": says})
    assert "Ask first" in narrate("lessons", "deploy/site.yaml")[1]
    assert narrate("lessons", "deploy/vendor.yml") == (0, "", "")

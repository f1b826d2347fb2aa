"""`narrate build`: what it prints where, and how it ends."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from narrate import progress
from narrate.cli import main
from narrate.cli.build import closing_line
from narrate.model.report import BuildReport

_BROKEN = "See [[Nowhere]].\n"
_CLOSING = re.compile(r"\d+ pages?: \d+ rendered, \d+ unchanged, \d+ removed in \d+\.\d s")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def narrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in a folder with a small site."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "_PATIENCE", 60.0)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/narrate.toml").write_text('base_url = "https://notes.example/"\n', encoding="utf-8")
    (tmp_path / "notes/2026-03-04-cache.md").write_text("# The cache\n\nIs warm.\n", encoding="utf-8")

    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run


def _break(folder: Path) -> None:
    (folder / "notes/2026-03-05-broken.md").write_text(_BROKEN, encoding="utf-8")


def test_a_clean_build_says_one_line(narrate: Run, tmp_path: Path) -> None:
    done = narrate("build", "notes")
    assert (done.code, done.err) == (0, "")
    assert _CLOSING.fullmatch(done.out.strip())
    assert (tmp_path / "notes/site/index.html").is_file()


def test_nothing_changed_renders_nothing(narrate: Run) -> None:
    narrate("build", "notes", "--as-of", "2026-03-04")
    assert " 0 rendered, " in narrate("build", "notes", "--as-of", "2026-03-04").out


def test_a_problem_is_listed_counted_and_published(narrate: Run, tmp_path: Path) -> None:
    _break(tmp_path)
    done = narrate("build", "notes")
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0].startswith("error[broken-link]: ")
    assert lines[1] == " --> notes/2026-03-05-broken.md:1:7"
    assert lines[-2] == "1 error"
    assert _CLOSING.fullmatch(lines[-1])
    assert (tmp_path / "notes/site/2026-03-05-broken/index.html").is_file()


def test_strict_leaves_the_site_as_it_was(narrate: Run, tmp_path: Path) -> None:
    narrate("build", "notes")
    before = {path: path.read_bytes() for path in (tmp_path / "notes/site").rglob("*") if path.is_file()}
    _break(tmp_path)
    done = narrate("build", "notes", "--strict")
    assert done.code == 1
    assert done.out.splitlines()[-1] == "not published, because of --strict: `notes/site` is as it was"
    assert {
        path: path.read_bytes() for path in (tmp_path / "notes/site").rglob("*") if path.is_file()
    } == before


def test_strict_counts_a_mistake_in_the_configuration(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "notes/narrate.toml").write_text('titel = "Notes"\n', encoding="utf-8")
    done = narrate("build", "notes", "--strict")
    assert done.code == 1
    assert not (tmp_path / "notes/site").exists()


def test_strict_does_not_mind_warnings(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "notes/2026-03-05-x.md").write_text("![A chart](chart.png)\n", encoding="utf-8")
    done = narrate("build", "notes", "--strict")
    assert (done.code, "1 warning" in done.out) == (0, True)


def test_json_has_standard_output_for_itself(narrate: Run, tmp_path: Path) -> None:
    _break(tmp_path)
    done = narrate("build", "notes", "--format", "json")
    assert [each["code"] for each in json.loads(done.out) if each["level"] == "error"] == ["broken-link"]
    assert _CLOSING.search(done.err)


def test_github_has_only_workflow_commands_on_standard_output(narrate: Run, tmp_path: Path) -> None:
    _break(tmp_path)
    done = narrate("build", "notes", "--format", "github")
    assert all(line.startswith("::") for line in done.out.splitlines())
    assert _CLOSING.search(done.err)


def test_quiet_says_nothing_but_problems(narrate: Run, tmp_path: Path) -> None:
    assert narrate("build", "notes", "--quiet") == Ended(0, "", "")
    _break(tmp_path)
    done = narrate("build", "notes", "--quiet", "--format", "concise")
    assert (done.out.count("\n"), done.err) == (1, "")


def test_explain_says_why_each_page_was_rendered(narrate: Run, tmp_path: Path) -> None:
    narrate("build", "notes", "--as-of", "2026-03-04")
    (tmp_path / "notes/2026-03-04-cache.md").write_text("# The cache\n\nIs warmer.\n", encoding="utf-8")
    done = narrate("build", "notes", "--as-of", "2026-03-04", "--explain")
    assert [line for line in done.out.splitlines() if line.startswith("2026-03-04-cache/index.html: ")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("nowhere",),
            "error: there is no folder `nowhere`\n  = help: name a folder with Markdown files in it\n",
        ),
        (
            ("notes", "--audience", "publc"),
            "error: there is no audience `publc`\n  = help: did you mean `public`?\n",
        ),
        (
            ("notes", "--base-url", "notes.example"),
            "error: --base-url: `notes.example` is no absolute address\n  = help: did you mean `https://notes.example`?\n",
        ),
        (
            ("notes", "-o", "notes"),
            "error: the output folder `notes` would replace the content\n  = help: name another with `--output`\n",
        ),
    ],
)
def test_what_cannot_be_built_is_said_in_two_lines(
    narrate: Run, arguments: tuple[str, ...], said: str
) -> None:
    assert narrate("build", *arguments) == Ended(2, "", said)


@pytest.mark.parametrize(
    "arguments", [("--as-of", "2026-02-30"), ("--jobs", "0"), ("--format", "xml"), ("--nope",)]
)
def test_wrong_usage_is_said(narrate: Run, arguments: tuple[str, ...]) -> None:
    done = narrate("build", "notes", *arguments)
    assert done.code == 2
    assert "Error: " in done.err


def test_a_folder_without_a_configuration_stays_as_it_is(narrate: Run, tmp_path: Path) -> None:
    (tmp_path / "notes/narrate.toml").unlink()
    narrate("build", "notes")
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["2026-03-04-cache.md"]
    assert (tmp_path / "site/index.html").is_file()


def test_what_init_makes_builds_without_a_note_and_is_complete(narrate: Run, tmp_path: Path) -> None:
    narrate("init", "fresh", "--quiet")
    done = narrate("build", "fresh", "-v", "--strict")
    assert done.code == 0
    assert _CLOSING.fullmatch(done.out.strip())
    pages = {path.parent.name for path in (tmp_path / "fresh/site").rglob("index.html")}
    assert {"working-out-loud", "our-team", "two-sentences-are-enough"} <= pages


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (BuildReport(214, 400, 3, 211, 1, 0.24), "214 pages: 3 rendered, 211 unchanged, 1 removed in 0.2 s"),
        (BuildReport(1, 9, 1, 0, 0, 12.0), "1 page: 1 rendered, 0 unchanged, 0 removed in 12.0 s"),
        (
            BuildReport(0, 0, 0, 0, 0, published=False),
            "not published, because of --strict: `site` is as it was",
        ),
    ],
)
def test_the_closing_line(report: BuildReport, line: str) -> None:
    assert closing_line(report, "site") == line

"""`narrate init` makes a repository that builds, and never overwrites anything."""

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from narrate.cli.init import command
from narrate.config import OPTIONS, TABLES, read_config
from narrate.folder_rules import FOLDER_OPTIONS
from narrate.init import newcomer, scaffold
from narrate.init.origin import origin
from narrate.kinds import built_in
from narrate.model.config import MarkdownOptions
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Author
from narrate.report import findings, written
from narrate.schema import types_of

_WHO = newcomer(Author("Ana Ferreira", "ana@team.example"), "2026-03-04")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a Git that knows who is writing."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ana Ferreira\n\temail = ana@team.example\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(settings.read_text(encoding="utf-8"), encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def _init(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_it_makes_a_repository_with_a_first_entry_of_the_git_user(folder: Path) -> None:
    said = _init("team-notes").output
    made = _files(folder / "team-notes")
    assert (folder / "team-notes/.git").is_dir()
    assert {"narrate.toml", "README.md", ".gitignore", ".gitattributes", ".github/workflows/site.yml"} < set(
        made
    )
    assert b'name: "Ana Ferreira"' in made["content/people/ana.md"]
    assert b'title = "Team notes"' in made["narrate.toml"]
    assert any(re.fullmatch(r"content/narrations/ana/\d{4}-\d\d-\d\d-[a-z-]+\.md", path) for path in made)
    assert "  cd team-notes\n  narrate serve --open\n" in said


def test_what_is_there_is_kept_and_said_so(folder: Path) -> None:
    (folder / "README.md").write_text("ours", encoding="utf-8")
    said = _init().output.splitlines()
    assert (folder / "README.md").read_text(encoding="utf-8") == "ours"
    assert "kept README.md" in said
    before = _files(folder)
    again = _init().output.splitlines()
    assert _files(folder) == before
    assert [line for line in again if line.startswith("made")] == []


def test_inside_a_repository_it_makes_no_other(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    assert "made a Git repository" not in _init("notes").output
    assert not (folder / "notes/.git").exists()


def test_a_configuration_that_is_there_says_where_the_content_is(folder: Path) -> None:
    (folder / "narrate.toml").write_text('title = "x"\n', encoding="utf-8")
    _init()
    assert (folder / "people/ana.md").is_file()


@pytest.mark.parametrize(
    ("ci", "file"),
    [
        ("github", ".github/workflows/site.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("forgejo", ".forgejo/workflows/site.yml"),
        ("none", None),
    ],
)
def test_it_writes_the_ci_file_of_one_forge(folder: Path, ci: str, file: str | None) -> None:
    said = _init("--ci", ci).output
    assert [path for path in _files(folder) if path.endswith(".yml")] == ([file] if file else [])
    assert (f"Before you push: say in {file} where narrate is installed from." in said) == bool(file)


ORIGINS = {
    "a tag": (
        (
            '{"url": "https://forge.example/a/narrate.git", '
            '"vcs_info": {"vcs": "git", "requested_revision": "v0.3.0", "commit_id": "abc"}}'
        ),
        "git+https://forge.example/a/narrate.git@v0.3.0",
    ),
    "a branch": (
        (
            '{"url": "https://forge.example/a/narrate.git", '
            '"vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "abc"}}'
        ),
        "git+https://forge.example/a/narrate.git@abc",
    ),
    "a password": (
        '{"url": "https://me:secret@forge.example/narrate.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
        "git+https://forge.example/narrate.git@abc",
    ),
    "ssh": (
        '{"url": "ssh://git@forge.example/narrate.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
        "git+ssh://git@forge.example/narrate.git@abc",
    ),
    "a wheel": (
        '{"url": "https://files.example/narrate-0.3.0-py3-none-any.whl", "archive_info": {}}',
        "https://files.example/narrate-0.3.0-py3-none-any.whl",
    ),
    "a checkout": ('{"url": "file:///home/ana/narrate", "dir_info": {"editable": true}}', ""),
    "what would end the quotes": ('{"url": "https://a.example/\'${{x}}.whl", "archive_info": {}}', ""),
    "nothing that can be read": ('{"url": ', ""),
    "something else": ("[]", ""),
    "an index": (None, ""),
}


@pytest.mark.parametrize(("recorded", "address"), ORIGINS.values(), ids=ORIGINS)
def test_ci_installs_narrate_from_where_it_was_installed(recorded: str | None, address: str) -> None:
    assert origin(recorded) == address


def test_a_known_origin_stands_in_the_ci_file_and_nobody_is_asked_for_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded, address = ORIGINS["a tag"]
    metadata = folder.parent / "installed/narrate-0.3.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Name: narrate\nVersion: 0.3.0\n", encoding="utf-8")
    (metadata / "direct_url.json").write_text(str(recorded), encoding="utf-8")
    monkeypatch.syspath_prepend(str(metadata.parent))
    assert "Before you push" not in _init().output
    assert address in (folder / ".github/workflows/site.yml").read_text(encoding="utf-8")


def test_a_file_in_the_way_of_a_folder_is_kept(folder: Path) -> None:
    (folder / "content").write_text("", encoding="utf-8")
    said = _init()
    assert said.exit_code == 0
    assert "kept content/index.md" in said.output


NAMES = {
    "quotes": ('Ana "A" O\'Neil \\ Lima', "ana"),
    "another script": ("陳 大文", "陳"),
    "nobody": ("", "sam"),
    "blanks": ("  ", "sam"),
    "an emoji": ("🦊", newcomer(Author("🦊"), "").id),
}


@pytest.mark.parametrize(("name", "handle"), NAMES.values(), ids=NAMES)
def test_any_name_makes_a_page_that_can_be_read(name: str, handle: str) -> None:
    who = newcomer(Author(name=name, email="a@b.example"), "2026-03-04")
    page = scaffold("Notes", "", who, "none", "")[f"people/{handle}.md"]
    front = yaml.safe_load(page.split("---")[1])
    assert front["name"] == (name if name.split() else "Sam")


# --- every option is in it ------------------------------------------------------------------------


def _with_everything_switched_on(text: str) -> str:
    """What is right behind a `#` is an option; what follows after a blank is an explanation."""
    return re.sub(r"^#(?=[\w\[])", "", text, flags=re.MULTILINE)


@pytest.fixture
def everything() -> str:
    return _with_everything_switched_on(scaffold("Notes", "content/", _WHO, "none", "")["narrate.toml"])


def test_the_configuration_names_every_option(everything: str) -> None:
    table = tomllib.loads(everything)
    (kind,) = table["kinds"].values()
    fields: set[str] = set().union(*(set(field) for field in kind["fields"].values()))
    known = built_in()
    assert set(table) == set(OPTIONS) | set(TABLES)
    assert set(table["git"]) == set(types_of(type(read_default().git)))
    assert set(table["markdown"]) == set(types_of(MarkdownOptions))
    assert set(next(iter(table["folders"].values()))) == set(FOLDER_OPTIONS)
    assert set(kind) == set(types_of(type(known.kinds["lesson"]), without=["name"]))
    assert fields == set(types_of(type(known.common[0]), without=["name"]))


def read_default() -> Any:
    return read_config(Path("notes"), None)[0]


def test_every_option_in_it_can_be_switched_on(everything: str, tmp_path: Path) -> None:
    (tmp_path / "content/incidents").mkdir(parents=True)
    (tmp_path / "narrate.toml").write_text(everything, encoding="utf-8")
    assert read_config(tmp_path, tmp_path / "narrate.toml")[1] == ()


def test_an_option_that_is_off_shows_its_default(everything: str, tmp_path: Path) -> None:
    (tmp_path / "content/incidents").mkdir(parents=True)
    (tmp_path / "narrate.toml").write_text(everything, encoding="utf-8")
    written = read_config(tmp_path, tmp_path / "narrate.toml")[0]
    (tmp_path / "narrate.toml").write_text("", encoding="utf-8")
    default = read_config(tmp_path, tmp_path / "narrate.toml")[0]
    said = {"title", "content", "base_url"}
    assert {name: getattr(written, name) for name in OPTIONS if name not in said} == {
        name: getattr(default, name) for name in OPTIONS if name not in said
    }


@pytest.mark.usefixtures("folder")
def test_the_editor_understands_what_check_says() -> None:
    """The pattern of VS Code's task reads the lines of `--format concise`, and the snippets are Markdown that builds."""
    _init(".")
    tasks = json.loads(Path(".vscode/tasks.json").read_text(encoding="utf-8"))
    matcher = tasks["tasks"][0]["problemMatcher"]["pattern"]
    problem = Diagnostic(Place("a b/c.md", 3, 7, 2), "broken-link", "no document at `x`", "did you mean `y`?")
    line = written(findings((problem,), {}), "concise", verbose=True).splitlines()[0]
    found = re.match(matcher["regexp"], line)
    assert found is not None
    assert [found[matcher[part]] for part in ("file", "line", "column", "severity", "code", "message")] == [
        "a b/c.md", "3", "7", "error", "broken-link", "no document at `x` (did you mean `y`?)",
    ]  # fmt: skip
    snippets = json.loads(Path(".vscode/narrate.code-snippets").read_text(encoding="utf-8"))
    assert [snippet["prefix"] for snippet in snippets.values()] == [
        "narration",
        "reply",
        "question",
        "lesson",
        "log",
    ]
    schema = json.loads(Path(".vscode/front-matter.schema.json").read_text(encoding="utf-8"))
    assert "reply_to" in schema["properties"]
    settings = json.loads(Path(".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {"./.vscode/front-matter.schema.json": "content/**/*.md"}

"""The documentation is complete: every command, option, key, kind, field and diagnostic is explained in docs/."""

import json
import re
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest

from narrate.cli import COMMANDS
from narrate.config import OPTIONS, read_config
from narrate.folder_rules import FOLDER_OPTIONS
from narrate.kinds import built_in
from narrate.model.config import CheckSettings, DeskSettings, GitSettings, MarkdownOptions
from narrate.model.diagnostic import CODES
from narrate.model.kinds import Field, Kind
from narrate.schema import types_of

_DOCS = Path(__file__).parent.parent / "docs"


def _page(name: str) -> str:
    return (_DOCS / name).read_text(encoding="utf-8")


def _rows(text: str) -> set[str]:
    """What the tables of a page explain: the names in the first cell of each row, or in its second after a kind."""
    names: set[str] = set()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("|") and len(cells) > 1:
            names |= set(re.findall(r"`([^`]+)`", cells[0]))
            if len(cells) > 3 and not cells[0].startswith("`"):
                names |= {f"{cells[0]}.{name}" for name in re.findall(r"`([^`]+)`", cells[1])}
    return names


def _section(text: str, heading: str) -> str:
    """A heading with everything below it."""
    level = len(heading) - len(heading.lstrip("#"))
    start = text.index(f"\n{heading}\n") + 1
    end = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(text, start + len(heading))
    return text[start : end.start() if end else len(text)]


def _options(name: str) -> list[str]:
    """A command's options, as they are written."""
    command = import_module(f"narrate.cli.{name}").command
    assert isinstance(command, click.Command)
    return [
        spelling.split()[0]
        for parameter in command.get_params(click.Context(command))
        if isinstance(parameter, click.Option) and not parameter.hidden
        for spelling in parameter.opts
        if spelling not in ("-h", "--help")
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_heading_and_all_its_options_below_it(command: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(_DOCS.glob("*.md"))]
    sections = [
        _section(page, f"## `narrate {command}`") for page in pages if f"\n## `narrate {command}`\n" in page
    ]
    assert len(sections) == 1
    explained = {option.split()[0] for option in _rows(sections[0])}
    assert set(_options(command)) - explained == set()


_TABLES = {
    "## `[git]`": types_of(GitSettings),
    "## `[markdown]`": types_of(MarkdownOptions),
    "## `[check]`": types_of(CheckSettings),
    "## `[desk]`": types_of(DeskSettings),
    "## Folders": FOLDER_OPTIONS,
    "## The site": {name: None for name in OPTIONS if name not in ("git", "markdown", "check", "desk")}
    | dict.fromkeys(("audiences", "visibility", "audience")),
    "### A kind of your own": types_of(Kind, without=["name"]) | types_of(Field, without=["name"]),
}


@pytest.mark.parametrize("heading", _TABLES)
def test_every_option_of_the_configuration_is_explained(heading: str) -> None:
    page = _page("configuration.md")
    section = _section(page, heading)
    if heading == "## The site":
        section += _section(page, "## Who may see what")
    assert set(_TABLES[heading]) == _rows(section)


def test_every_kind_and_its_fields_are_explained() -> None:
    kinds = _rows(_section(_page("configuration.md"), "## Kinds"))
    people = _page("people-and-communities.md")
    registries = {"person": "## People", "team": "## Teams", "community": "## Communities", "tag": "## Tags"}
    missing = [kind for kind in built_in().kinds if kind not in kinds]
    missing += [field.name for field in built_in().common if field.name not in kinds]
    for kind in built_in().kinds.values():
        known = _rows(_section(people, registries[kind.name])) if kind.registry else kinds
        prefix = "" if kind.registry else f"{kind.name}."
        missing += [f"{kind.name}.{field.name}" for field in kind.fields if prefix + field.name not in known]
    assert missing == []


def test_every_folder_and_state_of_a_kind_is_named() -> None:
    section = _section(_page("configuration.md"), "## Kinds")
    rows = {line.split("`")[1]: line for line in section.splitlines() if line.startswith("| `")}
    for kind in built_in().kinds.values():
        named = set(re.findall(r"[\w-]+", rows[kind.name]))
        assert {kind.folder, *kind.folders, *kind.states} <= named


@pytest.mark.parametrize("code", CODES)
def test_every_diagnostic_is_explained(code: str) -> None:
    if not (_DOCS / "diagnostics.md").exists():
        pytest.skip("docs/diagnostics.md is not written yet")
    assert re.search(rf"`{re.escape(code)}`", _page("diagnostics.md"))


_OURS = ("ci.md", "configuration.md", "people-and-communities.md", "publishing.md")
"""Where an example in TOML is a `narrate.toml`."""


def _examples(language: str) -> list[tuple[str, str]]:
    return [
        (path.name, example)
        for path in sorted(_DOCS.glob("*.md"))
        for example in re.findall(
            rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        )
    ]


@pytest.mark.parametrize(("page", "example"), _examples("toml"))
def test_every_configuration_shown_can_be_used(page: str, example: str, tmp_path: Path) -> None:
    table = tomllib.loads(example)
    if page not in _OURS:
        return
    audiences = 'audiences = ["public", "internal", "board"]\n' if '"board"' in example else ""
    site = tmp_path / "site"
    for folder in ("content", *table.get("folders", {})):
        (site / folder).mkdir(parents=True)
    if "extends" in table:
        (site / table["extends"]).parent.mkdir(exist_ok=True)
        (site / table["extends"]).touch()
    (site / "narrate.toml").write_text(audiences + example, encoding="utf-8")
    assert [f"{d.place.line}: {d.message}" for d in read_config(site, site / "narrate.toml")[1]] == []


@pytest.mark.parametrize(("page", "example"), _examples("json"))
def test_every_json_shown_is_json(page: str, example: str) -> None:  # noqa: ARG001
    json.loads(example)


@pytest.mark.parametrize("path", sorted(_DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_link_between_the_pages_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name) if name else path
        if not file.exists() or (
            anchor and file.suffix == ".md" and anchor not in _anchors(file.read_text(encoding="utf-8"))
        ):
            missing.append(target)
    assert missing == []


def _anchors(text: str) -> set[str]:
    """The ids that forges give headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}

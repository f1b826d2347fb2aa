"""`narrate schema`: what a build takes is valid, what it refuses is not."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from narrate.cli.schema import command
from narrate.config import read_config
from narrate.errors import NarrateError
from narrate.json_schema import schema_of
from narrate.kinds import built_in
from narrate.model.config import Config

CONTENT = Path(__file__).parents[3] / "content"
DECLARED = Config(kinds=built_in(), title="Notes")
LENIENT = Config(kinds=built_in(), title="Notes", declared=False)


def _valid(front: str, schema: dict[str, Any]) -> bool:
    Draft7Validator.check_schema(schema)
    value = json.loads(json.dumps(yaml.safe_load(front), default=str))
    return Draft7Validator(schema).is_valid(value)


@pytest.mark.parametrize("file", sorted(CONTENT.rglob("*.md")), ids=lambda file: file.stem)
def test_everything_in_content_is_valid(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        config, _ = read_config(CONTENT, CONTENT / "narrate.toml")
        assert _valid(text[4:].partition("\n---\n")[0], schema_of(config))


@pytest.mark.parametrize(
    "front",
    [
        "",
        "title: 2026",
        "date: 2026-03-04 14:32\nAuthor: [ana, {name: Ben, email: b@x}]",
        "kind: Lesson\nstatus: Practised",
        "kind: how-to\ntask: Publish",
        "status: accepted by Ana on Monday",
        "from: [[Warming the cache]]",
        "from:\n  - [[Warming the cache]]\n  - ../narrations/x.md",
        "tags: ci, cache\ncategories: []",
        "url: https://a.example\ntype: bookmark",
        "draft: yes\nvisibility: Public",
        "mood: sunny\ncover: {image: x.png}",
    ],
)
def test_what_a_build_takes_is_valid(front: str) -> None:
    assert _valid(front, schema_of(DECLARED))


@pytest.mark.parametrize(
    "front",
    [
        "kind: lessn",
        "visibility: publc",
        "status: opne",
        "kind: bookmark\ntitle: No link",
        "title: [a, b]",
        "kind: lesson\nstatus: open",
    ],
)
def test_what_a_build_refuses_is_not(front: str) -> None:
    assert not _valid(front, schema_of(DECLARED))


@pytest.mark.parametrize("front", ["status: wip", "type: landing", "visibility: friends"])
def test_a_repository_that_was_made_for_another_program_has_words_of_its_own(front: str) -> None:
    assert _valid(front, schema_of(LENIENT))
    assert not _valid(front, schema_of(DECLARED))


@pytest.mark.parametrize("kind", built_in().kinds.values(), ids=lambda kind: kind.name)
def test_each_kind_has_a_schema_and_every_key_is_explained(kind: Any) -> None:
    schema = schema_of(DECLARED, kind)
    Draft7Validator.check_schema(schema)
    assert all(one["description"] for one in schema["properties"].values())
    assert {name for field in kind.fields for name in (field.name, *field.also)} <= schema[
        "properties"
    ].keys()
    assert _valid("", schema)
    assert _valid("title: x", schema) == (kind.name != "bookmark")
    for one in _every(schema):
        assert len(one) == len(set(one)), "validators of editors refuse words that are there twice"


def _every(schema: Any) -> list[list[str]]:
    if isinstance(schema, dict):
        own = [schema["enum"]] if isinstance(schema.get("enum"), list) else []
        return own + [found for value in schema.values() for found in _every(value)]
    return [found for value in schema for found in _every(value)] if isinstance(schema, list) else []


def test_kinds_of_a_team_are_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("narrate.toml").write_text(
        'title = "Notes"\n[kinds.incident]\nstates = ["open", "over"]\n[kinds.incident.fields.began]\ntype = "date"\n'
        'required = true\nhelp = "When it began."\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(command, ["-o", "x/schema.json"], catch_exceptions=False)
    schema = json.loads(Path("x/schema.json").read_text(encoding="utf-8"))
    assert (done.exit_code, done.output) == (0, "")
    assert schema["properties"]["began"]["description"] == "When it began. (incident)"
    assert not _valid("kind: incident", schema)
    assert _valid("kind: incident\nbegan: 2026-03-04\nstatus: over", schema)
    one = CliRunner().invoke(command, ["Incidents"], catch_exceptions=False)
    assert json.loads(one.output)["title"] == "incident – Notes"


def test_a_kind_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NarrateError) as error:
        CliRunner().invoke(command, ["lessn"], catch_exceptions=False)
    assert (error.value.message, error.value.help) == ("there is no kind `lessn`", "did you mean `lesson`?")
    Path("file").write_text("", encoding="utf-8")
    with pytest.raises(NarrateError) as error:
        CliRunner().invoke(command, ["-o", "file/schema.json"], catch_exceptions=False)
    assert error.value.message in (
        "cannot write `file/schema.json`: File exists",
        "cannot write `file/schema.json`: Not a directory",
    )

"""`narrate check`: what it prints, what it leaves alone, and its exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from narrate.cli.check import command
from smallsite import CONFIGURATION, SmallSite

FINE = {"narrate.toml": CONFIGURATION, "narrations/2026-03-01-a.md": "Warm at last.\n"}
BROKEN = {**FINE, "narrations/2026-03-02-b.md": "See [it](gone.md).\n"}
LATE = {**FINE, "questions/2025-01-01-c.md": "# Why?\n\nI wonder.\n"}


def _site(folder: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    site = SmallSite(folder, files)
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("HOME", str(folder / "home"))
    return site


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(
        command, ["--as-of", "2026-03-04", *arguments], catch_exceptions=False, standalone_mode=False
    )


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        (FINE, [], 0),
        (BROKEN, [], 1),
        (LATE, [], 0),
        (LATE, ["--strict"], 1),
        (FINE, ["--strict"], 0),
    ],
)
def test_the_exit_code_is_1_for_errors_and_when_asked_for_warnings(
    files: dict[str, str], arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _site(tmp_path, files, monkeypatch)
    assert _run(*arguments).return_value == code


def test_no_site_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _site(tmp_path, BROKEN, monkeypatch)
    _run()
    assert sorted(path.name for path in site.root.iterdir()) == [".narrate", "narrate.toml", "narrations"]


def test_the_closing_line_says_so_when_nothing_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _site(tmp_path, FINE, monkeypatch)
    assert _run().output == "nothing is wrong\n"
    assert _run("-q").output == ""


def test_programs_have_standard_output_for_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _site(tmp_path, BROKEN, monkeypatch)
    done = _run("--format", "json")
    assert [each["code"] for each in json.loads(done.stdout)] == ["broken-link"]
    assert done.stderr == "1 error\n"


def test_what_a_team_switches_off_is_not_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    off = CONFIGURATION + '[diagnostics]\nlong-open = "off"\n'
    _site(tmp_path, {**LATE, "narrate.toml": off}, monkeypatch)
    assert _run("--strict").output == "nothing is wrong\n"


def test_mistakes_in_the_configuration_are_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = CONFIGURATION + "[check]\nopen_days = true\ntag = []\n"
    _site(tmp_path, {**FINE, "narrate.toml": wrong}, monkeypatch)
    done = _run("--format", "concise")
    assert done.return_value == 1
    assert done.output.splitlines() == [
        "narrate.toml:4:13: error[invalid-option]: `open_days` takes a whole number from 0 on, not `true`",
        "narrate.toml:5:1: error[unknown-option]: `[check]` has no option `tag` (did you mean `tags`?)",
        "2 errors",
    ]

"""The steps that send the news, as the documentation has them: each is run, with something else in place of the mail server."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from ci_files import CHECKOUT, Machine, Step, load
from gitrepo import BEN, Repo

_CI = (CHECKOUT / "docs/ci.md").read_text(encoding="utf-8")
_NEWS = (CHECKOUT / "docs/news.md").read_text(encoding="utf-8")
_REPLY = "---\nreply_to: /narrations/ana/2026-03-01-cache.md\n---\nWarm it.\n"


def _steps() -> dict[str, Step]:
    section = _CI.split("\n## News after publishing\n")[1]
    job = load(textwrap.dedent(section.split("```yaml\n")[1].split("```")[0]))["news"]
    return {
        each["name"]: Step(each["name"], each["run"], each.get("env", {}))
        for each in job["steps"]
        if "name" in each
    }


@pytest.fixture
def notes(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "notes")
    repo.commit(
        {
            "narrate.toml": 'title = "Notes"\nbase_url = "https://notes.example/"\n',
            "people/ana.md": "---\nname: Ana Lima\nemails: [ana@team.test]\n---\n",
            "narrations/ana/2026-03-01-cache.md": "# The cache\n\nIs cold.\n",
        }
    )
    return repo


@pytest.fixture
def machine(tmp_path: Path, notes: Repo) -> Machine:
    """Where `sendmail` and `curl` keep what they are given."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, script in {
        "narrate": f'exec "{sys.executable}" -m narrate "$@"\n',
        "sendmail": 'echo "$@" >> "$HOME/sent"; cat >> "$HOME/sent"\n',
        "curl": 'echo "$@" >> "$HOME/posted"\n',
    }.items():
        (programs / name).write_text(f"#!/bin/bash\n{script}", encoding="utf-8")
        (programs / name).chmod(0o755)
    return Machine(tmp_path, notes.root, programs, {})


def test_the_job_sends_each_message_once(machine: Machine, notes: Repo, tmp_path: Path) -> None:
    steps = _steps()
    assert all("${{" not in step.run for step in steps.values())

    def run(before: str) -> str:
        (tmp_path / "sent").unlink(missing_ok=True)
        for file in (tmp_path / "news").glob("*"):
            file.unlink()
        for name in ("Write the news", "Send the news"):
            done = machine.run(steps[name], BEFORE=before, MSMTPRC="account default")
            assert done.code == 0, done.said
        sent = tmp_path / "sent"
        return sent.read_text(encoding="utf-8") if sent.exists() else ""

    assert run("0" * 40) == ""
    notes.commit({"narrations/ben/2026-03-02-one.md": _REPLY}, BEN)
    lost = notes.commit({"narrations/ben/2026-03-03-two.md": _REPLY}, BEN)
    sent = run(lost)
    assert sent.startswith("-t -i\nFrom: Notes <no-reply@notes.example>\nTo: Ana Lima <ana@team.test>\n")
    assert "Subject: Notes: 2 things for you\n" in sent
    assert run(lost) == ""


def test_the_file_for_github_is_valid_with_the_job(tmp_path: Path) -> None:
    job = _CI.split("\n## News after publishing\n")[1].split("```yaml\n")[1].split("```")[0]
    whole = (CHECKOUT / "docs/ci/github.yml").read_text(encoding="utf-8") + "\n" + job
    (tmp_path / "site.yml").write_text(whole, encoding="utf-8")
    assert set(load(whole)["jobs"]["news"]["needs"]) <= set(load(whole)["jobs"])
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", "site.yml"]
    done = subprocess.run(
        [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("example", "kept"), [(0, "sent"), (1, "posted")])
def test_what_the_page_about_news_sends(
    machine: Machine, notes: Repo, tmp_path: Path, example: int, kept: str
) -> None:
    before = notes.git("rev-parse", "HEAD")
    notes.commit({"narrations/ben/2026-03-02-one.md": _REPLY}, BEN)
    if example == 1 and shutil.which("jq") is None:
        pytest.skip("there is no jq")
    script = re.findall(r"^```sh\n(.*?)^```", _NEWS, re.DOTALL | re.MULTILINE)[example]
    done = machine.run(Step("", script, {}), BEFORE=before, CHAT="https://chat.example/hook")
    assert done.code == 0, done.said
    sent = (tmp_path / kept).read_text(encoding="utf-8")
    assert "https://notes.example/narrations/ben/2026-03-02-one/" in sent
    assert "Ben Ode replied to" in sent.replace("_", " ")

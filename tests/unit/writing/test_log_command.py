"""`narrate log`: one line in the shell becomes a committed entry, and no words are lost."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from narrate.cli.request import now_of
from narrate.kinds import built_in
from narrate.model.config import Config
from somebody import Ended, Somebody

_DAY = "content/log/ana/2026-03-04.md"


def test_one_line_is_an_entry_and_a_commit_of_its_own(ana: Somebody) -> None:
    done = ana.narrate("log", "Cache is warm. #caching @ben")
    assert done == Ended(0, f"14:32 in {_DAY}\n", "")
    assert ana.read(_DAY) == "## 14:32\n\nCache is warm. #caching @ben\n"
    assert ana.git("log", "-1", "--format=%an: %s", "--name-only") == (
        f"Ana Ferreira: Log: Cache is warm. #caching @ben\n\n{_DAY}"
    )
    assert ana.git("status", "--porcelain") == ""


def test_the_words_need_no_quotes_and_the_file_grows(ana: Somebody, clock: Callable[[str], None]) -> None:
    ana.narrate("log", "Cold", "again.")
    clock("2026-03-04T15:01")
    ana.narrate("log", "-q", "--", "- and", "warm")
    assert ana.read(_DAY) == "## 14:32\n\nCold again.\n\n## 15:01\n\n- and warm\n"


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_an_entry(ana: Somebody, arguments: tuple[str, ...]) -> None:
    assert ana.narrate("log", *arguments, stdin="\ufeffOne.\r\n\r\n## 15:00 not another\r\n").code == 0
    assert ana.read(_DAY) == "## 14:32\n\nOne.\n\n### 15:00 not another\n"


def test_what_is_staged_of_other_files_stays_staged_and_out_of_the_commit(ana: Somebody) -> None:
    ana.write("content/staged.md", "staged\n")
    ana.git("add", "content/staged.md")
    ana.write("content/index.md", "changed\n")
    ana.write("content/new.md", "new\n")
    before = ana.git("status", "--porcelain")
    assert ana.narrate("log", "Warm.").code == 0
    assert ana.git("status", "--porcelain") == before
    assert ana.git("show", "--name-only", "--format=") == _DAY


def test_the_first_commit_of_a_repository_may_be_a_log(ana: Somebody) -> None:
    ana.git("checkout", "--quiet", "--orphan", "fresh")
    ana.git("rm", "-r", "--cached", "--quiet", ".")
    ana.git("add", "narrate.toml")
    assert ana.narrate("log", "Warm.").code == 0
    assert ana.git("ls-tree", "-r", "--name-only", "HEAD") == _DAY
    assert ana.git("diff", "--cached", "--name-only") == "narrate.toml"


def test_other_changes_of_the_log_itself_are_committed_and_that_is_said(ana: Somebody) -> None:
    ana.narrate("log", "Cold.")
    ana.write(_DAY, ana.read(_DAY) + "\nBy hand.\n")
    done = ana.narrate("log", "Warm.")
    assert done.out == f"14:32 in {_DAY}\ncommitted with what else was changed in {_DAY}\n"
    assert ana.git("status", "--porcelain") == ""


def _merge(ana: Somebody) -> None:
    ana.git("switch", "--quiet", "--create", "other")
    ana.write("content/other.md", "other\n")
    ana.git("add", "--all")
    ana.git("commit", "--quiet", "-m", "other")
    ana.git("switch", "--quiet", "main")
    ana.git("merge", "--quiet", "--no-ff", "--no-commit", "other")


def _detach(ana: Somebody) -> None:
    ana.git("switch", "--quiet", "--detach")


def _ignore(ana: Somebody) -> None:
    ana.write(".gitignore", "log/\n")


def _refuse(ana: Somebody) -> None:
    hook = ana.folder / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho error: not today >&2\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IEXEC)


_OBSTACLES: dict[Callable[[Somebody], None], tuple[str, str]] = {
    _merge: ("a merge is under way", "end it with `git merge --continue`, then commit the file"),
    _detach: ("no branch is checked out (a detached HEAD)", "`git switch` to a branch, then commit the file"),
    _ignore: ("Git is told to ignore it", "take it out of `.gitignore`"),
    _refuse: ("Git says `not today`", "mend that, then commit the file"),
}


@pytest.mark.parametrize("given", ["argument", "input"])
@pytest.mark.parametrize("make", _OBSTACLES, ids=lambda make: make.__name__)
def test_what_cannot_be_committed_is_written_and_said(
    ana: Somebody, make: Callable[[Somebody], None], given: str
) -> None:
    make(ana)
    head, staged = ana.git("rev-parse", "HEAD"), ana.git("diff", "--cached", "--name-only")
    done = ana.narrate("log", "Warm.") if given == "argument" else ana.narrate("log", stdin="Warm.\n")
    why, way_out = _OBSTACLES[make]
    assert done.code == 2
    said = f"error: {_DAY} is written and not committed: {why}\n  = help: {way_out}\n"
    assert (done.out, done.err) == ("", said)
    assert ana.read(_DAY) == "## 14:32\n\nWarm.\n"
    assert (ana.git("rev-parse", "HEAD"), ana.git("diff", "--cached", "--name-only")) == (head, staged)


def test_nothing_to_say_is_refused(ana: Somebody) -> None:
    message = 'error: there is nothing to log\n  = help: write `narrate log "what I see"`\n'
    assert ana.narrate("log", " ") == Ended(2, "", message)
    assert ana.narrate("log", stdin="\n") == Ended(2, "", message)


def test_somebody_whom_git_does_not_know_is_told_how_to_say_who_they_are(
    ana: Somebody, tmp_path: Path
) -> None:
    (tmp_path / "nobody").touch()
    done = ana.run("log", "Warm.", stdin="")
    os.environ["GIT_CONFIG_GLOBAL"], before = str(tmp_path / "nobody"), os.environ["GIT_CONFIG_GLOBAL"]
    try:
        os.chdir(ana.folder)
        for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
            os.environ.pop(name, None)
        done = ana.run("log", stdin="Words from elsewhere.\n")
    finally:
        os.environ["GIT_CONFIG_GLOBAL"] = before
    kept = re.search(r"what you wrote is in `(.+)`\n", done.err)
    assert done.code == 2
    assert done.err.startswith(
        "error: Git does not know who is writing\n"
        '  = help: say it: `git config --global user.name "Your Name"`, and `user.email`; what you wrote is in '
    )
    assert kept
    assert Path(kept[1]).read_text(encoding="utf-8") == "Words from elsewhere.\n"


def test_outside_of_any_site_it_goes_home_and_says_so(ana: Somebody, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    away = Somebody(tmp_path / "elsewhere", ana.run, ana.name, ana.email)
    config = tmp_path / ".config/narrate/config.toml"
    assert away.narrate("log", "Warm.") == Ended(
        2,
        "",
        "error: this folder belongs to no site, and there is no home to write to\n"
        f'  = help: go to a folder with a `narrate.toml`, or write `home = "~/team-notes"` in `{config}`\n',
    )
    config.parent.mkdir(parents=True)
    config.write_text('home = "~/notes"\n', encoding="utf-8")
    assert away.narrate("log", "Warm.") == Ended(0, f"14:32 in {ana.folder}/{_DAY}\n", "")
    assert ana.git("log", "-1", "--format=%s") == "Log: Warm."


_WRONG_HOMES = {
    'hom = "x"\n': ("there is no option `hom`", "did you mean `home`?"),
    "home = 1\n": ("`home` takes text, not the number `1`", 'write `home = "~/team-notes"`'),
    'home = "~/gone"\n': ("", ""),
}


@pytest.mark.parametrize("text", _WRONG_HOMES)
def test_a_wrong_home_is_said(ana: Somebody, tmp_path: Path, text: str) -> None:
    config = tmp_path / ".config/narrate/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(text, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    message, way_out = _WRONG_HOMES[text]
    message = (
        f"{config}: {message}" if message else f"`home` is `{tmp_path}/gone`, and there is no such folder"
    )
    way_out = way_out or f"correct it in `{config}`"
    away = Somebody(tmp_path / "elsewhere", ana.run, ana.name, ana.email)
    assert away.narrate("log", "Warm.") == Ended(2, "", f"error: {message}\n  = help: {way_out}\n")


def test_without_a_repository_it_is_written_and_names_its_author(ana: Somebody, tmp_path: Path) -> None:
    plain = Somebody(tmp_path / "plain", ana.run, "Dan Low", "dan@team.test")
    plain.write("narrate.toml", "")
    done = plain.narrate("log", "Warm.")
    assert done == Ended(
        0, "14:32 in log/dan-low/2026-03-04.md\nnot committed: there is no Git repository\n", ""
    )
    assert plain.read("log/dan-low/2026-03-04.md") == "---\nauthors: [Dan Low]\n---\n\n## 14:32\n\nWarm.\n"


def test_two_at_the_same_moment_both_keep_their_words(ana: Somebody) -> None:
    ana.narrate("log", "first")
    program = [sys.executable, "-m", "narrate", "log", "-q"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = [subprocess.Popen([*program, f"words {n}"], cwd=ana.folder, env=environment) for n in range(4)]
    assert [each.wait() for each in running] == [0, 0, 0, 0]
    written = "".join(ana.read(f"content/log/ana/{name}") for name in ana.names("content/log/ana"))
    assert sorted(re.findall(r"words \d", written)) == [f"words {n}" for n in range(4)]
    assert ana.git("status", "--porcelain") == ""


def test_a_refused_first_commit_leaves_nothing_staged(ana: Somebody) -> None:
    ana.git("checkout", "--quiet", "--orphan", "fresh")
    ana.git("rm", "-r", "--cached", "--quiet", ".")
    _refuse(ana)
    assert ana.narrate("log", "Warm.").code == 2
    assert ana.git("ls-files") == ""


def test_what_is_logged_is_published(ana: Somebody) -> None:
    ana.narrate("log", "Cache is warm. #caching @ben")
    assert json.loads(ana.narrate("build", "--format", "json").out) == []
    page = ana.read("site/log/ana/2026-03-04/1432/index.html")
    assert "Cache is warm." in page
    assert 'href="/people/ana/"' in page
    assert "/log/ana/2026-03-04/1432/" in ana.read("site/people/ben/index.html")


def test_what_stays_uncommitted_cannot_be_pushed(ana: Somebody) -> None:
    assert ana.narrate("log", "--push", "--no-commit", "x") == Ended(
        2,
        "",
        "error: what is not committed cannot be pushed\n  = help: leave out `--no-commit` or `--push`\n",
    )
    assert ana.narrate("log", "--no-commit", "Warm.").out == f"14:32 in {_DAY}\n"
    assert ana.git("status", "--porcelain") == "?? content/log/"


def test_the_time_is_that_of_the_site_or_of_the_machine() -> None:
    def offset(zone: str) -> timedelta | None:
        return now_of(Config(kinds=built_in(), title="", timezone=zone)).utcoffset()

    assert offset("Asia/Tokyo") == timedelta(hours=9)
    assert offset("UTC") == datetime.now(UTC).astimezone().utcoffset()


@pytest.mark.parametrize(("closed", "code"), [("<&-", 2), (">&-", 0), ("<&- >&- 2>&-", 2)])
def test_closed_streams_are_no_crash(ana: Somebody, closed: str, code: int) -> None:
    words = "x" if "<" not in closed else ""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m narrate log {words} {closed}', sys.executable],
        cwd=ana.folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


def test_whoever_has_a_page_elsewhere_is_known_by_it(ana: Somebody) -> None:
    ana.git("mv", "content/people/ana.md", "content/anna.md")
    ana.write("content/anna.md", "---\nkind: person\nemails: [ana@team.test]\n---\n")
    assert ana.narrate("log", "Warm.").out == "14:32 in content/log/anna/2026-03-04.md\n"

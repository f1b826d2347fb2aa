"""`narrate log --push`: what others pushed is merged, and what cannot be pushed is committed and kept."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from somebody import ANA, Ended, Somebody

_DAY = "content/log/ana/2026-03-04.md"
_OF_BEN = "content/log/ben/2026-03-04.md"


def _entries(text: str) -> list[tuple[str, str]]:
    document = parse_document("log/a.md", text.encode(), MarkdownSettings())[0]
    return [(each.time, each.text.summary) for each in document.sections]


def test_it_is_pushed(ana: Somebody, ben: Somebody) -> None:
    assert ana.narrate("log", "--push", "Warm.") == Ended(0, f"14:32 in {_DAY}\npushed\n", "")
    ben.git("pull", "--quiet")
    assert ben.read(_DAY) == ana.read(_DAY)


def test_different_people_log_on_one_day(ana: Somebody, ben: Somebody) -> None:
    ana.narrate("log", "--push", "Warm.")
    assert ben.narrate("log", "--push", "Cold.").code == 0
    assert ana.narrate("log", "--push", "Warm again.").code == 0
    assert ana.names("content/log") == ["ana", "ben"]
    assert ana.git("rev-parse", "HEAD") == ana.git("rev-parse", "origin/main")


@pytest.mark.parametrize("before", [(), ("09:10",)], ids=["a new day", "a day begun"])
def test_one_person_logs_on_two_machines(
    ana: Somebody, ben: Somebody, clock: Callable[[str], None], before: tuple[str, ...]
) -> None:
    other = Somebody(ben.folder, ana.run, *ANA)
    for time in before:
        clock(f"2026-03-04T{time}")
        ana.narrate("log", "--push", "Cold.")
        other.git("pull", "--quiet")
    clock("2026-03-04T14:32")
    assert ana.narrate("log", "--push", "On the desk.").code == 0
    clock("2026-03-04T15:01")
    assert other.narrate("log", "--push", "On the train.\n\nWith two paragraphs.").code == 0
    found = _entries(other.read(_DAY))
    assert sorted(found) == sorted(
        [*((time, "Cold.") for time in before), ("14:32", "On the desk."), ("15:01", "On the train.")]
    )


_SAME = {
    "one minute": (("14:32", "On the desk."), ("14:32", "On the train.")),
    "the same words": (("14:32", "Lunch."), ("15:01", "Lunch.")),
    "all the same": (("14:32", "Lunch."), ("14:32", "Lunch.")),
    "much the same": (("14:32", "a\n\nb\n\nc\n\nd"), ("15:01", "a\n\nb\n\nc\n\ne")),
}


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("entries", _SAME.values(), ids=_SAME)
def test_entries_that_look_alike_to_a_merge_are_entries_still(
    ana: Somebody,
    ben: Somebody,
    clock: Callable[[str], None],
    entries: tuple[tuple[str, str], ...],
    begun: bool,
) -> None:
    """From two machines of one person. What is the same in every way is one entry."""
    other = Somebody(ben.folder, ana.run, *ANA)
    if begun:
        ana.narrate("log", "--push", "Begun.")
        other.git("pull", "--quiet")
    for who, (time, words) in zip((ana, other), entries, strict=True):
        clock(f"2026-03-04T{time}")
        assert who.narrate("log", "--push", stdin=words).code == 0
    found = _entries(other.read(_DAY))
    wanted = {(time, words.partition("\n")[0]) for time, words in entries} | (
        {("14:32", "Begun.")} if begun else set()
    )
    assert set(found) == wanted
    assert len(found) == len(set(entries)) + begun
    assert other.git("status", "--porcelain") == ""
    assert other.git("rev-parse", "HEAD") == other.git("rev-parse", "origin/main")


def test_a_name_in_other_letters_is_a_name(ana: Somebody, ben: Somebody) -> None:
    zoe = ("Zoë Öde", "zoe@team.test")
    desk, train = Somebody(ana.folder, ana.run, *zoe), Somebody(ben.folder, ana.run, *zoe)
    assert desk.narrate("log", "--push", "On the desk.").code == 0
    assert train.narrate("log", "--push", "On the train.").code == 0
    found = _entries(train.read("content/log/zoë-öde/2026-03-04.md"))
    assert sorted(found) == [("14:32", "On the desk."), ("14:32", "On the train.")]


def test_two_who_push_at_once_both_get_through(ana: Somebody, ben: Somebody) -> None:
    ana.narrate("log", "-q", "first")  # sets who is writing; each clone has its own name from here on
    program = [sys.executable, "-m", "narrate", "log", "-q", "--push"]
    running = []
    for who in (ana, ben):
        names = {"GIT_AUTHOR_NAME": who.name, "GIT_AUTHOR_EMAIL": who.email}
        environment = os.environ | names | {"PYTHONPATH": os.pathsep.join(sys.path)}
        running.append(subprocess.Popen([*program, f"by {who.name}"], cwd=who.folder, env=environment))
    assert [each.wait() for each in running] == [0, 0]
    ben.git("pull", "--quiet")
    for person in ("ana", "ben"):
        assert ben.git("log", "--format=%s", "--", f"content/log/{person}") != ""


def test_without_a_remote_it_is_committed_and_said(ana: Somebody) -> None:
    done = ana.narrate("log", "--push", "Warm.")
    assert done.err == (
        f"error: {_DAY} is committed and not pushed: the repository has no remote\n"
        "  = help: add one: `git remote add origin ADDRESS`\n"
    )
    assert (done.code, ana.git("status", "--porcelain")) == (2, "")


def test_without_a_connection_it_is_committed_and_said(ben: Somebody, tmp_path: Path) -> None:
    shutil.move(tmp_path / "shared.git", tmp_path / "gone.git")
    done = ben.narrate("log", "--push", "Warm.")
    assert done.err == (
        f"error: {_OF_BEN} is committed and not pushed: Git says `'{tmp_path}/shared.git' does not appear to be a git repository`\n"
        "  = help: run `git push` when the remote can be reached\n"
    )
    assert ben.git("log", "-1", "--format=%s") == "Log: Warm."


def test_a_conflict_is_taken_back_and_nothing_is_lost(ana: Somebody, ben: Somebody) -> None:
    ana.write("content/index.md", "Ana's.\n")
    ana.git("commit", "--quiet", "--all", "-m", "ana")
    ana.git("push", "--quiet")
    ben.write("content/index.md", "Ben's.\n")
    ben.git("commit", "--quiet", "--all", "-m", "ben")
    done = ben.narrate("log", "--push", "Warm.")
    assert done.err == (
        f"error: {_OF_BEN} is committed and not pushed: what others pushed conflicts in `content/index.md`\n"
        "  = help: run `git pull`, settle it, and `git push`\n"
    )
    assert (ben.read("content/index.md"), ben.git("status", "--porcelain")) == ("Ben's.\n", "")
    assert ben.git("log", "-1", "--format=%s") == "Log: Warm."


def test_what_is_begun_is_not_merged_over(ana: Somebody, ben: Somebody) -> None:
    ana.write("content/index.md", "Ana's.\n")
    ana.git("commit", "--quiet", "--all", "-m", "ana")
    ana.git("push", "--quiet")
    ben.write("content/index.md", "Ben has begun.\n")
    done = ben.narrate("log", "--push", "Warm.")
    assert done.err.startswith(
        f"error: {_OF_BEN} is committed and not pushed: what others pushed cannot be merged: `"
    )
    assert ben.read("content/index.md") == "Ben has begun.\n"


def test_a_branch_of_ones_own_is_pushed_for_the_first_time(ana: Somebody, ben: Somebody) -> None:
    ben.git("switch", "--quiet", "--create", "idea")
    assert ben.narrate("log", "--push", "Warm.").code == 0
    assert ana.git("ls-remote", "--heads", "origin", "idea") != ""


def test_a_refused_push_is_said(ben: Somebody, tmp_path: Path) -> None:
    hook = tmp_path / "shared.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho error: no pushes on Fridays >&2\nexit 1\n")
    hook.chmod(0o755)
    done = ben.narrate("log", "--push", "Warm.")
    assert done.err == (
        f"error: {_OF_BEN} is committed and not pushed: Git says `no pushes on Fridays`\n"
        "  = help: mend that, then run `git push`\n"
    )

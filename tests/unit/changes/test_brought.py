"""`narrate check --changed-since`: what a change brought, and nothing that was there before."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gitrepo import Repo
from narrate.cli.check import command
from narrate.errors import NarrateError

SITE = {
    "narrate.toml": 'base_url = "https://notes.example/"\ncontent = "content"\n',
    ".gitignore": "/.narrate/\n",
    "content/narrations/2026-03-01-a.md": "# A\n\nSee [b](2026-03-02-b.md#second) and [gone](gone.md).\n\n![It](a.png)\n",
    "content/narrations/2026-03-02-b.md": "# B\n\n## Second\n\nWords. [Gone](gone.md)\n",
    "content/narrations/a.png": "GIF89a",
    "content/lessons/key.md": "---\ntitle: Key\ntags: [ci]\nreview_in: 1 day\ndate: 2026-01-01\n---\n\nYes.\n",
}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A site with old problems on the branch `main`, with the branch `change` checked out."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    monkeypatch.chdir(repo.root)
    repo.commit(SITE)
    repo.git("checkout", "-q", "-b", "change")
    return repo


def _told(*arguments: str, since: str = "main") -> list[str]:
    """What is reported: place, code and what the message has in backticks."""
    since_then = ("--changed-since", since) if since else ()
    done = CliRunner().invoke(
        command,
        [*since_then, "--as-of", "2026-03-10", "--format", "json", "-q", *arguments],
        catch_exceptions=False,
        standalone_mode=False,
    )
    assert done.exception is None
    return [
        f"{each['path'].removeprefix('content/')}:{each['line']} {each['code']}"
        for each in json.loads(done.stdout)
    ]


def _edit(repo: Repo, path: str, old: str, new: str) -> None:
    text = (repo.root / path).read_text()
    assert old in text
    (repo.root / path).write_text(text.replace(old, new))


A, B = "content/narrations/2026-03-01-a.md", "content/narrations/2026-03-02-b.md"


@pytest.mark.usefixtures("repo")
def test_there_are_problems_before_and_no_change_brings_none() -> None:
    assert _told(since="") == [
        "lessons/key.md:4 review-due",
        "narrations/2026-03-01-a.md:3 broken-link",
        "narrations/2026-03-02-b.md:5 broken-link",
    ]
    assert _told() == []
    assert _told(since="HEAD") == []


def test_a_change_in_one_file_that_breaks_a_link_in_another_is_reported_there(repo: Repo) -> None:
    _edit(repo, B, "## Second", "## Other")
    assert _told() == ["narrations/2026-03-01-a.md:3 broken-anchor"]
    repo.commit({})
    assert _told() == ["narrations/2026-03-01-a.md:3 broken-anchor"]
    assert _told(since="HEAD") == []


def test_old_problems_in_a_changed_file_are_not_reported_wherever_they_stand_now(repo: Repo) -> None:
    _edit(repo, A, "# A\n", "# A\n\nMore.\n\nAnd more.\n")
    _edit(repo, A, "See [b]", "Look at [b]")
    assert _told() == []


def test_of_two_equal_problems_the_new_one_is_reported(repo: Repo) -> None:
    _edit(repo, A, "# A\n", "# A\n\nFirst [gone](gone.md) again.\n")
    assert _told() == ["narrations/2026-03-01-a.md:3 broken-link"]


@pytest.mark.parametrize("committed", [True, False])
def test_a_file_that_is_renamed_brings_its_old_problems_along(repo: Repo, committed: bool) -> None:
    repo.git("mv", A, "content/narrations/2026-03-01-better.md")
    if committed:
        repo.commit({})
    assert _told() == []


def test_a_picture_that_is_deleted_is_missed_in_pages_that_did_not_change(repo: Repo) -> None:
    (repo.root / "content/narrations/a.png").unlink()
    assert _told() == ["narrations/2026-03-01-a.md:5 missing-image"]


def test_a_file_that_is_no_content_is_missed_when_it_goes(repo: Repo) -> None:
    repo.commit(
        {
            "content/.tools/warm.sh": "true\n",
            "content/lessons/warm.md": "---\ntags: x\n---\n\n[it](../.tools/warm.sh)\n",
        }
    )
    (repo.root / "content/.tools/warm.sh").unlink()
    assert _told(since="HEAD") == ["lessons/warm.md:5 missing-file"]


def test_what_passing_days_bring_is_not_brought_by_a_change(repo: Repo) -> None:
    _edit(repo, "content/lessons/key.md", "Yes.", "Yes, indeed.")
    assert _told() == []
    _edit(repo, "content/lessons/key.md", "review_in: 1 day", "review_in: 2 days")
    assert _told() == ["lessons/key.md:4 review-due"]


# --- addresses --------------------------------------------------------------------------------------


def test_an_address_that_vanishes_is_reported(repo: Repo) -> None:
    (repo.root / B).unlink()
    assert _told() == [
        "narrations/2026-03-01-a.md:3 broken-link",
        "narrations/2026-03-02-b.md:0 vanished-address",
    ]


def test_an_address_with_a_successor_does_not_vanish(repo: Repo) -> None:
    (repo.root / A).unlink()
    repo.write("content/lessons/a.md", "---\nredirect_from: /narrations/2026-03-01-a/\ntags: x\n---\n\nA.\n")
    assert _told() == []


@pytest.mark.parametrize("how", ["committed", "staged", "moved"])
def test_a_file_that_is_moved_leaves_a_redirect(repo: Repo, how: str) -> None:
    new = "content/narrations/2026-03-01-other.md"
    if how == "moved":
        (repo.root / A).rename(repo.root / new)
    else:
        repo.git("mv", A, new)
    if how == "committed":
        repo.commit({})
    assert _told() == []
    if how != "moved":
        _edit(repo, new, "# A", "# AA")
        repo.git("add", "-A")
        assert _told() == []


def test_a_renamed_file_leaves_none_where_the_team_wants_none(repo: Repo) -> None:
    repo.commit({"narrate.toml": SITE["narrate.toml"] + "[git]\nredirects = false\n"})
    repo.git("mv", A, "content/narrations/2026-03-01-other.md")
    assert _told(since="HEAD") == ["narrations/2026-03-01-other.md:0 vanished-address"]


@pytest.mark.parametrize(
    ("front", "line"), [("draft: true", 2), ("visibility: board", 2), ("slug: other", 2), ("log: true", 0)]
)
def test_what_is_held_back_or_called_something_else_is_told_at_its_key(
    repo: Repo, front: str, line: int
) -> None:
    repo.commit(
        {
            "narrate.toml": SITE["narrate.toml"]
            + 'audiences = ["public", "internal", "board"]\nvisibility = "internal"\naudience = "internal"\n',
            "content/log/2026-03-05.md": "## 09:00 One\n\nWords.\n",
        }
    )
    if line:
        repo.write("content/log/2026-03-05.md", f"---\n{front}\n---\n\n## 09:00 One\n\nWords.\n")
    else:
        repo.write("content/log/2026-03-05.md", "## 09:05 One\n\nWords.\n")
    told = _told(since="HEAD")
    assert set(told) == {f"log/2026-03-05.md:{line} vanished-address"}
    assert len(told) == (2 if line else 1)


# --- configuration ------------------------------------------------------------------------------------


def test_a_configuration_that_changes_is_part_of_the_change(repo: Repo) -> None:
    repo.write("narrate.toml", SITE["narrate.toml"] + '[check]\ntags = ["cd"]\n')
    assert _told() == ["lessons/key.md:3 unlisted-tag"]
    repo.commit({})
    _edit(repo, "content/lessons/key.md", "Yes.", "Yes, indeed.")
    assert _told(since="HEAD") == []


def test_old_mistakes_in_the_configuration_are_not_reported_and_new_ones_are(repo: Repo) -> None:
    repo.commit({"narrate.toml": SITE["narrate.toml"] + 'titel = "Notes"\n'})
    assert _told(since="HEAD") == []
    repo.write("narrate.toml", "# A comment.\n" + SITE["narrate.toml"] + 'titel = "Notes"\nfooting = ""\n')
    assert _told(since="HEAD") == ["narrate.toml:5 unknown-option"]


def test_a_folder_that_a_rule_is_about_may_go(repo: Repo) -> None:
    rule = '[folders."lessons"]\nvisibility = "internal"\n'
    repo.commit({"narrate.toml": SITE["narrate.toml"] + rule})
    assert _told(since="HEAD") == []
    shutil.rmtree(repo.root / "content/lessons")
    assert _told(since="HEAD") == ["lessons/key.md:0 vanished-address", "narrate.toml:3 unknown-option"]


def test_a_configuration_that_could_not_be_read_before_is_taken_as_it_is_now(repo: Repo) -> None:
    repo.commit({"narrate.toml": "title = \n"})
    repo.write("narrate.toml", SITE["narrate.toml"] + 'titel = "Notes"\n')
    assert _told(since="HEAD") == ["narrate.toml:3 unknown-option"]


def test_an_address_from_the_command_line_holds_for_both_sides(repo: Repo) -> None:
    repo.commit({"narrate.toml": 'content = "content"\n'})
    _edit(repo, A, "# A", "# AA")
    assert _told(since="HEAD") == []
    assert _told("--base-url", "https://notes.example/", since="HEAD") == []
    repo.write("narrate.toml", SITE["narrate.toml"])
    repo.commit({})
    repo.write("narrate.toml", 'content = "content"\n')
    assert _told(since="HEAD") == ["narrate.toml:0 no-base-url"]
    assert (repo.root / "narrate.toml").is_file()
    done = CliRunner().invoke(command, ["--format", "concise", "-q"])
    assert "\nnarrate.toml:1:1: warning[no-base-url]" in done.output


# --- both sides, looked at whole ----------------------------------------------------------------------


def test_what_is_brought_is_what_two_whole_checks_differ_by(repo: Repo, tmp_path: Path) -> None:
    """The other side as a checkout of its own says the same as the one that was put together from Git's objects."""
    repo.commit(
        {
            "content/narrations/2026-03-03-c.md": "# C\n\n[[A]] [[B]] #builds @nobody ![](a.png) [s](s.svg)\n",
            "content/narrations/s.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "content/log/2026-03-05.md": "## 09:00 One\n\n[[A]] [x](../narrations/gone.md)\n",
            "content/people/ana.md": "---\nname: Ana\n---\n\n[[2026-03-05#One]]\n",
        }
    )
    repo.git("worktree", "add", "-q", str(tmp_path / "before"), "HEAD")
    repo.commit(
        {
            B: "# BB\n\n## Second\n\nWords.\n",
            "content/narrations/2026-03-04-d.md": "# D\n\n[gone](gone.md) #ci #builds\n",
            "content/narrations/s.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
            "content/log/2026-03-05.md": "## 09:10 Two\n\n[[A]]\n\n[x](../narrations/gone.md)\n",
            "content/lessons/key.md": None,
        }
    )
    before = [line.partition(":")[::2] for line in _told(str(tmp_path / "before"), since="")]
    after = [line.partition(":")[::2] for line in _told(since="")]
    strip = str.partition
    old = [(path.rpartition("content/")[2], strip(rest, " ")[2]) for path, rest in before]
    new = [(path, strip(rest, " ")[2]) for path, rest in after]
    for each in old:
        if each in new:
            new.remove(each)
    told = [(line.partition(":")[0], line.partition(" ")[2]) for line in _told(since="HEAD~1")]
    assert sorted(each for each in told if each[1] != "vanished-address") == sorted(new)
    assert [each for each in told if each[1] == "vanished-address"] == [
        ("lessons/key.md", "vanished-address"),
        ("log/2026-03-05.md", "vanished-address"),
    ]


# --- where it cannot be told --------------------------------------------------------------------------


def _refused(since: str) -> NarrateError:
    done = CliRunner().invoke(command, ["--changed-since", since], standalone_mode=False)
    assert isinstance(done.exception, NarrateError)
    return done.exception


def test_without_git_there_is_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "a.md").write_text("Hi\n")
    error = _refused("HEAD")
    assert error.message == "there is no Git repository here"
    assert error.help == "what a change brought is told from what is committed"


@pytest.mark.usefixtures("repo")
@pytest.mark.parametrize("name", ["nope", "--all", "main..change"])
def test_a_revision_that_is_none(name: str) -> None:
    assert f"`{name}`" in _refused(name).message


def test_a_clone_that_is_cut_off_says_how_to_fetch_more(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({A: "# A\n"})
    repo.git("checkout", "-q", "main")
    repo.commit({B: "# B\n"})
    clone = tmp_path / "clone"
    url = f"file://{repo.root}"
    repo.git("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "change", url, str(clone))
    monkeypatch.chdir(clone)
    error = _refused("origin/main")
    assert error.message == "`origin/main` and what is checked out have no commit in common"
    assert error.help.startswith("fetch the whole history: `git fetch --unshallow`")


def test_before_the_first_commit_everything_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    monkeypatch.chdir(repo.root)
    for path, text in SITE.items():
        repo.write(path, text)
    assert _told(since="HEAD") == _told(since="")

"""`narrate check --fix`: mends what is safe, shows the difference, and touches nothing else."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gitrepo import Repo
from narrate.cli.check import command
from narrate.fixes.edit import Edit, edited
from narrate.fixes.mended import Mended
from narrate.fixes.write import write

CONFIGURATION = (
    'base_url = "https://notes.example/"\n[check]\ntags = ["caching", "continuous delivery", "ci/*"]\n'
)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A site in a repository, with the list of tags that may be used."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    monkeypatch.chdir(repo.root)
    repo.commit({"narrate.toml": CONFIGURATION, ".gitignore": "/.narrate/\n"})
    return repo


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(
        command, ["--as-of", "2026-03-04", *arguments], catch_exceptions=False, standalone_mode=False
    )


def _codes(*arguments: str) -> set[str]:
    return set(re.findall(r"\[([a-z-]+)\]: ", _run("--format", "concise", *arguments).output))


def _mend(repo: Repo, before: bytes, path: str = "n/2026-03-01-a.md") -> bytes:
    """A file after `--fix`; a second run changes nothing more."""
    file = repo.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before)
    _run("--fix")
    after = file.read_bytes()
    _run("--fix")
    assert file.read_bytes() == after
    return after


# --- tags -----------------------------------------------------------------------------------------

TAGS = {
    "in brackets": (
        b"---\ntags: [cahcing, 'cachng', \"caching\"]\n---\n\nA.\n",
        b"[caching, 'caching', \"caching\"]",
    ),
    "a list, with comments": (
        b"---\ntags:\n  - cachng # cachng!\n  # cachng\n  - ci/x\ntitle: cachng\n---\n\ncachng\n",
        b"tags:\n  - caching # cachng!\n  # cachng\n  - ci/x\ntitle: cachng\n---\n\ncachng\n",
    ),
    "in a line": (b"---\ntags: ci/a cachng\n---\n\nA.\n", b"tags: ci/a caching\n"),
    "with commas": (b"---\ntags: ci/a, cachng\n---\n\nA.\n", b"tags: ci/a, caching\n"),
    "TOML": (b'+++\ntags = ["cachng"]\n+++\n\nA.\n', b'tags = ["caching"]\n'),
    "JSON": (b'{\n  "tags": ["cachng"]\n}\n\nA.\n', b'"tags": ["caching"]'),
    "another key": (b"---\nkeywords: [cachng]\n---\n\nA.\n", b"keywords: [caching]\n"),
    "a hashtag": (b"A #cachng, `#cachng`.\n", b"A #caching, `#cachng`.\n"),
    "a hashtag of two words": (
        b"A #continuosdelivery #ContinuousDelivery.\n",
        b"A #continuosdelivery #continuous-delivery.\n",
    ),
    "two words": (b"---\ntags: [continuous delivry]\n---\n\nA.\n", b"[continuous delivery]"),
    "two words where blanks part": (
        b"---\ntags: ci/a continuous-delivry\n---\n\nA.\n",
        b"tags: ci/a continuous-delivery\n",
    ),
    "with a BOM and Windows lines": (
        b"\xef\xbb\xbf---\r\ntags: [cachng]\r\n---\r\n\r\n\xc3\xa9 #cachng\r\n",
        b"\xef\xbb\xbf---\r\ntags: [caching]\r\n---\r\n\r\n\xc3\xa9 #caching\r\n",
    ),
    "no line at the end": (b"A #cachng", b"A #caching"),
    "not like any": (b"A #lunch\n", b"A #lunch\n"),
    "not UTF-8": (b"Caf\xe9.\n\n#cachng\n", b"Caf\xe9.\n\n#caching\n"),
    "not UTF-8 on that line": (b"Caf\xe9 #cachng\n", b"Caf\xe9 #cachng\n"),
}


@pytest.mark.parametrize(("before", "expected"), TAGS.values(), ids=TAGS)
def test_a_tag_is_respelt_and_nothing_around_it_changes(repo: Repo, before: bytes, expected: bytes) -> None:
    assert expected in _mend(repo, before)


def test_after_it_the_same_check_finds_nothing_of_what_was_mended(repo: Repo) -> None:
    repo.write("n/2026-03-01-a.md", "---\ntags: [cachng]\n---\n\nA #cahcing\n")
    assert _codes() == {"unlisted-tag"}
    assert _codes("--fix") == set()
    assert _codes() == set()


# --- links ----------------------------------------------------------------------------------------

LINKS = {
    "a link": ("See [it](old.md).\n", "See [it](new/better.md).\n"),
    "to a heading": ('See [it](old.md#one "old.md").\n', 'See [it](new/better.md#one "old.md").\n'),
    "from the root": ("See [it](/n/old.md).\n", "See [it](/n/new/better.md).\n"),
    "in angle brackets": ("See [it](<old.md>).\n", "See [it](<new/better.md>).\n"),
    "a picture with a link": ("[![i](i.png)](old.md)\n", "[![i](i.png)](new/better.md)\n"),
    "by reference": (
        "See [it][r] and [r].\n\n[r]: old.md 'T'\n",
        "See [it][r] and [r].\n\n[r]: new/better.md 'T'\n",
    ),
    "a wikilink": ("See [[old]] and [[old#one|it]].\n", "See [[better]] and [[better#one|it]].\n"),
    "a wikilink with a path": ("See [[n/old]].\n", "See [[n/new/better]].\n"),
    "an embed": ("![[old]]\n", "![[better]]\n"),
    "HTML": ('<a href="old.md">it</a>\n', '<a href="new/better.md">it</a>\n'),
    "a field": ("---\nreply_to: old.md # it\n---\n\nA.\n", "---\nreply_to: new/better.md # it\n---\n\nA.\n"),
    "a list in a field": (
        '---\nreply_to:\n  - "[[old]]"\n  - old.md\n---\n\nA.\n',
        '---\nreply_to:\n  - "[[better]]"\n  - new/better.md\n---\n\nA.\n',
    ),
    "in a list, on the third line": (
        "- one\n\n  > two\n  > [three](old.md)\n",
        "- one\n\n  > two\n  > [three](new/better.md)\n",
    ),
    "in code": ("`[it](old.md)`\n", "`[it](old.md)`\n"),
    "to what was never there": ("See [it](never.md).\n", "See [it](never.md).\n"),
}


@pytest.mark.parametrize("how", ["committed", "staged", "moved"])
@pytest.mark.parametrize(("before", "after"), LINKS.values(), ids=LINKS)
def test_a_link_leads_to_where_its_target_is_now(repo: Repo, before: str, after: str, how: str) -> None:
    repo.commit({"n/2026-03-01-a.md": before, "n/old.md": "# One\n\nOld words.\n", "n/i.png": "GIF89a"})
    (repo.root / "n/new").mkdir()
    if how == "moved":
        (repo.root / "n/old.md").rename(repo.root / "n/new/better.md")
    else:
        repo.git("mv", "n/old.md", "n/new/better.md")
    if how == "committed":
        repo.commit({})
    assert _mend(repo, before.encode()).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[b](b.md) ![i](i.png)\n", "[b](../n/b.md) ![i](../n/i.png)\n"),
        ("[b](../n/b.md) [[b]]\n", "[b](../n/b.md) [[b]]\n"),
        ("[b](./b.md#x)\n", "[b](../n/b.md#x)\n"),
    ],
)
def test_a_page_that_is_moved_takes_its_links_along(repo: Repo, before: str, after: str) -> None:
    repo.commit({"n/a.md": before, "n/b.md": "# X\n\nB.\n", "n/i.png": "GIF89a"})
    repo.move("n/a.md", "m/a.md")
    assert _mend(repo, before.encode(), "m/a.md").decode() == after


def test_a_link_to_an_old_address_leads_to_what_says_that_it_was_there(repo: Repo) -> None:
    repo.commit({"m/c.md": "---\nredirect_from: /n/old/\n---\n\nC.\n"})
    assert _mend(repo, b"[it](old.md)\n") == b"[it](../m/c.md)\n"


def test_a_field_that_the_text_says_in_words_is_mended_there(repo: Repo) -> None:
    """`Applies: [Old](old.md)` writes the field `applies` without front matter."""
    repo.commit({"lessons/old.md": "# Wait\n\nWaiting warms a cache, asking does not warm it.\n"})
    repo.move("lessons/old.md", "lessons/new.md")
    said = b"Wait.\n\nContradicts: [[Wait]]\n\nApplies: [Wait](../lessons/old.md)\n"
    assert _mend(repo, said) == said.replace(b"old.md", b"new.md")


def test_a_path_with_blanks_and_brackets_is_written_as_a_destination(repo: Repo) -> None:
    repo.commit(
        {"n/2026-03-01-a.md": "[it](old%20one.md) [it](<old one.md>)\n", "n/old one.md": "Old words.\n"}
    )
    repo.move("n/old one.md", "n/new (one) ü.md")
    assert (
        _mend(repo, b"[it](old%20one.md) [it](<old one.md>)\n").decode()
        == "[it](new%20%28one%29%20ü.md) [it](<new (one) ü.md>)\n"
    )


def test_a_name_that_two_have_is_written_with_its_path(repo: Repo) -> None:
    repo.commit({"n/old.md": "Old words.\n", "m/better.md": "Other words.\n"})
    repo.move("n/old.md", "n/better.md")
    assert _mend(repo, b"[[old]]\n") == b"[[n/better]]\n"


# --- what it shows, and what it leaves alone ------------------------------------------------------

DIFF = """\
--- a/n/2026-03-01-a.md
+++ b/n/2026-03-01-a.md
@@ -1,3 +1,3 @@
 ---
-tags: [cachng]
+tags: [caching]
 ---
"""


def test_the_difference_is_shown(repo: Repo) -> None:
    repo.write("n/2026-03-01-a.md", "---\ntags: [cachng]\n---\n\nA.\n")
    assert _run("--fix").output == f"{DIFF}\nnothing is wrong\n"


def test_it_can_be_shown_without_changing_anything(repo: Repo) -> None:
    repo.write("n/2026-03-01-a.md", "---\ntags: [cachng]\n---\n\nA.\n")
    for arguments in (["--diff"], ["--diff", "--fix"]):
        assert _run("--format", "concise", *arguments).output.startswith(DIFF + "\nn/2026-03-01-a.md:2:8: ")
    assert "cachng" in (repo.root / "n/2026-03-01-a.md").read_text()


def test_programs_get_their_report_and_people_the_difference(repo: Repo) -> None:
    repo.write("n/2026-03-01-a.md", "---\ntags: [cachng]\n---\n\nA.\n")
    done = _run("--fix", "--format", "json")
    assert done.stdout == "[]\n"
    assert DIFF in done.stderr


def test_only_what_a_change_brought_is_mended_when_that_is_asked_for(repo: Repo) -> None:
    repo.commit({"n/2026-03-01-a.md": "Old #cachng\n"})
    repo.write("n/2026-03-02-b.md", "New #cachng\n")
    _run("--fix", "--changed-since", "HEAD")
    assert (repo.root / "n/2026-03-01-a.md").read_text() == "Old #cachng\n"
    assert (repo.root / "n/2026-03-02-b.md").read_text() == "New #caching\n"


def test_what_is_switched_off_is_not_mended(repo: Repo) -> None:
    repo.commit({"narrate.toml": CONFIGURATION + '[diagnostics]\nunlisted-tag = "off"\n'})
    assert _mend(repo, b"A #cachng\n") == b"A #cachng\n"


def test_a_file_with_a_merge_conflict_is_left_alone(repo: Repo) -> None:
    text = "<<<<<<< HEAD\nA #cachng\n=======\nB\n>>>>>>> other\n"
    repo.write("n/2026-03-01-a.md", text)
    done = _run("--fix")
    assert "left alone: n/2026-03-01-a.md: it has a merge conflict in it\n" in done.stderr
    assert (repo.root / "n/2026-03-01-a.md").read_text() == text


def test_a_link_to_a_file_is_left_alone(repo: Repo) -> None:
    repo.write("n/real.txt", "A #cachng\n")
    (repo.root / "n/2026-03-01-a.md").symlink_to("real.txt")
    done = _run("--fix")
    assert "left alone: n/2026-03-01-a.md: it is a link to another file\n" in done.stderr
    assert (repo.root / "n/real.txt").read_text() == "A #cachng\n"
    assert (repo.root / "n/2026-03-01-a.md").is_symlink()


def test_a_file_keeps_its_mode_and_leaves_nothing_beside_it(repo: Repo) -> None:
    repo.write("n/2026-03-01-a.md", "A #cachng\n")
    (repo.root / "n/2026-03-01-a.md").chmod(0o754)
    _run("--fix")
    assert (repo.root / "n/2026-03-01-a.md").stat().st_mode & 0o777 == 0o754
    assert os.listdir(repo.root / "n") == ["2026-03-01-a.md"]


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"newer")
    (left,) = write((Mended("a.md", b"older", b"mended"),), tmp_path)
    assert left.left == "somebody changed it meanwhile"
    assert left.after == left.before
    assert file.read_bytes() == b"newer"


def test_a_file_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    (left,) = write((Mended("a.md", b"older", b"mended"),), tmp_path)
    assert left.left == "it cannot be written: No such file or directory"


def test_edits_that_do_not_find_their_place_change_nothing() -> None:
    content = "\ufeffone\r\ntwö three\rfour".encode()
    assert edited(content, (Edit("a", 2, 5, "three", "3"),)) == "\ufeffone\r\ntwö 3\rfour".encode()
    assert edited(content, (Edit("a", 1, 1, "one", "1"), Edit("a", 3, 1, "four", "4"))) == (
        "\ufeff1\r\ntwö three\r4".encode()
    )
    for wrong in (
        Edit("a", 2, 6, "three", "3"),
        Edit("a", 9, 1, "one", "1"),
        Edit("a", 0, 1, "one", "1"),
        Edit("a", 3, 9, "four", "4"),
        Edit("a", 3, 1, "fourteen", "4"),
    ):
        assert edited(content, (wrong,)) is None
    assert edited(content, (Edit("a", 1, 1, "one", "1"), Edit("a", 1, 2, "n", "N"))) is None


@pytest.mark.parametrize("gap", range(6))
def test_the_difference_is_one_that_git_applies(repo: Repo, gap: int) -> None:
    words = "".join(f"line {number}\n\n" for number in range(gap))
    text = f"#cachng\n\n{words}A #cachng #cahcing\n#cachng\n"
    repo.commit({"n/2026-03-01-a.md": text, "n/2026-03-02-b.md": "#cachng"})
    patch = _run("--diff", "--format", "json", "-q").stderr
    (repo.root / "patch").write_text(patch)
    repo.git("apply", "--unidiff-zero", "--include=n/2026-03-01-a.md", "patch")
    applied = (repo.root / "n/2026-03-01-a.md").read_text()
    repo.git("checkout", "-q", ".")
    _run("--fix")
    assert applied == (repo.root / "n/2026-03-01-a.md").read_text() != text


@pytest.mark.parametrize("how", ["committed", "staged", "moved"])
def test_a_link_to_what_was_moved_is_reported_with_where_it_is(repo: Repo, how: str) -> None:
    """Also before the move is committed, as in the hook that runs then; and not with a guess."""
    repo.commit({"n/2026-03-01-a.md": "[it](old.md)\n", "n/old.md": "Old words.\n", "m/olds.md": "Others.\n"})
    if how == "moved":
        (repo.root / "n/old.md").rename(repo.root / "n/newer.md")
    else:
        repo.git("mv", "n/old.md", "n/newer.md")
    if how == "committed":
        repo.commit({})
    since = "HEAD" if how != "committed" else "HEAD~1"
    assert _run("--format", "concise", "--changed-since", since).output.splitlines()[0] == (
        "n/2026-03-01-a.md:1:6: error[broken-link]: no document at `old.md` "
        "(it has moved: `newer.md`; `narrate check --fix` writes that)"
    )


@pytest.mark.parametrize("committed", [True, False])
def test_a_link_to_what_was_deleted_says_how_it_comes_back(repo: Repo, committed: bool) -> None:
    """A lesson of a narration that is gone. The command is run as it is said, in another folder."""
    lesson = "---\nfrom: [../n/it's.md, ../n/never.md]\n---\nWait.\n"
    repo.commit({"lessons/a.md": lesson, "n/it's.md": "It.\n"})
    if committed:
        since, commit = "it was deleted on 2023-11-14", repo.commit({"n/it's.md": None})[:9] + "^"
    else:
        (repo.root / "n/it's.md").unlink()
        since, commit = "it is deleted", "HEAD"
    links = [line for line in _run("--format", "concise").output.splitlines() if "broken-link" in line]
    said, _, mended = links[0].removesuffix("`)").partition(" with `")
    assert said.endswith(f"({since}: take the link out, or bring it back")
    assert mended.startswith(f"git checkout {commit} -- ")
    assert links[1].endswith("(correct the address, or write the document)")
    subprocess.run(mended, shell=True, check=True, cwd=repo.root / "lessons")
    assert (repo.root / "n/it's.md").read_text() == "It.\n"


def test_a_file_with_thousands_of_slips_takes_no_time(repo: Repo) -> None:
    tags = ", ".join(f"tag{number:x}z{number * 7:x}" for number in range(5_000))
    repo.write("n/2026-03-01-a.md", f"---\ntags: [{tags}]\n---\n\n" + "#cachng [x](gone.md)\n\n" * 3_000)
    before = time.perf_counter()
    _run("--diff", "--format", "json", "-q")
    assert time.perf_counter() - before < 20

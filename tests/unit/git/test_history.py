"""What Git is asked about a page, scenario by scenario."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gitrepo import ANA, BEN, Repo
from narrate.git.history import FileHistory, read_history
from narrate.model.document import Author

LONG = "\n".join(f"line {n} of a page" for n in range(40)) + "\n"
OTHER = "\n".join(f"quite another {n * n} thing" for n in range(40)) + "\n"
FIRST = "1600000000 +0200"
FIRST_TEXT = "2020-09-13T14:26:40+02:00"
ANA_AUTHOR = Author("Ana Lima", "ana@team.test")
BEN_AUTHOR = Author("Ben Ode", "ben@team.test")


def files(repo: Repo, below: str = ".") -> dict[str, FileHistory]:
    return read_history(repo.root / below, None).files


def names(people: tuple[Author, ...]) -> list[str]:
    return [person.name for person in people]


def edited_by_another(repo: Repo) -> None:
    repo.commit({"p.md": LONG + "more"}, BEN)


def renamed_by_another(repo: Repo) -> None:
    repo.move("p.md", "q.md", BEN)
    repo.move("q.md", "p.md", BEN)


def renamed_and_edited_at_once(repo: Repo) -> None:
    repo.move("p.md", "sub/q.md", BEN, LONG + "more")
    repo.move("sub/q.md", "p.md", BEN, LONG)


def removed_and_restored_by_another(repo: Repo) -> None:
    repo.commit({"p.md": None}, BEN)
    repo.commit({"p.md": LONG}, BEN)


def rewritten_on_two_branches_and_merged(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.commit({"p.md": "side\n" + LONG}, BEN)
    repo.git("checkout", "-q", "main")
    repo.commit({"p.md": LONG + "main\n"}, BEN)
    repo.git("merge", "-q", "--no-commit", "side")
    repo.record(BEN)


def renamed_on_a_branch_while_it_is_edited_on_main(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.move("p.md", "q.md", BEN)
    repo.git("checkout", "-q", "main")
    repo.commit({"p.md": LONG + "main\n"}, BEN)
    repo.git("merge", "-q", "--no-commit", "side")
    repo.record(BEN)
    repo.move("q.md", "p.md", BEN)


def replaced_by_a_link_and_back(repo: Repo) -> None:
    repo.commit({"p.md": None}, BEN)
    (repo.root / "p.md").symlink_to("other")
    repo.commit({}, BEN)
    (repo.root / "p.md").unlink()
    repo.commit({"p.md": OTHER}, BEN)


def an_author_date_before_the_first(repo: Repo) -> None:
    repo.commit({"p.md": LONG + "more"}, BEN, "1500000000 +0000")


def copied_by_another(repo: Repo) -> None:
    repo.commit({"copy.md": LONG}, BEN)


def made_executable_by_another(repo: Repo) -> None:
    repo.git("update-index", "--chmod=+x", "p.md")
    repo.record(BEN)


@pytest.mark.parametrize(
    "afterwards",
    [
        edited_by_another,
        renamed_by_another,
        renamed_and_edited_at_once,
        removed_and_restored_by_another,
        rewritten_on_two_branches_and_merged,
        renamed_on_a_branch_while_it_is_edited_on_main,
        replaced_by_a_link_and_back,
        an_author_date_before_the_first,
        copied_by_another,
        made_executable_by_another,
    ],
)
def test_nothing_that_happens_later_changes_who_began_a_page_and_when(
    repo: Repo, afterwards: Callable[[Repo], None]
) -> None:
    repo.commit({"p.md": LONG}, ANA, FIRST)
    afterwards(repo)
    page = files(repo)["p.md"]
    assert (page.created, page.authors) == (FIRST_TEXT, (ANA_AUTHOR,))
    assert page.updated >= page.created


@pytest.mark.parametrize(
    "harmless", [renamed_by_another, removed_and_restored_by_another, made_executable_by_another]
)
def test_what_leaves_the_words_as_they_were_makes_nobody_a_contributor(
    repo: Repo, harmless: Callable[[Repo], None]
) -> None:
    repo.commit({"p.md": LONG}, ANA, FIRST)
    harmless(repo)
    page = files(repo)["p.md"]
    assert (page.contributors, page.updated) == ((), FIRST_TEXT)


def test_an_edit_makes_a_contributor_and_an_update(repo: Repo) -> None:
    repo.commit({"p.md": LONG})
    repo.commit({"p.md": LONG + "1"}, BEN, "1700000500 -0330", "m\n\nCo-authored-by: Cy <cy@team.test>")
    page = files(repo)["p.md"]
    assert page.updated == "2023-11-14T18:51:40-03:30"
    assert names(page.contributors) == ["Ben Ode", "Cy"]


def test_earlier_paths_are_told_oldest_first_and_only_where_nothing_is_today(repo: Repo) -> None:
    repo.commit({"a.md": LONG})
    repo.move("a.md", "b.md")
    repo.move("b.md", "c/c.md")
    repo.commit({"b.md": OTHER}, BEN)
    told = files(repo)
    assert told["c/c.md"].renamed_from == ("a.md",)
    assert names(told["b.md"].authors) == ["Ben Ode"]


def test_a_new_file_at_the_path_of_a_renamed_one_is_another_page(repo: Repo) -> None:
    repo.commit({"a.md": LONG}, ANA, FIRST)
    repo.move("a.md", "b.md", BEN)
    repo.commit({"a.md": OTHER}, BEN, "1650000000 +0000")
    told = files(repo)
    assert (names(told["b.md"].authors), told["b.md"].created) == (["Ana Lima"], FIRST_TEXT)
    assert (names(told["a.md"].authors), told["a.md"].created[:4]) == (["Ben Ode"], "2022")


def test_a_copy_is_a_new_page(repo: Repo) -> None:
    repo.commit({"a.md": LONG}, ANA)
    repo.commit({"b.md": LONG}, BEN)
    assert names(files(repo)["b.md"].authors) == ["Ben Ode"]


def test_one_commit_that_renames_one_page_and_adds_another(repo: Repo) -> None:
    repo.commit({"a.md": LONG}, ANA)
    repo.git("mv", "a.md", "b.md")
    repo.commit({"c.md": OTHER}, BEN)
    told = files(repo)
    assert {path: names(page.authors) for path, page in told.items()} == {
        "b.md": ["Ana Lima"],
        "c.md": ["Ben Ode"],
    }


def test_pages_of_equal_content_keep_their_file_names_when_a_folder_is_renamed(repo: Repo) -> None:
    repo.commit({"old/x.md": LONG}, ANA)
    repo.commit({"old/y.md": LONG}, BEN)
    repo.git("mv", "old", "new")
    repo.commit({}, BEN)
    told = files(repo)
    assert [names(told[path].authors) for path in ("new/x.md", "new/y.md")] == [["Ana Lima"], ["Ben Ode"]]


def test_a_file_without_extension_is_followed_when_its_content_stays(repo: Repo) -> None:
    repo.commit({"Post mortem 7": LONG}, ANA)
    repo.move("Post mortem 7", "reports/Post mortem 7.md", BEN)
    assert names(files(repo)["reports/Post mortem 7.md"].authors) == ["Ana Lima"]


def test_empty_files_are_not_taken_for_renames(repo: Repo) -> None:
    repo.commit({"a.md": ""}, ANA)
    repo.git("rm", "-q", "a.md")
    repo.commit({"b.md": ""}, BEN)
    assert names(files(repo)["b.md"].authors) == ["Ben Ode"]


def test_a_page_that_a_merge_itself_adds_is_by_who_merged(repo: Repo) -> None:
    repo.commit({"a.md": LONG})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit({"b.md": "b"})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "side")
    repo.commit({"c.md": OTHER}, BEN)
    assert names(files(repo)["c.md"].authors) == ["Ben Ode"]


def test_a_page_that_a_merge_moves_keeps_its_author(repo: Repo) -> None:
    repo.commit({"a.md": "a"})
    repo.git("checkout", "-q", "--orphan", "other")
    repo.git("rm", "-rfq", ".")
    repo.commit({"x.md": LONG}, ANA, FIRST)
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-commit", "-s", "ours", "--allow-unrelated-histories", "other")
    repo.git("read-tree", "--prefix=docs/", "-u", "other")
    repo.record(BEN)
    page = files(repo)["docs/x.md"]
    assert (page.created, names(page.authors), page.renamed_from) == (FIRST_TEXT, ["Ana Lima"], ("x.md",))


def test_a_merge_of_three_branches_is_read_like_any_other(repo: Repo) -> None:
    repo.commit({"a.md": "a"})
    for name in ("one", "two"):
        repo.git("checkout", "-q", "-b", name, "main")
        repo.commit({f"{name}.md": name}, BEN)
    repo.git("checkout", "-q", "main")
    repo.commit({"b.md": "b"})
    repo.git("merge", "-q", "--no-commit", "one", "two")
    repo.record(BEN)
    assert {path: names(page.authors)[0][:3] for path, page in files(repo).items()} == {
        "a.md": "Ana", "b.md": "Ana", "one.md": "Ben", "two.md": "Ben",
    }  # fmt: skip


def test_bots_are_left_out_and_do_not_update(repo: Repo) -> None:
    repo.commit({"p.md": LONG}, ANA, FIRST)
    repo.commit({"p.md": LONG + "1"}, "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>")
    repo.commit({"p.md": LONG + "2"}, "Sync Job <sync@team.test>")
    page = read_history(repo.root, None, bots=("sync job",)).files["p.md"]
    assert (page.updated, page.contributors) == (FIRST_TEXT, ())


def test_what_a_bot_began_with_a_person_is_the_persons(repo: Repo) -> None:
    trailer = "m\n\nCo-authored-by: Ben Ode <ben@team.test>"
    repo.commit({"p.md": LONG}, "editor-bot <bot@team.test>", message=trailer)
    assert files(repo)["p.md"].authors == (BEN_AUTHOR,)


def test_mailmap_names_authors_and_co_authors(repo: Repo) -> None:
    repo.write(".mailmap", "Ana Lima <ana@team.test> <old@home.test>\nBenjamin Ode <ben@team.test>\n")
    repo.commit({"p.md": LONG}, "A. L. <OLD@home.test>", message="m\n\nco-authored-by: ben <ben@team.test>\n")
    assert files(repo)["p.md"].authors == (ANA_AUTHOR, Author("Benjamin Ode", "ben@team.test"))


def test_a_content_root_below_the_repository_sees_only_itself(repo: Repo) -> None:
    repo.commit({"wiki/a.md": LONG, "b.md": OTHER, "docs/c.md": "c"}, ANA, FIRST)
    repo.move("wiki/a.md", "docs/a.md", BEN)
    repo.move("docs/a.md", "docs/new/a.md", BEN)
    history = read_history(repo.root / "docs", None)
    assert (history.prefix, sorted(history.files)) == ("docs/", ["c.md", "new/a.md"])
    assert history.files["new/a.md"].renamed_from == ("a.md",)
    assert history.files["new/a.md"].created == FIRST_TEXT


@pytest.mark.parametrize("name", ["a\nb.md", "ta\tb.md", '"q".md', ":x.md", "é ñ.md", "-rf.md", "R100"])
def test_odd_names_are_read_as_they_are(repo: Repo, name: str) -> None:
    repo.commit({f"f/{name}": LONG}, ANA, FIRST)
    repo.move(f"f/{name}", name, BEN)
    page = files(repo)[name]
    assert (page.created, names(page.authors), page.renamed_from) == (
        FIRST_TEXT,
        ["Ana Lima"],
        (f"f/{name}",),
    )


def test_a_name_that_is_not_utf_8_is_left_out_and_remembered_for_the_date(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"caf\udce9.md": LONG, "b.md": "b"}, ANA, FIRST)
    assert list(files(repo)) == ["b.md"]
    repo.move("caf\udce9.md", "café.md", BEN)
    page = read_history(repo.root, tmp_path / "cache").files["café.md"]
    assert (page.created, page.renamed_from) == (FIRST_TEXT, ())


@pytest.mark.parametrize("stamp", ["-1 +0000", "99999999999999999999 +0000", "3170843000000 +0000", "x", ""])
def test_a_date_that_is_none_is_not_known(repo: Repo, stamp: str) -> None:
    commit = b"author A <a@x> %s\ncommitter A <a@x> %s\n\nm\n" % (stamp.encode(), stamp.encode())
    assert raw_history(repo, commit).created == ""


def test_an_impossible_zone_counts_as_none(repo: Repo) -> None:
    commit = b"author A <a@x> 1600000000 +9999\ncommitter A <a@x> 1600000000 +9999\n\nm\n"
    assert raw_history(repo, commit).created == "2020-09-13T12:26:40+00:00"


def test_an_author_without_a_name_is_an_address_and_without_both_nobody(repo: Repo) -> None:
    named = b"author  <a@x> 1600000000 +0000\ncommitter A <a@x> 1600000000 +0000\n\nm\n"
    assert raw_history(repo, named).authors == (Author("", "a@x"),)
    nameless = b"author  <> 1600000000 +0000\ncommitter A <a@x> 1600000000 +0000\n\nm\n"
    assert raw_history(repo, nameless).authors == ()


def test_a_message_in_another_encoding_and_with_odd_bytes_is_read(repo: Repo) -> None:
    commit = (
        b"author Ren\xe9 <r@x> 1600000000 +0000\ncommitter A <a@x> 1600000000 +0000\nencoding ISO-8859-1\n\n"
        b":100644 100644 m\x01\n\n:000000\nCo-authored-by: Zo\xeb <z@x>\n"
    )
    assert names(raw_history(repo, commit).authors) == ["René", "Zoë"]


def raw_history(repo: Repo, commit: bytes) -> FileHistory:
    """The history of one page, added by a commit that is written byte for byte."""
    repo.write("p.md", LONG)
    repo.git("add", "-A")
    tree = repo.git("write-tree")
    command = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    text = f"tree {tree}\n".encode() + commit
    done = subprocess.run(command, cwd=repo.root, input=text, capture_output=True, check=True)
    repo.git("update-ref", "HEAD", done.stdout.decode().strip())
    return files(repo)["p.md"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tools/batch.md", "tools/compute/batch.md"),
        ("privacy/README.md", "quality/privacy/readme.md"),
        ("batch.md", "Tools/Batch.md"),
    ],
)
def test_a_page_that_moves_and_is_written_anew_in_one_commit_is_the_same(
    repo: Repo, old: str, new: str
) -> None:
    repo.commit({old: LONG, "other.md": "Something else."}, ANA, FIRST)
    repo.commit({old: None, new: OTHER, "third.md": OTHER + "and more"}, BEN)
    page = files(repo)[new]
    assert (page.created, page.authors) == (FIRST_TEXT, (ANA_AUTHOR,))
    assert names(page.contributors) == ["Ben Ode"]


def test_names_that_several_pages_have_say_nothing_of_a_move(repo: Repo) -> None:
    repo.commit({"a/notes.md": LONG, "b/notes.md": LONG + "b", "c/README.md": "\n".join("xyz")}, ANA, FIRST)
    repo.commit({"a/notes.md": None, "b/notes.md": None, "d/notes.md": OTHER}, BEN)
    repo.commit({"c/README.md": None, "e/README.md": OTHER}, BEN)
    assert files(repo)["d/notes.md"].authors == files(repo)["e/README.md"].authors == (BEN_AUTHOR,)

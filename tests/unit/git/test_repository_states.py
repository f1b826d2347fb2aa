"""Every state a repository can be in gives an answer, and never a wrong one."""

import os
import subprocess
from pathlib import Path

import pytest

from gitrepo import ANA, BEN, Repo
from narrate.git.history import History, read_history
from narrate.model.document import Author


def clone(repo: Repo, to: Path, *options: str) -> Path:
    repo.git("clone", "-q", *options, f"file://{repo.root}", str(to))
    return to


def test_a_folder_outside_of_any_repository_has_no_history(tmp_path: Path) -> None:
    assert read_history(tmp_path, None) == History()


def test_without_git_there_is_no_repository(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a.md": "a"})
    monkeypatch.setenv("PATH", "/nowhere")
    assert read_history(repo.root, None) == History()


@pytest.mark.parametrize("broken", ["", "gitdir: /nowhere\n", "nonsense"])
def test_a_broken_git_file_is_no_repository(tmp_path: Path, broken: str) -> None:
    (tmp_path / ".git").write_text(broken)
    assert read_history(tmp_path, None) == History()


def test_before_the_first_commit_there_are_no_pages(repo: Repo) -> None:
    repo.write("a.md", "a")
    history = read_history(repo.root, None)
    assert (history.repository, history.head, history.files, history.failure) == (True, "", {}, "")


def test_a_detached_head_is_read_and_has_no_branch(repo: Repo) -> None:
    repo.commit({"a.md": "a"})
    head = repo.commit({"b.md": "b"})
    repo.git("checkout", "-q", "--detach")
    history = read_history(repo.root, None)
    assert (history.head, history.branch, sorted(history.files)) == (head, "", ["a.md", "b.md"])


def test_a_detached_clone_names_the_main_branch_of_its_origin(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.md": "a"})
    root = clone(repo, tmp_path / "clone")
    subprocess.run(["git", "checkout", "-q", "--detach"], cwd=root, check=True)
    assert read_history(root, None).branch == "main"


def test_files_and_branches_called_as_revisions_do_not_confuse(repo: Repo) -> None:
    first = repo.commit({"HEAD": "a", "main": "b", "HEAD.md": "c"})
    assert read_history(repo.root, None).branch == "main"
    second = repo.commit({"b.md": "b"}, BEN)
    repo.git("update-ref", "refs/heads/HEAD", first)
    history = read_history(repo.root, None)
    assert (history.head, sorted(history.files)) == (second, ["HEAD", "HEAD.md", "b.md", "main"])


def test_only_what_is_committed_is_told(repo: Repo) -> None:
    repo.commit({"a.md": "a"})
    repo.write("b.md", "b")
    repo.git("add", "-A")
    assert list(read_history(repo.root, None).files) == ["a.md"]


def test_what_lies_beyond_the_edge_of_a_shallow_clone_is_not_known(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"old.md": "o", "kept.md": "k"}, ANA)
    repo.commit({"old.md": "o2"}, BEN)
    repo.commit({"new.md": "n"}, BEN)
    repo.commit({"kept.md": "k2"}, BEN)
    root = clone(repo, tmp_path / "clone", "--depth=3")
    history = read_history(root, tmp_path / "cache")
    assert history.shallow
    told = {path: (page.created[:4], len(page.authors)) for path, page in history.files.items()}
    assert told == {"kept.md": ("", 0), "new.md": ("2023", 1), "old.md": ("", 0)}
    assert (history.files["old.md"].updated, history.files["kept.md"].updated[:4]) == ("", "2023")


def test_a_deepened_clone_forgets_what_it_took_for_the_beginning(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"old.md": "o"}, ANA)
    repo.commit({"old.md": "o2"}, BEN)
    root = clone(repo, tmp_path / "clone", "--depth=1")
    assert read_history(root, tmp_path / "cache").files["old.md"].created == ""
    command = ["git", "-c", "protocol.file.allow=always", "fetch", "-q", "--unshallow"]
    subprocess.run(command, cwd=root, check=True)
    history = read_history(root, tmp_path / "cache")
    assert not history.shallow
    assert history == read_history(root, None)
    assert history.files["old.md"].authors[0].name == "Ana Lima"


def test_a_clone_without_old_contents_fetches_nothing_and_follows_what_was_only_moved(
    repo: Repo, tmp_path: Path
) -> None:
    text = "\n".join(f"line {n}" for n in range(40))
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit({"a.md": text, "b.md": text + "b"}, ANA)
    repo.git("mv", "a.md", "x.md")
    repo.git("mv", "b.md", "y.md")
    repo.commit({"y.md": text + "c"}, BEN)
    repo.commit({"x.md": text + "later", "y.md": text + "later"}, BEN)
    root = clone(repo, tmp_path / "clone", "--filter=blob:none")
    before = sorted(os.listdir(root / ".git/objects/pack"))
    history = read_history(root, tmp_path / "cache")
    assert sorted(os.listdir(root / ".git/objects/pack")) == before
    assert (history.failure, history.files["x.md"].authors[0].name) == ("", "Ana Lima")
    assert not (tmp_path / "cache").exists(), "what could not be seen whole is not remembered"


def test_a_clone_without_trees_says_that_it_cannot_tell(repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit({"a.md": "a"})
    repo.commit({"a.md": "b"})
    root = clone(repo, tmp_path / "clone", "--filter=tree:0")
    history = read_history(root, None)
    assert (history.files, history.failure) == ({}, "`git log` could not read the history of this repository")


def test_a_damaged_repository_says_that_it_cannot_tell(repo: Repo) -> None:
    repo.commit({"a.md": "a"})
    tree = repo.git("rev-parse", "HEAD^{tree}")
    (repo.root / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()
    assert read_history(repo.root, None).failure


def test_a_second_work_tree_is_read_like_the_first(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.md": "a"})
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "second"))
    history = read_history(tmp_path / "second", None)
    assert (history.branch, history.prefix, list(history.files)) == ("other", "", ["a.md"])


def test_a_submodule_has_a_history_of_its_own_and_is_no_page_outside(repo: Repo, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit({"inner.md": "i"}, BEN)
    repo.commit({"a.md": "a"})
    repo.git("submodule", "add", "-q", str(inner.root), "handbook")
    repo.record()
    assert list(read_history(repo.root, None).files) == ["a.md"]
    assert list(read_history(repo.root / "handbook", None).files) == ["inner.md"]


def test_a_sha_256_repository_is_read(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", "--object-format=sha256")
    repo.commit({"a.md": "line\n" * 20}, ANA)
    repo.move("a.md", "b.md", BEN)
    history = read_history(repo.root, tmp_path / "cache")
    assert (len(history.head), history.files["b.md"].authors[0].name) == (64, "Ana Lima")


def test_a_link_to_the_content_root_is_the_content_root(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"docs/a.md": "a"})
    (tmp_path / "link").symlink_to(repo.root / "docs")
    assert list(read_history(tmp_path / "link", None).files) == ["a.md"]


def test_replaced_and_grafted_commits_are_read_as_they_were_made(repo: Repo) -> None:
    first = repo.commit({"a.md": "a"}, ANA)
    second = repo.commit({"a.md": "b"}, BEN)
    repo.git("replace", "--graft", second)
    (repo.root / ".git/info").mkdir(exist_ok=True)
    (repo.root / ".git/info/grafts").write_text(f"{second}\n")
    assert read_history(repo.root, None).files["a.md"].authors[0].name == "Ana Lima", first


def test_the_configured_user_may_come_from_the_users_own_file(repo: Repo, nobody: Path) -> None:
    (nobody / ".gitconfig").write_text("[user]\nname = Ana Lima\nemail = ana@home.test\n")
    assert read_history(repo.root, None).user == Author("Ana Lima", "ana@home.test")
    repo.git("config", "user.email", "ana@team.test")
    assert read_history(repo.root, None).user == Author("Ana Lima", "ana@team.test")


def test_nobody_configured_is_nobody(repo: Repo) -> None:
    assert read_history(repo.root, None).user is None


def test_ignored_folders_and_files_are_named_once(repo: Repo) -> None:
    repo.write(".gitignore", ".venv/\n*.tmp.md\n")
    repo.write(".venv/lib/readme.md", "x")
    repo.write("docs/.venv/readme.md", "x")
    repo.write("docs/a.tmp.md", "x")
    repo.write("docs/a.md", "x")
    assert read_history(repo.root, None).ignored == (".venv/", "docs/.venv/", "docs/a.tmp.md")
    assert read_history(repo.root / "docs", None).ignored == (".venv/", "a.tmp.md")


def test_a_root_that_is_itself_ignored_is_still_content(repo: Repo) -> None:
    repo.write(".gitignore", "scratch/\n")
    repo.write("scratch/a.md", "x")
    assert read_history(repo.root / "scratch", None).ignored == ()


def test_nothing_that_a_repository_names_is_ever_run(repo: Repo, tmp_path: Path) -> None:
    """Hooks, filters, monitors, pagers, signature programs, remote helpers, replaced work trees."""
    repo.commit({"a.md": "a\n" * 9, "b.md": "b"})
    repo.move("a.md", "c.md", BEN, "a\n" * 9 + "c")
    ran = tmp_path / "ran"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho $0 $@ >> {ran}\ncat\n")
    trap.chmod(0o755)
    repo.write(".gitattributes", "* filter=trap diff=trap\n")
    repo.write(".gitignore", "ignored.md\n")
    repo.write("ignored.md", "i")
    repo.write("c.md", "changed\n")
    programs = (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass", "core.gitProxy",
        "core.alternateRefsCommand", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process",
        "diff.external", "diff.trap.command", "diff.trap.textconv", "gpg.program", "gpg.ssh.program",
        "credential.helper", "uploadpack.packObjectsHook", "remote.origin.uploadpack", "pager.log",
        "interactive.diffFilter", "trailer.co-authored-by.command", "sequence.editor", "pager.ls-files",
    )  # fmt: skip
    for name in programs:
        repo.git("config", name, str(trap))
    for name in ("log", "ls-files", "rev-parse", "config", "ls-tree"):
        repo.git("config", f"alias.{name}", f"!{trap}")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "diff.relative", "true")
    repo.git("config", "log.showRoot", "false")
    repo.git("config", "diff.noprefix", "true")
    repo.git("config", "core.quotePath", "true")
    repo.git("config", "core.worktree", str(tmp_path))
    hooks = repo.root / ".git/hooks"
    for name in ("post-index-change", "pre-auto-gc", "reference-transaction", "post-checkout"):
        (hooks / name).unlink(missing_ok=True)
        (hooks / name).symlink_to(trap)
    ran.unlink(missing_ok=True)
    history = read_history(repo.root, None)
    assert not ran.exists(), ran.read_text()
    assert sorted(history.files) == ["b.md", "c.md"]
    assert history.files["c.md"].renamed_from == ("a.md",)
    assert history.ignored == ("ignored.md",)


def test_a_repository_of_somebody_else_is_read(repo: Repo) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    repo.commit({"a.md": "a"})
    os.chown(repo.root, 65534, 65534)
    os.chown(repo.root / ".git", 65534, 65534)
    assert list(read_history(repo.root, None).files) == ["a.md"]

"""What is remembered never changes what is told."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from gitrepo import ANA, BEN, Repo
from narrate.git.command import Repository
from narrate.git.commits import read_commits
from narrate.git.history import read_history
from narrate.git.lives import in_order

PEOPLE = ("Ana <ana@x.test>", "Ben <ben@x.test>", "Cy <cy@x.test>", "renovate[bot] <bot@x.test>")


def random_history(seed: int, size: int) -> bytes:
    """A stream for `git fast-import`: branches, merges, edits, renames, removals and restorations by chance."""
    chance = random.Random(seed)
    stream: list[str] = ["feature done\n"]
    trees: dict[int, dict[str, str]] = {}
    for mark in range(1, size + 1):
        parents = [mark - 1] if mark > 1 and chance.random() < 0.7 else []
        if mark > 2 and (not parents or chance.random() < 0.25):
            parents += [p for p in chance.sample(range(1, mark), min(2, mark - 1)) if p not in parents]
        parents = parents[: chance.choice((1, 2, 2, 3))]
        tree = {path: text for parent in reversed(parents) for path, text in trees[parent].items()}
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            path = chance.choice(("a.md", "b.md", "c/d.md", "e", "c/f.md", "g.txt"))
            deed = chance.random()
            if deed < 0.25 and path in tree:
                del tree[path]
            elif deed < 0.55 and path in tree:
                tree[chance.choice(("a.md", "b.md", "h.md", "c/d.md", "i"))] = tree.pop(path)
            else:
                words = chance.choice((tree.get(path, ""), "", "page\n" * 9))
                tree[path] = words + "".join(f"{chance.randrange(9)} words\n" for _ in range(9))
        trees[mark] = tree
        when = 1_600_000_000 + chance.randrange(-500, 500) + 100 * mark
        stream.append(f"commit refs/heads/m{mark}\nmark :{mark}\n")
        stream.append(f"author {chance.choice(PEOPLE)} {when} +0{chance.randrange(9)}00\n")
        stream.append(f"committer C <c@x.test> {when + chance.randrange(-300, 300)} +0000\ndata 1\nm\n")
        stream += [f"{'merge' if n else 'from'} :{parent}\n" for n, parent in enumerate(parents)]
        stream.append("deleteall\n")
        for path, text in sorted(tree.items()):
            stream.append(f"M 644 inline {path}\ndata {len(text)}\n{text}\n")
    return "".join([*stream, "done\n"]).encode()


@pytest.mark.parametrize("seed", range(12))
def test_reading_on_from_any_commit_to_any_other_equals_reading_anew(
    repo: Repo, tmp_path: Path, seed: int
) -> None:
    size = 40
    command = ["git", "fast-import", "--quiet"]
    subprocess.run(command, cwd=repo.root, input=random_history(seed, size), check=True)
    chance = random.Random(seed)
    ahead = sorted(chance.sample(range(1, size + 1), 10))
    for mark in [*ahead, *chance.sample(range(1, size + 1), 6), size]:
        repo.git("symbolic-ref", "HEAD", f"refs/heads/m{mark}")
        assert read_history(repo.root, tmp_path / "cache") == read_history(repo.root, None)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_commits_is_a_function_of_the_commits(repo: Repo, seed: int) -> None:
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=repo.root, input=random_history(seed, 40), check=True
    )
    repository = Repository("git", repo.root, repo.root)
    found, _ = read_commits(repository, repo.git("rev-parse", "m40"), "")
    expected = [commit.id for commit in in_order(found)]
    seen: set[str] = set()
    for commit in in_order(found):
        assert seen.issuperset(commit.parents)
        seen.add(commit.id)
    random.Random(seed).shuffle(found)
    assert [commit.id for commit in in_order(found)] == expected


def remove_tree(repo: Repo, commit: str) -> None:
    tree = repo.git("rev-parse", f"{commit}^{{tree}}")
    (repo.root / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()


def test_without_a_new_commit_no_history_is_read(repo: Repo, tmp_path: Path) -> None:
    commit = repo.commit({"a.md": "a"})
    first = read_history(repo.root, tmp_path)
    remove_tree(repo, commit)
    assert read_history(repo.root, None).failure
    assert read_history(repo.root, tmp_path) == first


def test_a_new_commit_asks_for_itself_alone(repo: Repo, tmp_path: Path) -> None:
    older = [repo.commit({"a.md": f"{number}"}) for number in range(5)]
    read_history(repo.root, tmp_path)
    repo.commit({"b.md": "b"}, BEN)
    for commit in older[:-1]:
        remove_tree(repo, commit)
    history = read_history(repo.root, tmp_path)
    assert (history.failure, sorted(history.files)) == ("", ["a.md", "b.md"])


def test_an_amended_commit_leaves_nothing_behind(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.md": "a"}, ANA)
    repo.commit({"b.md": "b"}, ANA)
    read_history(repo.root, tmp_path)
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.commit({"b.md": "b"}, BEN)
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "-q", "--prune=now")
    history = read_history(repo.root, tmp_path)
    assert history.files["b.md"].authors[0].name == "Ben Ode"
    assert history == read_history(repo.root, None)


def test_mailmap_and_bots_take_effect_at_once(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.md": "a"}, ANA)
    read_history(repo.root, tmp_path)
    repo.write(".mailmap", "Anna Lima <ana@team.test>\n")
    assert read_history(repo.root, tmp_path).files["a.md"].authors[0].name == "Anna Lima"
    assert read_history(repo.root, tmp_path, ("anna lima",)).files["a.md"].authors == ()


def test_two_roots_of_one_repository_may_share_a_cache(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"docs/a.md": "a", "wiki/b.md": "b"})
    for below, page in (("docs", "a.md"), ("wiki", "b.md"), ("docs", "a.md")):
        assert list(read_history(repo.root / below, tmp_path).files) == [page]


@pytest.mark.parametrize("file", ["git-history.msgpack", "git-commits.msgpack"])
@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"\x93\xc4\x01a\xa1b\x91", "half"])
def test_a_damaged_memory_is_no_memory(repo: Repo, tmp_path: Path, file: str, damage: bytes | str) -> None:
    repo.commit({"a.md": "a"})
    expected = read_history(repo.root, tmp_path)
    repo.git("commit", "-q", "--allow-empty", "-m", "x", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@x")
    content = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(content[: len(content) // 2] if isinstance(damage, str) else damage)
    assert read_history(repo.root, tmp_path).files == expected.files


def test_a_cache_that_cannot_be_written_is_only_slower(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.md": "a"})
    (tmp_path / "cache").write_text("a file, not a folder")
    assert list(read_history(repo.root, tmp_path / "cache").files) == ["a.md"]


def test_nothing_temporary_stays_behind(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.md": "a"})
    read_history(repo.root, tmp_path / "cache")
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [
        "git-commits.msgpack",
        "git-history.msgpack",
    ]


def test_a_thousand_pages_that_move_and_change_at_once_are_read_in_seconds(repo: Repo) -> None:
    """Names that are all the same leave nothing but comparing contents, which is bounded."""
    for side in ("a", "b"):
        for number in range(1000):
            file = repo.root / f"{side}/{number}/README.md"
            file.parent.mkdir(parents=True)
            file.write_text(
                "".join(f"{side if line % 4 == 0 else ''} {number} {line}\n" for line in range(20))
            )
        if side == "b":
            repo.git("rm", "-rfq", "a")
        repo.commit({}, ANA if side == "a" else BEN)
    started = time.monotonic()
    files = read_history(repo.root, None).files
    assert {page.authors[0].name for page in files.values()} == {"Ana Lima"}
    assert time.monotonic() - started < 30

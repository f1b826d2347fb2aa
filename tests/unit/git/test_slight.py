"""Commits that go through many pages: which of them are a version of a page, and which are nobody's words."""

from pathlib import Path

import pytest

from gitrepo import ANA, BEN, Repo
from narrate.git.history import FileHistory, History, read_history
from narrate.git.versions import Step, unpack

WORDS = (
    "The cache was cold whenever a runner had been replaced, so the first build of a day took nine minutes."
)
PAGES = 10


def page(number: int, words: str = WORDS) -> str:
    return f"---\ntitle: Page {number}\n---\n\n# Page {number}\n\n{words} We saw it {number} times.\n"


def everywhere(text: str = "{}", many: int = PAGES) -> dict[str, str | None]:
    return {f"p{number}.md": text.format(page(number)) for number in range(many)}


def steps(history: History, file: FileHistory) -> tuple[Step, ...]:
    return unpack(file.versions, len(history.head))


HEADER = "<!--\nCopyright the Averdale team, all rights reserved.\nLicensed under the terms that stand in LICENSE.\n-->\n{}"


def wrapped(text: str) -> str:
    return text.replace(", so", ",\nso").replace("# Page", "#  Page")


@pytest.mark.parametrize(
    ("what", "of_all"),
    [
        ("a licence header", {name: HEADER.format(text) for name, text in everywhere().items()}),
        ("another width of lines", {name: wrapped(text or "") for name, text in everywhere().items()}),
        ("a word", {name: (text or "").replace("runner", "worker") for name, text in everywhere().items()}),
        (
            "a key",
            {
                name: (text or "").replace("title:", "layout: post\ntitle:")
                for name, text in everywhere().items()
            },
        ),
        (
            "an ending of lines",
            {name: (text or "").replace("\n", "\r\n") for name, text in everywhere().items()},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_through_all_pages_is_a_version_of_none(
    repo: Repo, what: str, of_all: dict[str, str | None]
) -> None:
    repo.commit(everywhere())
    repo.commit(of_all, BEN, message=f"{what} everywhere")
    for file in read_history(repo.root, None).files.values():
        assert (file.updated, file.contributors, file.versions) == (file.created, (), b"")


def test_whoever_writes_in_one_of_them_has_changed_that_one(repo: Repo) -> None:
    repo.commit(everywhere())
    header = {name: HEADER.format(text) for name, text in everywhere().items()}
    header["p3.md"] += "\nSince then a runner keeps its cache on a disk that outlives it, and nobody waits.\n"
    repo.commit(header, BEN)
    found = read_history(repo.root, None)
    changed = [name for name, file in found.files.items() if file.versions]
    assert changed == ["p3.md"]
    assert [one.name for one in found.files["p3.md"].contributors] == ["Ben Ode"]


@pytest.mark.parametrize("many", [1, 7])
def test_a_word_in_a_few_pages_is_a_version_of_each(repo: Repo, many: int) -> None:
    repo.commit(everywhere())
    few = dict(list(everywhere().items())[:many])
    repo.commit({name: (text or "").replace("runner", "worker") for name, text in few.items()}, BEN)
    assert sum(bool(file.versions) for file in read_history(repo.root, None).files.values()) == many


def test_many_pages_written_anew_at_once_are_versions(repo: Repo) -> None:
    repo.commit(everywhere())
    anew = "Runner {n} keeps its cache on disk {n} now, which outlives it: measured on day {n}, told by team {n}. "
    repo.commit({f"p{n}.md": page(n, anew.format(n=n) * 3) for n in range(PAGES)}, BEN)
    assert all(file.versions for file in read_history(repo.root, None).files.values())


def test_the_version_after_a_slight_change_differs_by_its_own_words_alone(repo: Repo) -> None:
    repo.commit(everywhere())
    repo.commit({name: HEADER.format(text) for name, text in everywhere().items()}, BEN)
    swept = repo.git("rev-parse", "HEAD:p1.md")[:16]
    repo.commit({"p1.md": HEADER.format(page(1)) + "\nMore of it.\n"}, ANA)
    found = read_history(repo.root, None)
    first, second = steps(found, found.files["p1.md"])
    assert (first.before, second.before) == ("", swept)
    assert first.blob != swept


def test_pages_that_move_with_a_mended_link_are_what_they_were(repo: Repo) -> None:
    repo.commit(everywhere("{}\nSee [the other](notes/other.md).\n"))
    repo.git("mv", "p0.md", "q0.md")
    for number in range(PAGES):
        (repo.root / "notes").mkdir(exist_ok=True)
        if number:
            repo.git("mv", f"p{number}.md", f"notes/p{number}.md")
    repo.git("mv", "q0.md", "notes/p0.md")
    texts = everywhere("{}\nSee [the other](other.md).\n")
    repo.commit({f"notes/{name}": text for name, text in texts.items()}, BEN)
    for file in read_history(repo.root, None).files.values():
        assert (file.contributors, file.versions) == ((), b"")


def test_of_a_commit_that_changes_very_many_pages_some_are_read(repo: Repo) -> None:
    repo.commit(everywhere(many=200))
    texts = {name: (text or "").replace("runner", "worker") for name, text in everywhere(many=200).items()}
    repo.commit(texts, BEN)
    assert not any(file.versions for file in read_history(repo.root, None).files.values())


def test_what_was_noticed_is_remembered_and_new_commits_are_looked_at(repo: Repo, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    repo.commit(everywhere())
    repo.commit({name: HEADER.format(text) for name, text in everywhere().items()}, BEN)
    read_history(repo.root, cache)
    repo.commit({name: HEADER.format(HEADER.format(text)) for name, text in everywhere().items()}, BEN)
    assert read_history(repo.root, cache).files == read_history(repo.root, None).files
    assert not any(file.versions for file in read_history(repo.root, cache).files.values())

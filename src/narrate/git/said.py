"""What people said when they committed: asked only of the few commits that a page tells of."""

from collections.abc import Collection

import msgspec

from narrate.git.command import GitError, Repository
from narrate.git.commits import author_of, clock_of, coauthors_of
from narrate.model.document import Author
from narrate.model.moment import from_epoch

_LONGEST = 160


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A commit, as its author made it."""

    date: str
    people: tuple[Author, ...]
    """The author and co-authors, as they are written."""
    subject: str


def read_said(repository: Repository, commits: Collection[str]) -> dict[str, Said]:
    """What is said in each commit. One that this clone does not have is left out."""
    if not commits:
        return {}
    asked = (
        "log", "--ignore-missing", "--stdin", "--no-walk=unsorted", "-z", "-s", "--no-color", "--no-notes",
        "--no-decorate", "--no-mailmap", "--no-show-signature", "--encoding=UTF-8", "--date=raw",
        "--format=%H%x00%ad%x00%an%x00%ae%x00%B",
    )  # fmt: skip
    try:
        fields = [field.lstrip(b"\n") for field in repository.fields(*asked, stdin=sorted(commits))]
    except GitError:
        return {}
    found: dict[str, Said] = {}
    for commit, authored, name, email, message in zip(
        *(fields[start::5] for start in range(5)), strict=False
    ):
        author = author_of(name.decode("utf-8", "replace"), email.decode("utf-8", "replace"))
        said = Said(from_epoch(*clock_of(authored)), (author, *coauthors_of(message)), _subject(message))
        found[commit.decode("ascii", "replace")] = said
    return found


def _subject(message: bytes) -> str:
    """The first line of a message, printable and on one line."""
    line = next((line for line in message.decode("utf-8", "replace").splitlines() if line.strip()), "")
    words = " ".join("".join(each if each.isprintable() else " " for each in line).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"

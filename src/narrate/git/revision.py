"""What the content was at another commit: the names of its files and what was in them, from Git's objects alone.

A revision is whatever somebody writes (a branch, a tag, `HEAD~3`, an id); it is resolved to a commit first, and
every later question is asked with the commit's id.
"""

import re

import msgspec

from narrate.errors import NarrateError
from narrate.git.command import GitError, Repository, answer
from narrate.model.moment import from_epoch

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHORT = re.compile(r"[0-9a-f]{16,64}")


class Revision(msgspec.Struct, frozen=True):
    """The content at a commit. Paths are relative to the content root."""

    commit: str
    files: dict[str, str]
    """The id of each regular file's blob; of a symbolic link nothing, for what it leads to is not known."""
    modules: tuple[str, ...] = ()
    """Submodules: what is in them is not known."""

    def knows(self, path: str) -> bool:
        """Whether it can be said what was at a path."""
        return self.files.get(path) != "" and not any(path.startswith(f"{each}/") for each in self.modules)


def read_revision(repository: Repository, name: str) -> Revision:
    """The content where the current branch and the revision `name` parted, so that only one side's changes differ.

    Before the first commit, `HEAD` has nothing in it. Raises `NarrateError` when there is no such revision, or the
    clone does not reach back to where they parted.
    """
    if name == "HEAD" and not _resolved(repository, name):
        return Revision("", {})
    commit, head = _commit(repository, name), _commit(repository, "HEAD")
    base = answer(repository.start("merge-base", commit, head)).decode("ascii", "replace").split()
    if not base:
        shallow = answer(repository.start("rev-parse", "--is-shallow-repository")).strip() == b"true"
        help_line = (
            "fetch the whole history: `git fetch --unshallow`; in CI, `fetch-depth: 0` or `GIT_DEPTH: 0`"
        )
        raise NarrateError(f"`{name}` and what is checked out have no commit in common", help_line * shallow)
    files: dict[str, str] = {}
    modules: list[str] = []
    try:
        for line in repository.fields("ls-tree", "-rz", base[0]):
            described, _, written = line.partition(b"\t")
            mode, sort, blob = described.decode("ascii").split(" ")
            path = written.decode("utf-8", "backslashreplace")
            if sort == "blob":
                files[path] = "" if mode == "120000" else blob
            else:
                modules.append(path)
    except GitError as error:
        raise NarrateError(f"the files of `{name}` cannot be read: `git {error}` failed") from error
    return Revision(base[0], files, tuple(modules))


def all_files(repository: Repository, commit: str) -> dict[str, str]:
    """The id of every regular file's blob at a commit, by its path from the top of the work tree."""
    if not commit:
        return {}
    found: dict[str, str] = {}
    for line in repository.fields("ls-tree", "-rz", "--full-tree", commit):
        described, _, written = line.partition(b"\t")
        mode, sort, blob = described.decode("ascii").split(" ")
        if sort == "blob" and mode != "120000":
            found[written.decode("utf-8", "backslashreplace")] = blob
    return found


def committed_at(repository: Repository, commit: str) -> str:
    """When a commit was made, by its committer's clock (`moment`); empty when it cannot be said."""
    asked = ("rev-list", "--max-count=1", "--format=%ct %ci", commit)
    words = (
        answer(repository.start(*asked)).decode("ascii", "replace").split()[2:]
    )  # after `commit` and its id
    if len(words) < 4 or not words[0].isdigit():
        return ""
    sign, hours, minutes = words[3][:1], words[3][1:3], words[3][3:5]
    offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1) if words[3][1:].isdigit() else 0
    return from_epoch(int(words[0]), offset)


def staged_renames(repository: Repository, commit: str) -> dict[str, str]:
    """Files that have another name in the index than at a commit: old path to new, both below the content root."""
    if not commit:
        return {}
    asked = (
        "diff-index", "--cached", "-M", "-z", "--name-status", "--diff-filter=R", "--relative", "--no-ext-diff",
        "--no-textconv", commit,
    )  # fmt: skip
    try:
        fields = [field.decode("utf-8", "backslashreplace") for field in repository.fields(*asked)]
    except GitError:
        return {}
    return dict(zip(fields[1::3], fields[2::3], strict=False))


def read_blobs(repository: Repository, ids: tuple[str, ...]) -> dict[str, bytes]:
    """What is in each blob, by its id or the beginning of one. One that this clone does not have is left out."""
    wanted = [blob for blob in ids if _SHORT.fullmatch(blob)]
    if not wanted:
        return {}
    asked = "".join(f"{blob}\n" for blob in wanted).encode("ascii")
    printed, _ = repository.start("cat-file", "--batch").communicate(asked)
    found: dict[str, bytes] = {}
    at = 0
    for blob in wanted:
        end = printed.find(b"\n", at)
        if end < 0:
            break
        described = printed[at:end].decode("ascii", "replace").split(" ")[1:]
        at = end + 1
        if len(described) == 2:
            size = int(described[1])
            found[blob] = printed[at : at + size]
            at += size + 1
    return found


def _commit(repository: Repository, name: str) -> str:
    """The id of the commit that a revision names. What begins with a dash could be an option and is none."""
    shown = "".join(c if c.isprintable() else "?" for c in name[:80])
    help_line = "name a branch, a tag or a commit; in CI, fetch the whole history"
    if not name or name.startswith("-") or not name.isprintable():
        raise NarrateError(f"`{shown}` is no revision", help_line)
    commit = _resolved(repository, name)
    if not commit:
        raise NarrateError(f"there is no revision `{shown}`", help_line)
    return commit


def _resolved(repository: Repository, name: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    told = answer(repository.start(*asked)).decode("ascii", "replace").strip()
    return told if _ID.fullmatch(told) else ""

"""Files that were taken out of the content: by which commit, and when."""

import msgspec

from narrate.git.command import GitError, Repository

_LOG = (
    "log", "-z", "--diff-filter=D", "--no-renames", "--name-only", "--relative", "--no-color", "--no-notes", "--no-decorate",
    "--no-show-signature", "--no-ext-diff", "--no-textconv", "--format=%x01%H %cs",
)  # fmt: skip


class Deletion(msgspec.Struct, frozen=True):
    """The commit that took a file out, and the day of it; nothing when that is not committed yet."""

    commit: str = ""
    day: str = ""


def deletions(repository: Repository, head: str, paths: tuple[str, ...]) -> dict[str, Deletion]:
    """The last deletion of each of some files that are not there. Paths are below the content root."""
    found: dict[str, Deletion] = {}
    latest = Deletion()
    try:
        committed = repository.fields("ls-tree", "-z", "--name-only", head, "--", *paths)
        found |= {each.decode("utf-8", "backslashreplace"): Deletion() for each in committed}
        for field in repository.fields(*_LOG, head, "--", *(f":(literal){path}" for path in paths)):
            written = field.decode("utf-8", "backslashreplace").lstrip("\n")
            if written.startswith("\x01"):
                commit, _, day = written[1:].strip().partition(" ")
                latest = Deletion(commit, day)
            elif written:
                found.setdefault(written, latest)
    except GitError:
        return {}
    return found

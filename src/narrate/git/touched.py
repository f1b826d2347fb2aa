"""Which files somebody is working on: what is staged, and what changed since a revision. Paths are from the top."""

from narrate.errors import NarrateError
from narrate.git.command import Repository, answer
from narrate.git.revision import read_revision

_NAMES = ("-r", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv")


def staged_files(repository: Repository, index: str = "") -> tuple[str, ...]:
    """Files that the next commit would change. `index`: the index of a commit that is being made, when Git names one."""
    if not _has_commit(repository):
        return _paths(repository, "ls-files", "-z", "--cached", "--full-name", ":/", index=index)
    return _paths(repository, "diff-index", "--cached", *_NAMES, "HEAD", index=index)


def files_since(repository: Repository, revision: str) -> tuple[str, ...]:
    """Files that commits changed since the current branch and the revision parted, and what is staged.

    Raises `NarrateError` when there is no such revision.
    """
    commit = read_revision(repository, revision).commit
    if not commit:
        return staged_files(repository)
    committed = _paths(repository, "diff-tree", *_NAMES, commit, "HEAD")
    return tuple(dict.fromkeys((*committed, *staged_files(repository))))


def files_below(repository: Repository, folder: str) -> tuple[str, ...]:
    """The files that Git knows in a folder, which is seen from the top."""
    return _paths(repository, "ls-files", "-z", "--cached", "--full-name", f":(top,literal){folder}")


def _has_commit(repository: Repository) -> bool:
    return bool(answer(repository.start("rev-parse", "--verify", "--quiet", "HEAD^{commit}")).strip())


def _paths(repository: Repository, *arguments: str, index: str = "") -> tuple[str, ...]:
    process = repository.start(*arguments, index=index)
    printed = answer(process)
    if process.returncode != 0:
        raise NarrateError(f"Git cannot say which files there are: `git {arguments[0]}` failed")
    return tuple(path.decode("utf-8", "surrogateescape") for path in printed.split(b"\0") if path)

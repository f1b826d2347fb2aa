"""Commits one file and nothing else: what else is staged or changed stays as it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from narrate.git.own import Git, Ran

_TRIES, _PAUSE = 200, 0.05
"""For ten seconds another Git may hold the repository."""

_MEND = "mend that, then commit the file"
_NOTHING = ("nothing to commit", "nothing added to commit", "no changes added to commit")
"""What Git says when the file is in the last commit as it is."""
_LITERAL = "--literal-pathspecs"
"""A name is a name, with whatever characters."""

_UNDER_WAY = {
    "MERGE_HEAD": ("a merge", "git merge --continue"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue"),
    "REVERT_HEAD": ("a revert", "git revert --continue"),
    "rebase-merge": ("a rebase", "git rebase --continue"),
    "rebase-apply": ("a rebase", "git rebase --continue"),
}


@dataclass(frozen=True)
class Obstacle:
    """Why there is no commit: a clause, and a way out."""

    why: str
    help: str


def obstacle(git: Git, path: str) -> Obstacle | None:
    """What keeps a file from being committed now. `path` is absolute or below Git's folder."""
    marks = tuple(_UNDER_WAY)
    where = git.run("rev-parse", *(word for mark in marks for word in ("--git-path", mark)))
    if where.code != 0:
        return Obstacle(f"Git says `{where.reason}`", _MEND)
    for mark, place in zip(marks, where.out.splitlines(), strict=False):
        if (git.folder / place).exists():
            what, way_on = _UNDER_WAY[mark]
            return Obstacle(f"{what} is under way", f"end it with `{way_on}`, then commit the file")
    if not git.says("symbolic-ref", "--quiet", "HEAD"):
        return Obstacle(
            "no branch is checked out (a detached HEAD)", "`git switch` to a branch, then commit the file"
        )
    if git.run("check-ignore", "--quiet", "--", path).code == 0:
        return Obstacle("Git is told to ignore it", "take it out of `.gitignore`")
    return None


def is_changed(git: Git, path: str) -> bool:
    """Whether the file has changes that are not committed."""
    return bool(
        git.says(
            "--no-optional-locks", _LITERAL, "status", "--porcelain", "--untracked-files=all", "--", path
        )
    )


def sides_of_merge(git: Git, path: str) -> tuple[bytes, bytes] | None:
    """The file as it was on either side, when the last commit is a merge of two that both have it."""
    name = git.says(_LITERAL, "ls-files", "-z", "--full-name", "--", path).rstrip("\0")
    if not name or len(git.says("rev-list", "--parents", "-n1", "HEAD").split()) != 3:
        return None
    ours, theirs = (git.run("cat-file", "blob", f"HEAD^{side}:{name}") for side in (1, 2))
    if ours.code or theirs.code:
        return None
    return ours.out.encode("utf-8", "surrogateescape"), theirs.out.encode("utf-8", "surrogateescape")


def commit_file(git: Git, path: str, message: str) -> Obstacle | None:
    """Commits the file as it is now. What is staged of other files stays staged, and out of the commit."""
    known = git.run(_LITERAL, "ls-files", "--error-unmatch", "--", path).code == 0
    if not known:
        added = _patiently(lambda: git.run(_LITERAL, "add", "--", path))
        if added.code != 0:
            return Obstacle(f"Git says `{added.reason}`", _MEND)
    done = _patiently(lambda: git.run(_LITERAL, "commit", "--quiet", "--only", "-m", message, "--", path))
    if done.code == 0:
        return None
    taken_along = any(words in done.out for words in _NOTHING)  # by a commit of the same moment
    if taken_along or not known:
        # The index is as it was before that commit, or has a file that was not known to Git.
        _patiently(lambda: git.run(_LITERAL, "reset", "--quiet", "--", path))
    if taken_along:
        return None
    return Obstacle(f"Git says `{done.reason}`", _MEND)


def _patiently(run: Callable[[], Ran]) -> Ran:
    """Runs a command again for as long as another Git is at work in the repository."""
    ran = run()
    for _ in range(_TRIES):
        if ran.code == 0 or not _is_busy(ran):
            break
        time.sleep(_PAUSE)
        ran = run()
    return ran


def _is_busy(ran: Ran) -> bool:
    return ".lock': File exists" in ran.said or "cannot lock ref" in ran.said

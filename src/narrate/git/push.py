"""Brings the current branch to where others are: fetch, merge, push, and again when somebody was faster."""

from collections.abc import Callable

from narrate.git.commit import Obstacle
from narrate.git.own import Git, Ran

_TRIES = 10
_FASTER = (
    "[rejected]",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "incorrect old value",
)
"""What Git says when the branch has moved in the meantime."""


def push(git: Git, merged: Callable[[], None]) -> Obstacle | None:
    """Merges what others pushed and pushes. None: done; else nothing is lost, and what is committed stays so.

    `merged` is called after each merge, before anything is pushed.
    """
    branch = git.says("symbolic-ref", "--quiet", "--short", "HEAD")
    remote = _remote(git, branch)
    if not remote:
        return Obstacle("the repository has no remote", "add one: `git remote add origin ADDRESS`")
    upstream = git.says("config", f"branch.{branch}.merge").removeprefix("refs/heads/") or branch
    ran = Ran(1, "", "")
    for _ in range(_TRIES):
        behind = _merge(git, remote, upstream)
        if behind is not None:
            return behind
        merged()
        ran = git.run("push", "--quiet", "--set-upstream", remote, f"HEAD:refs/heads/{upstream}")
        if ran.code == 0:
            return None
        if not any(words in ran.said for words in _FASTER):
            break
    return Obstacle(f"Git says `{ran.reason}`", "mend that, then run `git push`")


def _remote(git: Git, branch: str) -> str:
    """Where the branch goes: as configured, else `origin`, else the only one there is."""
    configured = git.says("config", f"branch.{branch}.remote")
    remotes = git.says("remote").split()
    if configured in remotes:
        return configured
    return "origin" if "origin" in remotes else remotes[0] if len(remotes) == 1 else ""


def _merge(git: Git, remote: str, upstream: str) -> Obstacle | None:
    """Merges the branch of the remote, if it has it. A merge that does not work out is taken back."""
    fetched = git.run("fetch", "--quiet", remote, f"refs/heads/{upstream}")
    if fetched.code != 0:
        if "couldn't find remote ref" in fetched.said:
            return None  # nobody has pushed it yet
        return Obstacle(f"Git says `{fetched.reason}`", "run `git push` when the remote can be reached")
    merged = git.run("merge", "--quiet", "--no-edit", "FETCH_HEAD")
    if merged.code == 0:
        return None
    conflicts = git.says("diff", "--name-only", "--diff-filter=U", "-z").split("\0")[0]
    git.run("merge", "--abort")
    if conflicts:
        return Obstacle(
            f"what others pushed conflicts in `{conflicts}`",
            "run `git pull`, settle it, and `git push`",
        )
    return Obstacle(
        f"what others pushed cannot be merged: `{merged.reason}`",
        "commit or stash what you have begun, then run `git pull` and `git push`",
    )

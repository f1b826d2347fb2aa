"""The life of every page: a pure fold over commits, parents before children.

A page is followed through renames. What was removed and comes back at the same path is the same page, begun
by whoever began it; a new file at a path from which a page was renamed away is another page.
"""

import heapq
from collections.abc import Collection, Iterable

from narrate.git.commits import Change, Commit


class Life:
    """What happened to one page. Mutable while folding, read-only afterwards."""

    __slots__ = ("befores", "begun", "blob", "blobs", "commits", "path", "paths")

    def __init__(self, path: bytes) -> None:
        self.path = path
        self.paths: dict[bytes, None] = {path: None}
        """Every path it ever had, oldest first."""
        self.begun: Commit | None = None
        """The commit that added it; None when that lies beyond the edge of a shallow clone."""
        self.commits: list[Commit] = []
        """Those that changed what it says, the first included, oldest first; not those that did so slightly, with
        many others."""
        self.blob = b""
        self.blobs: list[bytes] = []
        """What it said after each of `commits`."""
        self.befores: list[bytes] = []
        """What it said before each: slight changes between two of them are nobody's words."""


def in_order(commits: Iterable[Commit]) -> list[Commit]:
    """Parents before children, and of those that could be next the earliest committed first.

    A function of the commits alone: neither the order in which they were read nor the machine matters.
    """
    by_id = {commit.id: commit for commit in commits}
    waiting: dict[str, int] = {}
    children: dict[str, list[str]] = {}
    for commit in by_id.values():
        parents = [parent for parent in dict.fromkeys(commit.parents) if parent in by_id]
        waiting[commit.id] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(commit.id)
    ready = [(commit.committed, commit.id) for commit in by_id.values() if not waiting[commit.id]]
    heapq.heapify(ready)
    ordered: list[Commit] = []
    while ready:
        commit = by_id[heapq.heappop(ready)[1]]
        ordered.append(commit)
        for child in children.get(commit.id, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heapq.heappush(ready, (by_id[child].committed, child))
    return ordered


def lives(commits: Iterable[Commit], edge: Collection[str]) -> dict[bytes, Life]:
    """The life of whatever was last at each path. `edge`: commits at which a shallow clone is cut off."""
    at: dict[bytes, Life] = {}
    for commit in in_order(commits):
        cut = commit.id in edge
        # A commit's renames all start from the tree before it.
        moving = {change.path: at.get(change.old) for change in commit.changes if change.what == "R"}
        for change in commit.changes:
            if change.what == "R":
                _rename(at, commit, change, moving[change.path])
            elif change.what == "A":
                _add(at, commit, change, cut)
            elif change.what == "M":
                _change(at.setdefault(change.path, Life(change.path)), commit, change)
            elif (life := at.get(change.path)) is not None and life.path == change.path:
                life.blob = change.blob
    return at


def _add(at: dict[bytes, Life], commit: Commit, change: Change, cut: bool) -> None:
    life = at.get(change.path)
    if life is None or life.path != change.path:
        life = at[change.path] = Life(change.path)
        life.begun = None if cut else commit
    if cut:
        life.blob = change.blob
    elif life.blob != change.blob:
        _record(life, commit, change.blob)


def _rename(at: dict[bytes, Life], commit: Commit, change: Change, life: Life | None) -> None:
    if life is None:
        life = Life(change.old)
    at[change.path] = life
    life.path = change.path
    life.paths.pop(change.path, None)
    life.paths[change.path] = None
    if not change.same:
        _change(life, commit, change)


def _change(life: Life, commit: Commit, change: Change) -> None:
    if change.slight:
        life.blob = change.blob
    else:
        _record(life, commit, change.blob)


def _record(life: Life, commit: Commit, blob: bytes) -> None:
    life.befores.append(life.blob)
    life.blob = blob
    life.commits.append(commit)
    life.blobs.append(blob)

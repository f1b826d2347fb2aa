"""The files that change when somebody commits, pulls or switches branches: cheap to look at, without asking Git."""

from pathlib import Path

_LOCK = "index.lock"


def checkout_files(root: Path) -> tuple[Path, ...]:
    """What says which commit is checked out at `root`, and how it is to be read; empty outside of a repository.

    The files need not exist. A work tree that was added to a repository has a HEAD of its own, and the branches
    of the repository.
    """
    top, folder = _git_folder(root)
    if folder is None or top is None:
        return ()
    common = _common(folder)
    head = folder / "HEAD"
    refs = [common / "packed-refs", common / "reftable" / "tables.list", common / "info" / "exclude"]
    branch = _first_line(head).removeprefix("ref:").strip()
    if branch.startswith("refs/") and ".." not in branch:
        refs.append(common / branch)
    return (head, *refs, common / "config", top / ".mailmap", top / ".gitignore")


def lock_of(root: Path) -> int:
    """Set while Git writes the work tree: switching a branch, merging, pulling. 0, or what tells one time from another."""
    _, folder = _git_folder(root)
    try:
        return (folder / _LOCK).stat().st_mtime_ns if folder else 0
    except OSError:
        return 0


def _git_folder(root: Path) -> tuple[Path | None, Path | None]:
    """The work tree's top and its Git folder; `.git` is a file in work trees of another repository."""
    for top in (root, *root.parents):
        entry = top / ".git"
        if entry.is_dir():
            return top, entry
        if entry.is_file():
            target = _first_line(entry).removeprefix("gitdir:").strip()
            return top, (top / target) if target else None
    return None, None


def _common(folder: Path) -> Path:
    """Where the branches are: the main repository's Git folder."""
    target = _first_line(folder / "commondir")
    return folder / target if target else folder


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").partition("\n")[0].strip()
    except OSError:
        return ""

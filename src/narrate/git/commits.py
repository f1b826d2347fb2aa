"""Commits as immutable facts: one streamed reading of the log, and a second look at commits that may rename.

The first reading compares trees and needs no file contents, so it is fast and works in a clone without
blobs. Only commits that remove one page and add another are looked at again with rename detection.
"""

import re
from collections.abc import Iterator

import msgspec

from narrate.git.command import GitError, Repository
from narrate.model.document import Author


class Change(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a commit did to one page."""

    what: str
    """`A` added, `M` changed, `D` removed, `R` renamed."""
    path: bytes
    """From the top of the work tree, as Git stores it."""
    blob: bytes
    """The start of the content's object id: before, for what was removed; else after."""
    old: bytes = b""
    """The path before a rename."""
    same: bool = False
    """A rename that left the content as it was."""
    before: bytes = b""
    """Of what was changed or renamed: the start of the id of what it said before."""
    slight: bool = False
    """One of many pages that the commit changed at once, with hardly another word in it: see `git.slight`."""


class Commit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A commit. `committed` orders commits; `authored` and `offset` (minutes) are the author's clock."""

    id: str
    parents: tuple[str, ...]
    committed: int
    authored: int
    offset: int
    author: Author
    coauthors: tuple[Author, ...]
    changes: tuple[Change, ...]


_Raw = tuple[list[bytes], list[tuple[bytes, bytes, bytes]]]
"""The header's fields; and for each file the raw description, the path, and the path after a rename."""

_FORMAT = ("%H", "%P", "%ct", "%ad", "%an", "%ae", "%B")
_LOG = (
    "log", "--ignore-missing", "--stdin", "-z", "--raw", "--no-abbrev", "--no-color", "--no-notes",
    "--no-decorate", "--no-mailmap", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-relative",
    "-O/dev/null", "--encoding=UTF-8", "--date=raw",
)  # fmt: skip
"""Whatever a repository's configuration may say of how a log looks is said here. `--ignore-missing` (a
remembered commit may be gone) only counts before `--stdin`."""

_PAGE = re.compile(rb"(?i).*\.(?:md|markdown|mdown|mkdn?|mdx|qmd|rmd)|(?:.*/)?[^./][^./]*", re.DOTALL)
"""Markdown files and files without an extension, which may be some."""
_GLOBS = tuple(
    f":(top,icase)*.{suffix}" for suffix in ("md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd")
)

_COAUTHOR = re.compile(
    r"^[ \t]*co-authored-by:[ \t]*(.*?)[ \t]*(?:<([^<>\n]*)>[^\n]*)?$", re.IGNORECASE | re.MULTILINE
)
_SECONDS = re.compile(rb"\d{1,17}")
"""msgpack holds 64 bits; Git holds any nonsense somebody once wrote."""
_RAW_DATE = re.compile(rb"(\d{1,17}) ([+-])(\d\d)(\d\d)")
_EMPTY = (b"e69de29bb2d1d643", b"473a0f4c3be8a936")
"""The empty file in SHA-1 and SHA-256 repositories: two of them say nothing about a rename."""
_RENAME_LIMIT = 2000
"""Git compares at most this many removed with as many added files of one commit after pairing equal contents
and equal names; beyond it (4 million comparisons) the rest are new files."""


def read_commits(repository: Repository, head: str, known: str) -> tuple[list[Commit], bool]:
    """The commits that `head` has and `known` (a commit, or empty) has not.

    The second value tells whether all renames could be detected: not in a clone that lacks old contents.
    """
    revisions = [head, f"^{known}"] if known else [head]
    log = repository.fields(*_LOG, "-c", "--no-renames", f"--format={'%x00'.join(_FORMAT)}", stdin=revisions)
    commits = [_commit(header, files) for header, files in _records(log, len(_FORMAT))]
    suspects = [commit for commit in commits if _may_rename(commit)]
    if not suspects:
        return commits, True
    complete = True
    renames: dict[str, dict[bytes, bytes]] = {}
    try:
        renames = _detect_renames(repository, [commit.id for commit in suspects])
    except GitError:
        complete = False
    found = {commit.id: _renamed(commit, renames.get(commit.id, {})) for commit in suspects}
    return [found.get(commit.id, commit) for commit in commits], complete


def _records(fields: Iterator[bytes], width: int) -> Iterator[_Raw]:
    """Groups the log's fields by commit. An id never starts with a colon, a raw description always does."""
    header: list[bytes] = []
    files: list[tuple[bytes, bytes, bytes]] = []
    for line in fields:
        field = line.lstrip(b"\n")
        if field.startswith(b":"):
            moved = not field.startswith(b"::") and field.rpartition(b" ")[2][:1] in (b"R", b"C")
            files.append((field, next(fields, b""), next(fields, b"") if moved else b""))
        elif field:  # Git puts an empty field after some merges.
            if header:
                yield header, files
            header, files = [field, *(next(fields, b"") for _ in range(width - 1))], []
    if header:
        yield header, files


def _commit(header: list[bytes], files: list[tuple[bytes, bytes, bytes]]) -> Commit:
    commit, parents, committed, authored, name, email, message = header
    seconds, offset = clock_of(authored)
    return Commit(
        id=commit.decode("ascii", "replace"),
        parents=tuple(parents.decode("ascii", "replace").split()),
        committed=_integer(committed),
        authored=seconds,
        offset=offset,
        author=author_of(name.decode("utf-8", "replace"), email.decode("utf-8", "replace")),
        coauthors=coauthors_of(message),
        changes=tuple(change for raw, path, _ in files if (change := _change(raw, path)) is not None),
    )


def _change(raw: bytes, path: bytes) -> Change | None:
    """What happened to a page; None for other files, links, submodules, and what a merge took from its parents."""
    if not _PAGE.fullmatch(path):
        return None
    parts = raw.lstrip(b":").split(b" ")
    if raw.startswith(b"::"):
        parents = (len(parts) - 3) // 2 + 1
        fresh = set(parts[-1]) == {ord("A")} and parts[parents - 1].startswith(b"100")
        return Change("A", path, parts[-2][:16]) if fresh else None
    before, after = parts[0].startswith(b"100"), parts[1].startswith(b"100")
    if before and after:
        changed = Change("M", path, parts[3][:16], before=parts[2][:16])
        return changed if parts[2] != parts[3] else None
    if after:
        return Change("A", path, parts[3][:16])
    return Change("D", path, parts[2][:16]) if before else None


def _may_rename(commit: Commit) -> bool:
    kinds = {change.what for change in commit.changes}
    return "A" in kinds and ("D" in kinds or len(commit.parents) > 1)


def _detect_renames(repository: Repository, ids: list[str]) -> dict[str, dict[bytes, bytes]]:
    """For each commit the new path of every Markdown file it renamed, and the old one."""
    log = repository.fields(
        *_LOG, "--no-walk=unsorted", "-m", "-M", f"-l{_RENAME_LIMIT}", "--no-rename-empty", "--diff-filter=R",
        "--format=%H", "--", *_GLOBS, stdin=ids,
    )  # fmt: skip
    renames: dict[str, dict[bytes, bytes]] = {}
    for (commit,), files in _records(log, 1):
        found = renames.setdefault(commit.decode("ascii", "replace"), {})
        for _, old, new in files:
            found.setdefault(new, old)
    return renames


def _renamed(commit: Commit, renames: dict[bytes, bytes]) -> Commit:
    """The commit with its renames: those Git detected, and any removed file whose content, or whose name, was added elsewhere."""
    removed = {change.path: change.blob for change in commit.changes if change.what == "D"}
    merge = len(commit.parents) > 1
    taken = set(renames.values())
    moved = _same_contents(
        {path: blob for path, blob in removed.items() if path not in taken},
        {c.path: c.blob for c in commit.changes if c.what == "A" and c.path not in renames},
    )
    taken |= set(moved.values())
    called = _same_names(
        [path for path in removed if path not in taken],
        [c.path for c in commit.changes if c.what == "A" and c.path not in renames and c.path not in moved],
    )
    origins = {**called, **moved, **{new: old for new, old in renames.items() if merge or old in removed}}
    gone = set(origins.values())
    changes: list[Change] = []
    for change in commit.changes:
        old = origins.get(change.path) if change.what == "A" else None
        if old is not None:
            before = removed.get(old, b"")
            changes.append(Change("R", change.path, change.blob, old, before == change.blob, before))
        elif change.what != "D" or change.path not in gone:
            changes.append(change)
    return msgspec.structs.replace(commit, changes=tuple(changes))


def _same_contents(removed: dict[bytes, bytes], added: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Pairs added with removed files of equal content, those of the same file name first: new path to old."""
    pairs: dict[bytes, bytes] = {}
    free = {path: blob for path, blob in removed.items() if blob not in _EMPTY}
    for by_name in (True, False):
        waiting: dict[tuple[bytes, bytes], list[bytes]] = {}
        for path in sorted(free, reverse=True):
            waiting.setdefault((free[path], path.rpartition(b"/")[2] if by_name else b""), []).append(path)
        for path in sorted(added.keys() - pairs.keys()):
            if candidates := waiting.get((added[path], path.rpartition(b"/")[2] if by_name else b"")):
                pairs[path] = candidates.pop()
                del free[pairs[path]]
    return pairs


def _same_names(removed: list[bytes], added: list[bytes]) -> dict[bytes, bytes]:
    """Pairs pages that moved and were written anew in one commit, when only one of each has the name: new path to old.

    What stands for its folder is called as that is.
    """
    gone, come = (_by_name(paths) for paths in (removed, added))
    return {
        paths[0]: gone[name][0]
        for name, paths in come.items()
        if len(paths) == 1 and len(gone.get(name, ())) == 1
    }


def _by_name(paths: list[bytes]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for path in paths:
        parts = path.lower().split(b"/")
        stem = parts[-1].partition(b".")[0]
        name = b"/".join(parts[-2:]) if stem in (b"index", b"_index", b"readme") else parts[-1]
        if b"." in parts[-1]:
            found.setdefault(name, []).append(path)
    return found


def coauthors_of(message: bytes) -> tuple[Author, ...]:
    """Whom the trailers of a commit's message name."""
    if b"co-authored-by:" not in message.lower():
        return ()
    found = (author_of(m[1], m[2] or "") for m in _COAUTHOR.finditer(message.decode("utf-8", "replace")))
    return tuple(dict.fromkeys(author for author in found if author.name or author.email))


def author_of(name: str, email: str) -> Author:
    """Somebody as a commit has them."""
    return Author(name=" ".join(name.split()), email="".join(email.split()))


def clock_of(raw: bytes) -> tuple[int, int]:
    """Seconds and offset in minutes of `1716311645 -0400`; zeros for what is no such time."""
    match = _RAW_DATE.fullmatch(raw)
    if match is None:
        return 0, 0
    offset = int(match[3]) * 60 + int(match[4])
    return int(match[1]), -offset if match[2] == b"-" else offset


def _integer(digits: bytes) -> int:
    return int(digits) if _SECONDS.fullmatch(digits) else 0

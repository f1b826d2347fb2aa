"""The history of the content: for every committed page when it began, who wrote it and what it was called.

One reading of the log, whatever its length; a build after which nothing was committed asks Git three small
questions at once and remembers the rest.
"""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from narrate.git.asked import Asked, ask
from narrate.git.authorship import FileHistory, People, tell
from narrate.git.command import GitError, Repository, answer
from narrate.git.commits import Commit, read_commits
from narrate.git.mailmap import read_mailmap
from narrate.git.memory import KeptCommits, code_key, recall, remember
from narrate.git.settings import read_settings
from narrate.git.slight import notice_slight
from narrate.model.document import Author

__all__ = ["FileHistory", "History", "Reading", "begin_history", "read_history"]


class History(msgspec.Struct, frozen=True):
    """What Git knows of the content. Without a repository everything is empty. Paths are relative to the root."""

    repository: bool = False
    shallow: bool = False
    """The clone is cut off: pages begun before that have no date and no author."""
    head: str = ""
    """The commit that is checked out; empty before the first one."""
    files: dict[str, FileHistory] = {}
    """The pages of `head`: Markdown files, and files without an extension."""
    user: Author | None = None
    """Git's configured user: who writes what is not committed yet."""
    forge: str = ""
    """The repository's web address, without a trailing slash, when `origin` has one."""
    branch: str = ""
    """The forge's main branch as far as known, else the one that is checked out."""
    prefix: str = ""
    """Where the content root is in the repository: empty, or ending in `/`."""
    ignored: tuple[str, ...] = ()
    """What Git is told to ignore; folders end in `/`."""
    failure: str = ""
    """Why the history of an existing repository could not be read, in words for people."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    key: bytes
    files: dict[str, FileHistory]


def read_history(
    root: Path, cache: Path | None, bots: tuple[str, ...] = (), asked: Asked | None = None
) -> History:
    """Reads what Git knows of everything below the content root; `bots` are further automatic committers.

    `asked`: what Git was asked about this root before, to answer meanwhile.
    """
    return begin_history(root, cache, bots, asked).finish()


def begin_history(
    root: Path, cache: Path | None, bots: tuple[str, ...] = (), asked: Asked | None = None
) -> "Reading":
    """The same in two steps: what is ignored is known at once, the commits are read while others go on."""
    asked = asked or ask(root)
    if asked is None:
        return Reading(History())
    repository, place, settings, ignored = asked
    configured, passed_over = answer(settings), _paths(answer(ignored))
    match answer(place).decode("utf-8", "replace").splitlines():
        case [shallow, shallow_file, head, *names] if head != "HEAD":
            pass
        case [shallow, shallow_file, *_]:  # Nothing is committed yet.
            head, names = "", []
        case _:
            return Reading(History())
    edge = _edge(repository, shallow_file) if shallow == "true" else frozenset()
    user, forge = read_settings(configured)
    known = History(
        repository=True,
        shallow=bool(edge),
        head=head,
        user=user,
        forge=forge,
        branch=_branch(names),
        prefix=repository.prefix,
        ignored=passed_over,
    )
    return Reading(known, (lambda: _files(repository, head, edge, cache, bots)) if head else None)


class Reading:
    """A history that is being read, in a thread of its own: most of the time it waits for Git."""

    def __init__(self, known: History, read: Callable[[], dict[str, FileHistory]] | None = None) -> None:
        self.known = known
        """Everything but what the commits say."""
        self._outcome: dict[str, FileHistory] | BaseException = {}
        self._thread: threading.Thread | None = None
        if read is not None:
            self._thread = threading.Thread(target=self._run, args=(read,), name="history", daemon=True)
            self._thread.start()

    def _run(self, read: Callable[[], dict[str, FileHistory]]) -> None:
        try:
            self._outcome = read()
        except BaseException as problem:  # noqa: BLE001 - it is raised again where somebody waits for it
            self._outcome = problem

    def finish(self) -> History:
        """Waits for the commits. What Git cannot read is said in `failure`."""
        if self._thread is not None:
            self._thread.join()
        if isinstance(self._outcome, GitError):
            failure = f"`git {self._outcome}` could not read the history of this repository"
            return msgspec.structs.replace(self.known, failure=failure)
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return msgspec.structs.replace(self.known, files=self._outcome)


def _files(
    repository: Repository, head: str, edge: frozenset[str], cache: Path | None, bots: tuple[str, ...]
) -> dict[str, FileHistory]:
    """The pages of `head`, remembered or folded from its commits."""
    mailmap = mailmap_of(repository)
    reading = _digest([code_key(repository.program), str(repository.top), sorted(edge)])
    folding = _digest([reading, head, mailmap, bots, repository.prefix])
    result_file = cache and cache / "git-history.msgpack"
    kept = recall(result_file, _Kept)
    if kept is not None and kept.key == folding:
        return kept.files
    commits, complete = _commits(repository, head, reading, cache and cache / "git-commits.msgpack")
    present = _regular_files(repository, head)
    people = People(read_mailmap(mailmap), bots)
    files = tell(commits, edge, people, repository.prefix, present)
    if complete:
        remember(result_file, _Kept(folding, files))
    return files


def _commits(
    repository: Repository, head: str, key: bytes, file: Path | None
) -> tuple[tuple[Commit, ...], bool]:
    """All commits that `head` reaches, and whether all of their renames and slight changes are known."""
    kept = recall(file, KeptCommits)
    if kept is None or kept.key != key:
        kept = KeptCommits(key, "", ())
    read, complete = read_commits(repository, head, kept.head)
    new, all_compared = notice_slight(repository, read)
    commits = _reachable(head, (*kept.commits, *new))
    complete = complete and all_compared
    if complete:
        remember(file, KeptCommits(key, head, commits))
    return commits, complete


def _reachable(head: str, commits: tuple[Commit, ...]) -> tuple[Commit, ...]:
    by_id = {commit.id: commit for commit in commits}
    seen, stack = {head}, [head]
    while stack:
        commit = by_id.get(stack.pop())
        for parent in commit.parents if commit else ():
            if parent not in seen:
                seen.add(parent)
                stack.append(parent)
    return commits if len(seen) == len(commits) else tuple(commit for commit in commits if commit.id in seen)


def _regular_files(repository: Repository, head: str) -> list[bytes]:
    """The paths of all files of `head` that are neither links nor submodules."""
    lines = repository.fields("ls-tree", "-rz", "--full-tree", head)
    return [line.partition(b"\t")[2] for line in lines if line.startswith(b"100")]


def _edge(repository: Repository, path: str) -> frozenset[str]:
    """The commits at which a shallow clone is cut off."""
    try:
        return frozenset((repository.root / path).read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def mailmap_of(repository: Repository) -> str:
    """The repository's mailmap; empty without one."""
    file = repository.top / ".mailmap"
    try:
        return "" if file.is_symlink() else file.read_text("utf-8", "replace")
    except OSError:
        return ""


def _branch(names: list[str]) -> str:
    """The branch that readers see, of the full names of HEAD and of the main branch of `origin`.

    That one first: pages must not change because somebody builds them on a branch of their own.
    """
    starts = ("refs/heads/", "refs/remotes/origin/")
    for name, start in reversed(list(zip(names, starts, strict=False))):
        if name.startswith(start) and name != "refs/remotes/origin/HEAD":
            return name.removeprefix(start)
    return ""


def _paths(fields: bytes) -> tuple[str, ...]:
    """Paths below the root. A root that is itself ignored (`./`) is still what the user asked for."""
    paths = (field.decode("utf-8", "surrogateescape") for field in fields.split(b"\0"))
    return tuple(sorted(path for path in paths if path not in ("", "./")))


def _digest(parts: object) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()

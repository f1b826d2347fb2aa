"""The store: one SQLite file that keeps what was expensive to compute, under its digest.

It may be deleted at any time and holds nothing that cannot be computed again. It is never published: it
knows what the gate held back. A file that is not readable is replaced by an empty one.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from narrate.errors import NarrateError

Sort = Literal["body", "diagram", "theme", "passage", "occurrences", "piece", "picture"]
"""What a blob is: each sort is kept and forgotten by the stage that makes it."""

Memory = dict[str, tuple[bytes, Any]]
"""Snapshots by name, as they are stored and as they were decoded."""

T = TypeVar("T")

_SPARE = 100
_SCHEMA = """
create table if not exists kept (digest blob primary key, sort text not null, content blob not null);
create index if not exists kept_by_sort on kept (sort, digest);
create table if not exists snapshot (name text primary key, key blob not null, content blob not null);
"""


class Store:
    """Blobs by digest (bodies, diagrams, pictures), and named snapshots with the key they were computed for."""

    def __init__(self, folder: Path, *, readonly: bool = False, memory: Memory | None = None) -> None:
        """Opens the store in a folder, which is made when missing.

        `memory`: where a program that builds more than once keeps what it decoded. Raises `NarrateError` when
        nothing can be written there.
        """
        self.path = folder / "cache.sqlite"
        self._memory = memory
        if readonly:
            self._open(readonly)
            return
        with _writing(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            _keep_from_git(folder)
            try:
                self._open(readonly)
            except sqlite3.DatabaseError:
                for suffix in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
                self._open(readonly)

    def _open(self, readonly: bool) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        if readonly:
            self._db.execute("pragma query_only = 1")
            return
        self._db.executescript("pragma journal_mode = wal; pragma synchronous = normal;" + _SCHEMA)

    def load(self, digest: bytes) -> bytes | None:
        """The blob of a digest."""
        row = self._db.execute("select content from kept where digest = ?", (digest,)).fetchone()
        return row[0] if row else None

    def snapshot(self, name: str, key: bytes) -> bytes | None:
        """The snapshot of a name, when it was computed for this key."""
        row = self._db.execute(
            "select content from snapshot where name = ? and key = ?", (name, key)
        ).fetchone()
        return row[0] if row else None

    def value(self, name: str, key: bytes, decode: Callable[[bytes], T]) -> T | None:
        """The snapshot of a name, decoded: once only, as long as there is a memory and it stays what it is."""
        encoded = self.snapshot(name, key)
        if encoded is None or self._memory is None:
            return None if encoded is None else decode(encoded)
        known = self._memory.get(name)
        if known is None or known[0] != encoded:
            known = self._memory[name] = (encoded, decode(encoded))
        value: T = known[1]
        return value

    def save(
        self,
        sort: Sort,
        blobs: Iterable[tuple[bytes, bytes]],
        snapshots: Iterable[tuple[str, bytes, bytes]] = (),
    ) -> None:
        """Keeps blobs of a sort and replaces snapshots, all or nothing."""
        with _writing(self.path):
            self._db.execute("begin immediate")
            try:
                self._db.executemany(
                    "insert or replace into kept values (?, ?, ?)",
                    ((digest, sort, blob) for digest, blob in blobs),
                )
                self._db.executemany("insert or replace into snapshot values (?, ?, ?)", snapshots)
                self._db.execute("commit")
            except BaseException:
                if self._db.in_transaction:  # a full disk has ended it already
                    self._db.execute("rollback")
                raise

    def keep_only(self, sort: Sort, digests: set[bytes]) -> None:
        """Forgets every other blob of a sort, once they are more than those kept: a branch switch is not forgotten at once."""
        (count,) = self._db.execute("select count(*) from kept where sort = ?", (sort,)).fetchone()
        if count <= 2 * len(digests) + _SPARE:
            return  # answered by the index alone, without a look at every blob
        known = {row[0] for row in self._db.execute("select digest from kept where sort = ?", (sort,))}
        if len(known) > 2 * len(digests) + _SPARE:
            self._db.execute("begin immediate")
            self._db.executemany("delete from kept where digest = ?", [(old,) for old in known - digests])
            self._db.execute("commit")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        why = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise NarrateError(
            f"cannot write the cache `{path}`: {why}",
            "make room for it, or have `XDG_CACHE_HOME` name a folder that can be written",
        ) from error


def _keep_from_git(folder: Path) -> None:
    """Tells Git to ignore the folder: what is withheld, and addresses of people, must not be committed by accident."""
    try:
        with (folder / ".gitignore").open("x", encoding="utf-8") as file:
            file.write("*\n")
    except OSError:
        return

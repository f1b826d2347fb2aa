"""What is remembered of a history between builds. It holds e-mail addresses: never published.

Commits never change, so they are kept, all that the remembered head reaches and no others, and the next
reading only asks for what is new. Everything else is folded from them again, so the result is the same as
without a memory. The folded result is kept too, under the digest of all it was made from.
"""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TypeVar

import msgspec

from narrate.git.commits import Commit

_Kept = TypeVar("_Kept")


class KeptCommits(msgspec.Struct, frozen=True, array_like=True):
    """All commits that `head` reaches. `key` says by which code, Git and edge they were read."""

    key: bytes
    head: str
    commits: tuple[Commit, ...]


def code_key(program: str) -> bytes:
    """A digest of the code that reads and folds the history, and of which `git` this is."""
    digest = hashlib.blake2b(msgspec.__version__.encode(), digest_size=16)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    # Git's version without asking it: which file it is and when it was installed.
    with contextlib.suppress(OSError):
        found = Path(program).resolve()
        digest.update(repr((str(found), found.stat().st_size, found.stat().st_mtime_ns)).encode())
    return digest.digest()


def recall(file: Path | None, shape: type[_Kept]) -> _Kept | None:
    """What the file holds, or None when it is not there, damaged or of another shape."""
    if file is None:
        return None
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=shape)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def remember(file: Path | None, value: object) -> None:
    """Replaces the file in one step. A cache that cannot be written is only slower."""
    if file is None:
        return
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.msgpack.encode(value))
        temporary.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()

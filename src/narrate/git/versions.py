"""The versions of a page, packed: most builds only keep them, and few pages tell of theirs.

Each is the id of a commit and the start of that of the content, in bytes. Who made it, when and what they said is asked
of Git for the pages that tell it (`git.said`).
"""

from typing import NamedTuple

from narrate.git.lives import Life

MOST = 24
"""Newest versions that are kept; of the one before them, only what it said."""
_BLOB = 8


class Step(NamedTuple):
    """A version of a page."""

    commit: str
    blob: str
    """The start of the id of its content, 16 digits; empty when it is not known."""


def pack(life: Life) -> bytes:
    """The newest versions of a page, oldest first; nothing for a page that was written once.

    Of a page that began beyond the edge of a shallow clone, one version is a change already.
    """
    if len(life.commits) < 2 and life.begun is not None:
        return b""
    newest = slice(-MOST - 1, None)
    pairs = zip(life.commits[newest], life.blobs[newest], strict=True)
    return b"".join(bytes.fromhex(commit.id) + _short(blob) for commit, blob in pairs)


def unpack(packed: bytes, id_digits: int) -> tuple[Step, ...]:
    """The same again. `id_digits`: how many hexadecimal digits an id has in this repository."""
    width = id_digits // 2 + _BLOB
    pieces = (packed[at : at + width] for at in range(0, len(packed), width))
    return tuple(
        Step(piece[:-_BLOB].hex(), piece[-_BLOB:].hex() if any(piece[-_BLOB:]) else "") for piece in pieces
    )


def _short(blob: bytes) -> bytes:
    """The 16 hexadecimal digits that are kept of a blob's id, as bytes; zeros for what is not known."""
    try:
        return bytes.fromhex(blob.decode("ascii")[: 2 * _BLOB]).ljust(_BLOB, b"\0")
    except (UnicodeDecodeError, ValueError):
        return bytes(_BLOB)

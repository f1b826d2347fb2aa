"""The versions of a page, packed: most builds only keep them, and few pages tell of theirs.

Each is the id of a commit and the starts of those of the content before and after it, in bytes. Who made it, when and what they said is asked
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
    before: str
    """The start of the id of what the page said before, 16 digits; empty when there was nothing, or nobody knows."""
    blob: str
    """The same of what it says."""


def pack(life: Life) -> bytes:
    """The newest versions of a page, oldest first; nothing for a page that was written once.

    Of a page that began beyond the edge of a shallow clone, one version is a change already.
    """
    if len(life.commits) < 2 and life.begun is not None:
        return b""
    newest = slice(-MOST - 1, None)
    steps = zip(life.commits[newest], life.befores[newest], life.blobs[newest], strict=True)
    return b"".join(
        bytes.fromhex(commit.id) + _short(before) + _short(blob) for commit, before, blob in steps
    )


def unpack(packed: bytes, id_digits: int) -> tuple[Step, ...]:
    """The same again. `id_digits`: how many hexadecimal digits an id has in this repository."""
    width = id_digits // 2 + 2 * _BLOB
    pieces = (packed[at : at + width] for at in range(0, len(packed), width))
    return tuple(
        Step(piece[: -2 * _BLOB].hex(), _long(piece[-2 * _BLOB : -_BLOB]), _long(piece[-_BLOB:]))
        for piece in pieces
    )


def _long(short: bytes) -> str:
    return short.hex() if any(short) else ""


def _short(blob: bytes) -> bytes:
    """The 16 hexadecimal digits that are kept of a blob's id, as bytes; zeros for what is not known."""
    try:
        return bytes.fromhex(blob.decode("ascii")[: 2 * _BLOB]).ljust(_BLOB, b"\0")
    except (UnicodeDecodeError, ValueError):
        return bytes(_BLOB)

"""Writes mended files: each whole or not at all, and none that somebody changed meanwhile."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import msgspec

from narrate.fixes.mended import Mended


def write(files: tuple[Mended, ...], root: Path) -> tuple[Mended, ...]:
    """The files as they are now; with a reason, those that were left alone."""
    return tuple(_written(each, root / each.path) if each.before != each.after else each for each in files)


def _written(file: Mended, path: Path) -> Mended:
    try:
        reason = _untouchable(file, path)
        if not reason:
            _replace(path, file.after)
    except OSError as error:
        reason = f"it cannot be written: {error.strerror}"
    return msgspec.structs.replace(file, after=file.before, left=reason) if reason else file


def _untouchable(file: Mended, path: Path) -> str:
    if path.is_symlink():
        return "it is a link to another file"
    if path.read_bytes() != file.before:
        return "somebody changed it meanwhile"
    return "" if os.access(path, os.W_OK) else "it is read-only"


def _replace(path: Path, content: bytes) -> None:
    """Writes beside the file, then puts that in its place."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise

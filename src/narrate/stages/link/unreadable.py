"""Pictures that a browser cannot show: told by their first and last bytes, nothing is decoded."""

import re
from typing import NamedTuple

from narrate.photographs import is_whole

_POINTER = b"version https://git-lfs.github.com/spec/"
_SHOWN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"\0\0\1\0", b"\0\0\2\0")
_NOT_SHOWN = {
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"8BPS": "Photoshop",
    b"%PDF": "PDF",
    b"\0\0\0\x0cjP  ": "JPEG 2000",
    b"\xd7\xcd\xc6\x9a": "WMF",
}
_HEIF = re.compile(rb"ftyp(?:hei|hev|mif|msf)")


class Flaw(NamedTuple):
    """What is wrong with a picture, to follow its name, and what to do about it."""

    message: str
    help: str


def flaw_of(data: bytes) -> Flaw | None:
    """What keeps browsers from showing a picture; None when nothing does."""
    if not data.strip():
        return Flaw("is empty", "save the picture again under this name")
    if data.startswith(_POINTER):
        return Flaw(
            "is a pointer of Git LFS: the picture itself was not fetched",
            "run `git lfs pull`; in CI, have the checkout fetch such files, too",
        )
    form = _form(data)
    if form == "":
        begin = "".join(
            sign if sign.isprintable() else "·" for sign in data[:24].decode("utf-8", "replace").strip()
        )
        return Flaw(f"is no picture: it begins with `{begin}`", "save the picture itself under this name")
    if form is not None:
        return Flaw(
            f"is a {form} file, which most browsers do not show", "save it as JPEG, PNG, WebP or AVIF"
        )
    if not is_whole(data):
        return Flaw(
            "ends too early: a part of the picture is missing", "copy it once more from where it came from"
        )
    return None


def _form(data: bytes) -> str | None:
    """None for a format that browsers show, the name of one that they do not, nothing for what is no picture."""
    if data.startswith(_SHOWN):
        return None
    if data[4:8] == b"ftyp" and b"avi" in data[8:64]:
        return None
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return None
    if b"<svg" in data.lower():
        return None
    if _HEIF.match(data, 4):
        return "HEIC"
    return next((name for begin, name in _NOT_SHOWN.items() if data.startswith(begin)), "")

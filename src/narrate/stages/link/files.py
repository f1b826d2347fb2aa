"""Files beside the entries: which of them are published, and at which address."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from posixpath import basename, dirname

from narrate.model.urls import slugify
from narrate.photographs import published
from narrate.stages.link.unreadable import Flaw, flaw_of
from narrate.svg import is_active

IMAGES = frozenset("png jpg jpeg gif webp avif svg bmp ico".split())
PUBLISHED = IMAGES | frozenset(
    "mp4 webm ogv mov m4v mp3 ogg oga opus wav m4a flac pdf odt ods odp doc docx xls xlsx ppt pptx epub csv tsv txt zip gz "
    "tar ics vtt srt drawio excalidraw rtf key pages numbers woff2".split()
)
"""Endings of files that are copied: what a browser shows or saves, never what it runs."""
_HEAD = 64_000
"""How far into a file its properties may stand."""


def ending(path: str) -> str:
    """The lower-case ending without its dot."""
    return basename(path).rpartition(".")[2].lower() if "." in basename(path) else ""


class Files:
    """Gives each file that a page uses one address, beside the entries of its folder."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._urls: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        self._active: dict[str, bool] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._flaws: dict[str, Flaw] = {}

    @property
    def used(self) -> dict[str, str]:
        """Source path to site-relative address, of every file asked for."""
        return self._urls

    @property
    def measured(self) -> dict[str, tuple[int, int]]:
        """The size of every picture asked for, where it can be told."""
        return {path: size for path, size in sorted(self._sizes.items()) if size[0]}

    def url(self, path: str) -> str:
        """The address of a file; empty when it is not of a sort that is published."""
        known = self._urls.get(path)
        if known is not None:
            return known
        if ending(path) not in PUBLISHED or (ending(path) == "svg" and self._is_active(path)):
            return ""
        folders = "/".join(
            slugify(folder.lstrip("_") or folder) for folder in dirname(path).split("/") if folder
        )
        url = f"/{folders}/{basename(path)}" if folders else f"/{basename(path)}"
        number = 1
        while self._taken.setdefault(url.casefold(), path) != path:
            number += 1
            stem, _, end = basename(path).rpartition(".")
            url = f"/{folders}/{stem}-{number}.{end}" if folders else f"/{stem}-{number}.{end}"
        self._urls[path] = url
        return url

    def flaw(self, path: str) -> Flaw | None:
        """What keeps browsers from showing a picture; said once for each."""
        self.size(path)
        return self._flaws.pop(path, None)

    def size(self, path: str) -> tuple[int, int]:
        """The width and height of a picture, as it is shown; zeros for what cannot be told."""
        known = self._sizes.get(path)
        if known is None:
            known = (0, 0)
            if ending(path) in IMAGES:
                with suppress(OSError):
                    data = self._read(path)
                    known, flaw = _measured(data), flaw_of(data)
                    if flaw is not None:
                        self._flaws[path] = flaw
            self._sizes[path] = known
        return known

    def _is_active(self, path: str) -> bool:
        """Whether an SVG would run something when it is opened by itself."""
        if path not in self._active:
            try:
                self._active[path] = is_active(self._read(path))
            except OSError:
                self._active[path] = True
        return self._active[path]


def _measured(data: bytes) -> tuple[int, int]:
    # Imported here: most builds measure nothing anew.
    import imagesize

    turned = False
    turn = data.find(b"irot", 0, _HEAD) if data[4:8] == b"ftyp" else -1
    if turn >= 0:  # AVIF says in one byte that it is turned; imagesize expects five
        data = published(data[:turn] + b"skip" + data[turn + 4 :])
        turned = bool(data[turn + 4] & 1)
    # Whatever a damaged file makes it raise: then the size is not known.
    with suppress(Exception):
        width, height = imagesize.get(BytesIO(data))
        if width > 0 and height > 0:
            across, down = (height, width) if turned else (width, height)
            return max(1, round(across)), max(1, round(down))  # an SVG may say 12.5
    return 0, 0

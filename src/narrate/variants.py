"""Smaller variants of a picture, for readers whose screen shows no more: made with Pillow, as WebP.

A variant lies as the original is shown, has its colours and its transparency, and tells nothing of itself. What moves,
what cannot be read and what is too large to be unfolded has no variants: readers then get the original.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.cache.digest import digest
from narrate.photographs import published

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 800, 1200, 1600)
"""A face or a picture beside words, the column on a screen, a telephone with fine pixels, a screen with fine pixels."""
MOST_PIXELS = 80_000_000
"""A larger picture takes more memory than a build should."""

_WORTH = 0.8
"""A variant is made when it is this much narrower, and kept when it has this much fewer bytes, than what is next above it."""
_FEW = 20_000
"""Bytes of a picture that is fetched in a moment as it is: a chart, whose lines stay sharp so."""
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_LOSSY = frozenset(("JPEG", "AVIF"))
"""Formats of photographs, whose variants need not be finer than they are."""
_MODES = frozenset(("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16"))
"""What can become WebP without a change of colours: ink (CMYK) by its profile, grey in 65,536 steps as screens show it."""
_TURN, _UPRIGHT = 0x0112, 1
_GAMMA = 0.45455
"""The brightness that every screen expects; some old PNGs say that they are of another one."""

Variants = tuple[tuple[int, bytes], ...]
"""Width and content, the smallest first."""


def worth(width: int, height: int) -> tuple[int, ...]:
    """The widths that a picture of this size may have variants of."""
    if width * height > MOST_PIXELS:
        return ()
    return tuple(one for one in WIDTHS if one <= width * _WORTH)


def variants_of(root: str, task: tuple[str, bytes]) -> Variants | None:
    """The variants of a file below a folder, given its path and digest. Runs in a worker.

    None: they could not be made now (the file is being changed, Pillow has no WebP or no memory).
    """
    path, known = task
    try:
        data = Path(root, path).read_bytes()
        if digest(data) != known:
            return None
        return variants(published(data))
    except (ImportError, MemoryError, OSError):
        return None


def variants(data: bytes) -> Variants:
    """The variants of a picture as it is published."""
    if len(data) <= _FEW:
        return ()
    from PIL import Image, features

    if not features.check("webp"):
        raise ImportError("webp")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                return tuple(_fewer_bytes(_made(picture), len(data))) if _is_still(picture) else ()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever Pillow raises, it is about a file that it cannot read
        return ()


def _is_still(picture: "Image") -> bool:
    """Whether it is one picture, whose colours and place are known."""
    gamma = picture.info.get("gamma", _GAMMA)
    return (
        not getattr(picture, "is_animated", False)
        and picture.mode in _MODES
        and (picture.mode != "CMYK" or _profile_of(picture, b"CMYK") != b"")
        and (picture.mode != "I;16" or "transparency" not in picture.info)
        and abs(gamma - _GAMMA) < 0.01
        # Not every browser turns a WebP; then what is upright for one lies on its side for another.
        and (picture.format != "WEBP" or picture.getexif().get(_TURN, _UPRIGHT) == _UPRIGHT)
    )


def _made(picture: "Image") -> Iterator[tuple[int, bytes]]:
    """Each variant, the largest first: each is made of the one before, which is quicker than of the original."""
    from PIL import Image, ImageOps

    lossy = picture.format in _LOSSY
    turned = picture.getexif().get(_TURN, _UPRIGHT) >= 5 if lossy else False
    across, down = reversed(picture.size) if turned else picture.size
    widths = worth(across, down)
    if not widths:
        return
    if picture.format == "JPEG":  # it can be read at half or a quarter of its size at once
        largest = (widths[-1], max(1, round(down * widths[-1] / across)))
        picture.draft(None, (largest[1], largest[0]) if turned else largest)
    profile = _profile(picture)
    at_hand = _on_screen(ImageOps.exif_transpose(picture) if lossy else picture)
    mode = "RGBA" if at_hand.has_transparency_data else "RGB"
    at_hand = at_hand if at_hand.mode == mode else at_hand.convert(mode)
    for width in reversed(widths):
        size = (width, max(1, round(down * width / across)))
        at_hand = at_hand.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        at_hand.info.clear()
        file = BytesIO()
        at_hand.save(file, "WEBP", quality=80 if lossy else 90, method=4, icc_profile=profile, exif=b"")
        yield width, published(file.getvalue())


def _on_screen(picture: "Image") -> "Image":
    """A picture in steps and colours of screens."""
    if picture.mode == "I;16":
        return picture.convert("I").point(lambda level: level / 256).convert("L")
    if picture.mode != "CMYK":
        return picture
    from PIL import ImageCms

    ink = ImageCms.ImageCmsProfile(BytesIO(_profile_of(picture, b"CMYK")))
    shown = ImageCms.profileToProfile(picture, ink, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if shown is None:
        raise ValueError
    return shown


def _profile(picture: "Image") -> bytes:
    """What its colours mean, where that is said of red, green and blue."""
    return _profile_of(picture, b"RGB ") if picture.mode not in ("1", "L", "LA") else b""


def _profile_of(picture: "Image", colours: bytes) -> bytes:
    """The profile that it carries, when that is about these colours."""
    profile: bytes = picture.info.get("icc_profile") or b""
    return profile if profile[16:20] == colours else b""


def _fewer_bytes(made: Iterator[tuple[int, bytes]], most: int) -> Iterator[tuple[int, bytes]]:
    """Those that save a reader something, the smallest first."""
    kept = []
    for width, content in made:
        if len(content) <= most * _WORTH:
            kept.append((width, content))
            most = len(content)
    yield from reversed(kept)

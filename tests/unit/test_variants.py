"""Smaller variants of pictures: upright, in their colours, telling nothing; and what has none."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from narrate.photographs import published
from narrate.variants import MOST_PIXELS, WIDTHS, variants, worth
from pictured import RED, ink_profile, picture, written

_TOLD = (b"Averdale", b"Cam X", b"GPS", b"Exif", b"EXIF", b"XMP ")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), (480, 800, 1200, 1600)),
        ((1600, 1200), (480, 800, 1200)),
        ((820, 520), (480,)),
        ((599, 520), ()),
        ((600, 9000), (480,)),
        ((MOST_PIXELS, 2), ()),
    ],
)
def test_a_picture_has_variants_that_are_well_narrower(
    size: tuple[int, int], widths: tuple[int, ...]
) -> None:
    assert worth(*size) == widths


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "avif"])
def test_variants_are_smaller_and_tell_nothing(form: str) -> None:
    before = written(picture(), form)
    assert any(told in before for told in _TOLD)
    made = variants(published(before))
    assert [width for width, _ in made] == [480, 800]
    assert [told for _, content in made for told in _TOLD if told in content] == []
    for width, content in made:
        variant = opened(content)
        assert (variant.format, variant.size) == ("WEBP", (width, width * 3 // 4))
        assert dict(variant.getexif()) == {}
        assert len(content) < 0.8 * len(before)
    assert variants(published(before)) == made


def _near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 30 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_variants_lie_as_the_photograph_is_shown(orientation: int) -> None:
    """Above in the file is where the orientation says that it is: for 6, on the right."""
    made = variants(published(written(picture(), "jpeg", orientation)))
    variant = opened(made[0][1]).convert("RGB")
    across, down = variant.size
    assert across < down if orientation >= 5 else across > down
    edges = {
        "top": (across // 2, 4),
        "right": (across - 4, down // 2),
        "bottom": (across // 2, down - 4),
        "left": (4, down // 2),
    }
    above = "top top bottom bottom left right right left".split()[orientation - 1]
    red = [edge for edge, at in edges.items() if _near(variant.getpixel(at), RED)]
    assert above in red
    assert {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[above] not in red


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    made = picture("RGBA")
    made.putalpha(Image.linear_gradient("L").resize(made.size).point(lambda level: 255 if level > 127 else 0))
    data = written(made.convert(mode) if mode != "P" else made.quantize(64), "png")
    found = variants(published(data))
    assert found
    for _, content in found:
        variant = opened(content)
        assert variant.mode == "RGBA"
        alpha = variant.getchannel("A")
        assert (alpha.getpixel((9, 4)), alpha.getpixel((9, variant.height - 4))) == (0, 255)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGB"])
def test_what_is_opaque_stays_so(mode: str) -> None:
    for _, content in variants(published(written(picture(mode), "png"))):
        assert opened(content).mode == "RGB"


def test_colours_keep_their_meaning() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = variants(published(written(picture(), "jpeg", icc_profile=profile)))
    assert [opened(content).info.get("icc_profile") for _, content in made] == [profile] * 2
    grey = bytearray(profile)
    grey[16:20] = b"GRAY"
    made = variants(published(written(picture("L"), "jpeg", icc_profile=bytes(grey))))
    assert made
    assert ["icc_profile" in opened(content).info for _, content in made] == [False] * len(made)


def test_ink_is_shown_in_the_colours_of_its_profile() -> None:
    """Red of ink is not the red of a screen: this profile says that all inks are green."""
    made = variants(published(written(picture("CMYK"), icc_profile=ink_profile(46, -52, 50))))
    assert made
    for _, content in made:
        variant = opened(content)
        assert (variant.mode, "icc_profile" in variant.info) == ("RGB", False)
        assert _near(variant.getpixel((4, 4)), (20, 140, 30))


def test_grey_in_many_steps_is_shown_in_those_of_a_screen() -> None:
    made = variants(published(_steps()))
    assert made
    grey = opened(made[-1][1]).convert("RGB")
    for part in (0.1, 0.5, 0.9):
        level = round(part * 255)
        assert _near(grey.getpixel((20, int(part * grey.height))), (level, level, level))


def _moving(form: str) -> bytes:
    file = BytesIO()
    picture().save(file, form, save_all=True, append_images=[picture().rotate(180)], duration=100)
    return file.getvalue()


def _steps() -> bytes:
    file = BytesIO()
    steps = Image.linear_gradient("L").resize((1200, 900))
    steps.paste(picture("L"), (200, 0))
    steps = steps.convert("I").point(lambda level: level * 257)
    steps.convert("I;16").save(file, "png")
    return file.getvalue()


def _claimed(across: int, down: int) -> bytes:
    """A PNG whose beginning says that it is larger than it is."""
    data = bytearray(written(picture(), "png"))
    data[16:24] = struct.pack(">II", across, down)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


NONE: dict[str, Callable[[], bytes]] = {
    "small": lambda: written(picture(size=(500, 400))),
    "a moving GIF": lambda: _moving("gif"),
    "a moving PNG": lambda: _moving("png"),
    "a moving WebP": lambda: _moving("webp"),
    "a GIF": lambda: written(picture("P"), "gif"),
    "a turned WebP": lambda: written(picture(), "webp", 6),
    "a moving AVIF": lambda: _moving("avif"),
    "ink of no known colour": lambda: written(picture("CMYK")),
    "a PNG cut off": lambda: written(picture(), "png")[:900],
    "its beginning only": lambda: written(picture())[:24],
    "nothing": lambda: b"",
    "words": lambda: b"# A picture",
    "an enormous one": lambda: _claimed(60_000, 60_000),
    "a large one": lambda: _claimed(10_000, 9_000),
    "one that is less than it says": lambda: _claimed(3000, 2400),
    "so tall that WebP has no numbers for it": lambda: written(picture(size=(601, 60_000))),
    "few bytes": lambda: written(picture(size=(600, 400)), quality=30),
    "flat, so that it has few bytes as it is": lambda: written(Image.new("P", (1200, 900)), "png"),
}


@pytest.mark.parametrize("name", NONE)
def test_what_has_no_variants(name: str) -> None:
    assert variants(published(NONE[name]())) == ()


def test_of_a_photograph_that_is_cut_off_is_shown_what_a_browser_shows() -> None:
    whole = written(picture())
    assert [width for width, _ in variants(published(whole[: len(whole) // 2]))] == [480, 800]


def test_the_widths_stand_in_order() -> None:
    assert list(WIDTHS) == sorted(set(WIDTHS))

"""Pictures made for a test, large enough for variants, with metadata that say where they were taken."""

import struct
from io import BytesIO

from PIL import Image, ImageDraw

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(mode: str = "RGB", size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """Red above, blue below, with enough in it that fewer pixels are fewer bytes."""
    made = Image.new("RGB", size, RED)
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, size[1] // 2, *size), BLUE)
    for x in range(0, size[0], 7):
        draw.line((x, size[1] // 4, x * x % size[0], size[1] * 3 // 4), (x % 255, 90, 160))
    return made.convert(mode)


def written(made: Image.Image, form: str = "jpeg", orientation: int = 1, **options: object) -> bytes:
    """A file that says where it was taken and with what."""
    exif = Image.Exif()
    exif[0x010E], exif[0x010F], exif[0x0112] = "Averdale", "Cam X", orientation
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (53.0, 58.0, 12.5), "GPS 2026"
    file = BytesIO()
    made.save(file, form, exif=exif, **options)
    return file.getvalue()


def ink_profile(lightness: int, a: int, b: int) -> bytes:
    """A profile (ICC.1, with a `mft1`) by which no ink is white, the fourth is black, and each other one a colour of Lab."""
    identity = bytes(range(256))
    matrix = struct.pack(">9i", *(65536 * (place % 4 == 0) for place in range(9)))
    white, black = bytes((255, 128, 128)), bytes((0, 128, 128))
    colour = bytes((round(lightness * 255 / 100), a + 128, b + 128))
    table = (
        b"mft1"
        + bytes((0, 0, 0, 0, 4, 3, 2, 0))
        + matrix
        + identity * 4
        + white
        + black
        + (colour + black) * 7
        + identity * 3
    )
    tags = struct.pack(">I4sII", 1, b"A2B0", 144, len(table))
    light = struct.pack(">3i", 63190, 65536, 54061)
    head = struct.pack(
        ">I4sI4s4s4s12s4s", 144 + len(table), b"", 0x02100000, b"prtr", b"CMYK", b"Lab ", b"", b"acsp"
    )
    return (head + bytes(28) + light).ljust(128, b"\0") + tags + table

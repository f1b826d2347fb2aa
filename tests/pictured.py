"""Pictures made for a test, large enough for variants, with metadata that say where they were taken."""

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

"""What is wrong with a picture that browsers cannot show, told without decoding it."""

from io import BytesIO

import pytest
from PIL import Image

from narrate.stages.link.unreadable import flaw_of
from pictured import picture, written

_SHOWN = "is a {} file, which most browsers do not show"


def _written(form: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (32, 16)).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("form", ["jpeg", "png", "gif", "webp", "avif", "bmp", "ico"])
def test_what_browsers_show_is_in_order(form: str) -> None:
    assert flaw_of(_written(form)) is None


def test_a_drawing_is_in_order_however_it_begins() -> None:
    assert flaw_of(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- ' + b"a" * 9000 + b" -->\n<SVG/>") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "is a pointer of Git LFS: the picture itself was not fetched",
        ),
        (b"<!DOCTYPE html>\n<p>", "is no picture: it begins with `<!DOCTYPE html>·<p>`"),
        (b"\x00\xff\x1b[31m", "is no picture: it begins with `·�·[31m`"),
        (_written("tiff"), _SHOWN.format("TIFF")),
        (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", _SHOWN.format("HEIC")),
        (b"%PDF-1.7", _SHOWN.format("PDF")),
        (written(picture())[:5000], "ends too early: a part of the picture is missing"),
        (written(picture(), "png")[:-20], "ends too early: a part of the picture is missing"),
    ],
)
def test_what_they_do_not_show_is_told(data: bytes, said: str) -> None:
    flaw = flaw_of(data)
    assert flaw is not None
    assert flaw.message == said
    assert flaw.help

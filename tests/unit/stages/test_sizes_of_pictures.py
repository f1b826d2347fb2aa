"""The size of a picture stands with it, in whole numbers, whatever its file says."""

from pathlib import Path

import pytest

from pictured import picture, written
from smallsite import CONFIGURATION, SmallSite


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ('width="320" height="90"', b'width="320" height="90"'),
        ('width="12.5" height="7.5"', b'width="12" height="8"'),
        ('width="0.2" height="0.2"', b'width="1" height="1"'),
        ('width="1e999" height="9"', b'alt="A line" loading="lazy" decoding="async">'),
        ("", b'alt="A line" loading="lazy" decoding="async">'),
    ],
)
def test_a_size_is_whole(tmp_path: Path, size: str, said: bytes) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0"/></svg>'
    site = SmallSite(
        tmp_path, {"narrate.toml": CONFIGURATION, "a.svg": picture, "b.md": "![A line](a.svg)\n"}
    )
    site.build()
    page = site.published()["b/index.html"]
    assert said in page[page.index(b"<img") :]


@pytest.mark.parametrize("form", ["jpeg", "avif"])
@pytest.mark.parametrize(
    ("orientation", "said"), [(1, b'width="640" height="90"'), (6, b'width="90" height="640"')]
)
def test_a_size_is_that_of_the_picture_as_it_is_shown(
    tmp_path: Path, form: str, orientation: int, said: bytes
) -> None:
    data = written(picture(size=(640, 90)), form, orientation)
    site = SmallSite(
        tmp_path, {"narrate.toml": CONFIGURATION, f"a.{form}": data, "b.md": f"![A line](a.{form})\n"}
    )
    site.build()
    page = site.published()["b/index.html"]
    assert said in page[page.index(b"<img") :]

"""What is published of a picture: what is seen of it, and nothing of where and by whom it was made."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from narrate.photographs import is_whole, published

_SIDEWAYS = 6
_TOLD = (b"Averdale", b"Pat", b"Cam X", b"GPS", b"W5M0MpCehiHzreSzNTczkc9d")
_XMP = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">Averdale</x:xmpmeta>'


def photograph(kind: str, orientation: int = 1, **more: object) -> bytes:
    """A small picture that says where it was taken, with which camera, and by whom."""
    picture = Image.new("RGB", (32, 16))
    picture.putdata([(x * 8, y * 16, (x * y) % 256) for y in range(16) for x in range(32)])
    exif = Image.Exif()
    exif[0x010E], exif[0x010F], exif[0x013B] = "Quarry Top, Averdale", "Cam X", "Pat Oldroyd"
    if orientation != 1:
        exif[0x0112] = orientation
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (53.0, 58.0, 12.5), "GPS 2026:10:20"
    options: dict[str, object] = {"exif": exif, **more}
    if kind == "png":
        told = PngInfo()
        told.add_text("Author", "Pat Oldroyd")
        told.add_itxt("Comment", "Averdale", zip=True)
        options["pnginfo"] = told
    if kind in ("jpeg", "webp", "avif"):
        options["xmp"] = _XMP
    if kind == "webp":
        options["lossless"] = True
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("orientation", [1, _SIDEWAYS])
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_the_picture_stays_and_what_is_told_of_it_goes(kind: str, orientation: int) -> None:
    before = photograph(kind, orientation)
    after = published(before)
    assert any(told in before for told in _TOLD)
    assert [told for told in _TOLD if told in after] == []
    old, new = Image.open(BytesIO(before)), Image.open(BytesIO(after))
    assert new.tobytes() == old.tobytes()
    assert published(after) == after


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_a_photograph_that_was_held_sideways_stays_upright(kind: str) -> None:
    exif = Image.open(BytesIO(published(photograph(kind, _SIDEWAYS)))).getexif()
    assert dict(exif) == {0x0112: _SIDEWAYS}
    assert not exif.get_ifd(0x8825)


def test_an_upright_photograph_has_no_exif_data_at_all() -> None:
    assert b"Exif" not in published(photograph("jpeg"))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_colours_stay_what_they_are(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    after = published(photograph(kind, icc_profile=profile))
    assert Image.open(BytesIO(after)).info["icc_profile"] == profile


def test_a_photograph_in_several_scans_is_whole() -> None:
    before = photograph("jpeg", progressive=True)
    assert before.count(b"\xff\xda") > 1
    assert Image.open(BytesIO(published(before))).tobytes() == Image.open(BytesIO(before)).tobytes()


def test_what_a_phone_appends_is_not_published() -> None:
    first, second = photograph("jpeg"), photograph("jpeg", _SIDEWAYS)
    assert published(first + second + b"ftypmp42 GPS") == published(first)


def test_a_comment_is_no_part_of_a_picture() -> None:
    before = photograph("jpeg", comment=b"taken by Pat")
    assert b"taken by Pat" in before
    assert b"taken by Pat" not in published(before)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_a_picture_that_ends_too_early_tells_nothing_either(kind: str) -> None:
    whole = photograph(kind, _SIDEWAYS)
    for length in range(0, len(whole), 7):
        after = published(whole[:length])
        assert b"Averdale" not in after or kind == "avif"


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_is_whole_when_its_end_is_there(kind: str) -> None:
    data = photograph(kind)
    whole = [data, published(data), data + b"\0", data + b"a film that a phone appends" * 9]
    assert [is_whole(one) for one in whole] == [True] * 4
    assert [is_whole(data[:length]) for length in (len(data) - 12, len(data) // 2, 40)] == [False] * 3


@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypavif"]),
    st.binary(),
)
def test_any_bytes_are_published_without_an_error(start: bytes, rest: bytes) -> None:
    assert isinstance(published(start + rest), bytes)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_a_broken_byte_is_no_error(kind: str) -> None:
    whole = photograph(kind, _SIDEWAYS)
    for at in range(min(len(whole), 900)):
        published(whole[:at] + struct.pack("B", whole[at] ^ 0xFF) + whole[at + 1 :])


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7 Pat", b"<svg/>", b"PK\x03\x04"])
def test_what_is_no_photograph_is_published_as_it_is(data: bytes) -> None:
    assert published(data) == data


def test_every_picture_of_the_sample_site_is_as_it_was(checkout: Path) -> None:
    pictures = [
        path for path in (checkout / "content").rglob("*") if path.suffix in (".png", ".jpg", ".webp")
    ]
    assert pictures
    for path in pictures:
        with Image.open(path) as before, Image.open(BytesIO(published(path.read_bytes()))) as after:
            assert after.tobytes() == before.tobytes(), path.name

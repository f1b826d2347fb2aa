"""Static files get names that change with their content, and one joined style sheet."""

from narrate.theme.code import CONTRAST, code_css, contrast
from narrate.theme.static import bundle


def test_a_published_name_changes_with_the_content_and_only_then() -> None:
    one, same, other = (
        bundle({"a/logo.svg": content}, (), ()) for content in (b"<svg/>", b"<svg/>", b"<svg />")
    )
    assert one == same
    assert one.names["a/logo.svg"] != other.names["a/logo.svg"]
    assert one.names["a/logo.svg"].startswith("a/logo.")
    assert one.names["a/logo.svg"].endswith(".svg")
    assert one.files == (("_narrate/" + one.names["a/logo.svg"], b"<svg/>"),)


def test_the_parts_of_the_style_sheet_are_joined_in_order_and_not_published_alone() -> None:
    made = bundle({"b.css": b"b{}", "a.css": b"a{}", "extra.css": b"e{}"}, ("b.css", "a.css"), (b"e{}",))
    assert list(made.names) == ["theme.css"]
    assert made.files[0][1] == b"b{}\na{}\ne{}"


def test_a_style_sheet_finds_fonts_and_pictures_under_their_published_names() -> None:
    made = bundle(
        {"a.css": b'x{src:url("f.woff2")}y{src: url(gone.png)}', "f.woff2": b"font"}, ("a.css",), ()
    )
    sheet = dict(made.files)["_narrate/" + made.names["theme.css"]].decode()
    assert f'url("{made.names["f.woff2"]}")' in sheet
    assert "url(gone.png)" in sheet


def test_a_font_that_changes_changes_the_name_of_the_sheet_that_uses_it() -> None:
    sheets = {
        bundle({"a.css": b"x{src:url(f)}", "f": font}, ("a.css",), ()).names["theme.css"]
        for font in (b"1", b"2")
    }
    assert len(sheets) == 2


def test_the_colours_of_code_stand_out_in_the_light_and_in_the_dark() -> None:
    light, dark = code_css().split("@media")
    for sheet, paper in ((light, (0xF1, 0xE6, 0xC8)), (dark, (0x32, 0x2B, 0x18))):
        colours = [line.split("color: #")[1][:6] for line in sheet.splitlines() if "color: #" in line]
        assert len(colours) > 5
        for colour in colours:
            assert (
                contrast((int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)), paper) >= CONTRAST
            )


def test_the_extremes_of_contrast() -> None:
    assert round(contrast((0, 0, 0), (255, 255, 255)), 2) == 21
    assert contrast((9, 9, 9), (9, 9, 9)) == 1

"""A theme is found by name or folder, and its layers replace one another file by file."""

from pathlib import Path

import pytest

from narrate.errors import NarrateError
from narrate.theme.load import load_theme, shipped_themes


def theme_folder(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def test_the_shipped_themes_are_found_in_a_checkout() -> None:
    assert (shipped_themes() / "default" / "theme.toml").is_file()


def test_a_teams_template_replaces_the_one_of_the_theme_and_can_still_name_it(tmp_path: Path) -> None:
    own = theme_folder(tmp_path / "theme", {"templates/404.html": '{% extends "default/404.html" %}'})
    theme = load_theme("default", tmp_path, own)
    assert theme.templates["404.html"] == '{% extends "default/404.html" %}'
    assert "base.html" in theme.templates["default/404.html"]
    assert theme.origins["404.html"] == "theme/templates/404.html"
    assert theme.origins["default/404.html"] == "default/templates/404.html"


def test_a_theme_inherits_templates_static_files_styles_and_options(tmp_path: Path) -> None:
    theme_folder(
        tmp_path / "ours",
        {
            "theme.toml": 'name = "ours"\ninherits = "default"\n[options]\ncredit = false\nlogo = "x"\n',
            "templates/home.html": "ours",
            "static/tokens.css": ":root { --paper: pink }",
        },
    )
    theme = load_theme("ours", tmp_path)
    assert theme.name == "ours"
    assert theme.templates["home.html"] == theme.templates["ours/home.html"] == "ours"
    assert theme.templates["default/home.html"] != "ours"
    assert theme.options["credit"] is False
    assert theme.options["contents"] is True
    sheet = dict(theme.static.files)["_narrate/" + theme.static.names["theme.css"]].decode()
    assert "--paper: pink" in sheet
    assert "oklch(98.5%" not in sheet


def test_a_teams_extra_css_comes_after_the_themes_own(tmp_path: Path) -> None:
    own = theme_folder(tmp_path / "theme", {"static/extra.css": ".x { color: red }"})
    theme = load_theme("default", tmp_path, own)
    sheet = dict(theme.static.files)["_narrate/" + theme.static.names["theme.css"]].decode()
    assert sheet.endswith(".x { color: red }")


def test_without_a_folder_of_the_teams_own_nothing_is_replaced(tmp_path: Path) -> None:
    assert load_theme("default", tmp_path, tmp_path / "theme") == load_theme("default", Path("/nowhere"))


@pytest.mark.parametrize(
    ("files", "chosen", "message", "help_line"),
    [
        ({}, "defualt", "there is no theme `defualt`", "did you mean `default`?"),
        (
            {"look/static/a.css": ""},
            "look",
            "the theme folder `look` has no `theme.toml`",
            "an empty one is enough to begin with",
        ),
        (
            {"a/theme.toml": 'inherits = "b"', "b/theme.toml": 'inherits = "a"'},
            "a",
            "the theme `a` inherits from itself: a → b → a",
            "remove one `inherits`",
        ),
        (
            {"a/theme.toml": 'inherit = "default"'},
            "a",
            "`a/theme.toml` has an unknown key `inherit`",
            "did you mean `inherits`?",
        ),
        (
            {"a/theme.toml": 'inherits = "default"\nstyles = "a.css"'},
            "a",
            "`styles` of `a/theme.toml` is not a list of names",
            'write `styles = ["a.css"]`',
        ),
        (
            {"a/theme.toml": 'inherits = "default"\nstyles = ["a.css"]'},
            "a",
            "the theme has no style sheet `a.css`",
            "`styles` names files of `static/`",
        ),
        (
            {"theme/theme.toml": "[options]\ncredits = false"},
            "default",
            "the theme has no option `credits`",
            "its options: `contents`, `credit`",
        ),
    ],
)
def test_what_is_wrong_with_a_theme_is_said(
    tmp_path: Path, files: dict[str, str], chosen: str, message: str, help_line: str
) -> None:
    theme_folder(tmp_path, files)
    with pytest.raises(NarrateError) as error:
        load_theme(chosen, tmp_path, tmp_path / "theme")
    assert (error.value.message, error.value.help) == (message, help_line)


def test_a_file_that_is_not_utf_8_and_one_that_leads_out_are_refused(tmp_path: Path) -> None:
    own = theme_folder(tmp_path / "theme", {"static/a.txt": ""})
    (own / "templates").mkdir()
    (own / "templates" / "home.html").write_bytes(b"\xff")
    with pytest.raises(NarrateError, match="is not UTF-8"):
        load_theme("default", tmp_path, own)
    (own / "templates" / "home.html").unlink()
    (own / "static" / "secret.txt").symlink_to("/etc/hostname")
    with pytest.raises(NarrateError, match="leads out of the theme"):
        load_theme("default", tmp_path, own)


def test_hidden_files_and_what_editors_leave_are_not_part_of_a_theme(tmp_path: Path) -> None:
    own = theme_folder(
        tmp_path / "theme",
        {"static/.DS_Store": "", "static/a.txt~": "", "static/b.txt": "", "templates/notes.md": ""},
    )
    theme = load_theme("default", tmp_path, own)
    assert "b.txt" in theme.static.names
    assert not {".DS_Store", "a.txt~"} & theme.static.names.keys()
    assert "notes.md" not in theme.templates

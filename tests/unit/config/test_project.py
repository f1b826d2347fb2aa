"""Where a project is, and which folders narrate may write to."""

import os
from pathlib import Path

import pytest

from narrate.errors import NarrateError
from narrate.model.manifest import NAME as MANIFEST
from narrate.project import Project, Surroundings, open_project


def _around(cwd: Path, platform: str = "linux", **environ: str) -> Surroundings:
    return Surroundings(cwd, {"HOME": str(cwd / "home"), **environ}, platform)


def _project(path: str, cwd: Path, output: str = "") -> Project:
    return open_project(path, _around(cwd), output).project


def _declared(folder: Path, text: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "narrate.toml").write_text(text, encoding="utf-8")
    return folder


def test_with_a_configuration_everything_is_beside_it(tmp_path: Path) -> None:
    root = _declared(tmp_path / "notes", 'content = "content"')
    (root / "content").mkdir()
    assert _project("notes", tmp_path) == Project(
        root,
        root / "content",
        root / "narrate.toml",
        root / "site",
        root / ".narrate",
        tmp_path / "home/.cache/narrate",
    )


def test_without_one_nothing_is_written_into_the_folder(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    project = _project("theirs", tmp_path)
    assert (project.config_path, project.output) == (None, tmp_path / "site")
    assert project.cache_dir.parent == tmp_path / "home/.cache/narrate"


def test_two_folders_of_one_name_have_two_caches(tmp_path: Path) -> None:
    for name in ("a/notes", "b/notes"):
        (tmp_path / name).mkdir(parents=True)
    assert _project("a/notes", tmp_path).cache_dir != _project("b/notes", tmp_path).cache_dir


@pytest.mark.parametrize(
    ("platform", "environ", "below"),
    [
        ("linux", {"XDG_CACHE_HOME": "/cache"}, "/cache/narrate"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "{cwd}/home/.cache/narrate"),
        ("darwin", {}, "{cwd}/home/Library/Caches/narrate"),
        ("linux", {"HOME": ""}, "{cwd}"),
    ],
)
def test_the_cache_is_where_the_system_keeps_caches(
    platform: str, environ: dict[str, str], below: str, tmp_path: Path
) -> None:
    (tmp_path / "theirs").mkdir()
    opened = open_project("theirs", _around(tmp_path, platform, **environ))
    assert str(opened.project.cache_dir.parent) == below.format(cwd=tmp_path)


def test_a_folder_of_a_repository_belongs_to_the_configuration_above_it(tmp_path: Path) -> None:
    root = _declared(tmp_path / "notes")
    (root / ".git").mkdir()
    (root / "people/ana").mkdir(parents=True)
    assert _project("notes/people/ana", tmp_path).root == root


def test_the_search_ends_at_the_top_of_the_repository(tmp_path: Path) -> None:
    _declared(tmp_path)
    (tmp_path / "theirs/.git").mkdir(parents=True)
    (tmp_path / "theirs/docs").mkdir()
    assert _project("theirs/docs", tmp_path).root == tmp_path / "theirs/docs"


def test_outside_of_a_repository_only_the_folder_itself_counts(tmp_path: Path) -> None:
    _declared(tmp_path)
    (tmp_path / "theirs").mkdir()
    assert _project("theirs", tmp_path).config_path is None


def test_the_configuration_file_names_its_folder(tmp_path: Path) -> None:
    root = _declared(tmp_path / "notes")
    assert _project("notes/narrate.toml", tmp_path).root == root


def test_the_command_line_says_where_the_output_goes(tmp_path: Path) -> None:
    _declared(tmp_path / "notes", 'output = "public"')
    assert _project("notes", tmp_path).output == tmp_path / "notes/public"
    assert _project("notes", tmp_path, "out").output == tmp_path / "out"


def test_an_output_that_narrate_wrote_before_is_used_again(tmp_path: Path) -> None:
    _declared(tmp_path / "notes")
    (tmp_path / "notes/site").mkdir()
    (tmp_path / "notes/site" / MANIFEST).touch()
    (tmp_path / "notes/site/index.html").touch()
    assert _project("notes", tmp_path).output == tmp_path / "notes/site"


REFUSED = {
    "notes": ("the output folder `notes` would replace the content", "name another with `--output`"),
    ".": ("the output folder `.` would replace the content", "name another with `--output`"),
    "link": ("the output folder `notes` would replace the content", "name another with `--output`"),
    "notes/.narrate": (
        "the output folder `notes/.narrate` is where the cache is",
        "name another with `--output`",
    ),
    "notes/.git/x": (
        "the output folder `notes/.git/x` is part of a Git repository's own files",
        "name another with `--output`",
    ),
    "notes/people": (
        "the output folder `notes/people` is not empty, and narrate did not write what is in it",
        "empty it yourself, or name another with `--output`",
    ),
    "notes/narrate.toml": ("the output `notes/narrate.toml` is a file", "name a folder with `--output`"),
}


@pytest.mark.parametrize(("output", "said"), REFUSED.items(), ids=REFUSED)
def test_what_people_wrote_is_never_replaced(output: str, said: tuple[str, str], tmp_path: Path) -> None:
    root = _declared(tmp_path / "notes")
    (root / "people").mkdir()
    (root / "people/ana.md").touch()
    (tmp_path / "link").symlink_to(root)
    with pytest.raises(NarrateError) as caught:
        _project("notes", tmp_path, output)
    assert (caught.value.message, caught.value.help) == said


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "there is no folder `nowhere`"),
        ("a\0b", "there is no folder `a\0b`"),
        ("notes/a.md", "`notes/a.md` is a file"),
    ],
)
def test_a_path_that_is_no_folder_is_said(path: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/a.md").touch()
    with pytest.raises(NarrateError) as caught:
        _project(path, tmp_path)
    assert caught.value.message == message


def test_where_nothing_can_be_written_the_cache_is_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _declared(tmp_path / "notes")
    monkeypatch.setattr(
        os, "access", lambda path, mode: (str(path), mode) != (str(tmp_path / "notes"), os.W_OK)
    )
    assert _project("notes", tmp_path).cache_dir.parent == tmp_path / "home/.cache/narrate"


@pytest.mark.parametrize("link", [False, True])
def test_a_repository_cannot_say_where_on_this_machine_to_write(tmp_path: Path, link: bool) -> None:
    """Whoever clones somebody's notes and builds them has not read their `narrate.toml`."""
    _declared(tmp_path / "notes")
    (tmp_path / "elsewhere").mkdir()
    if link:
        (tmp_path / "notes/site").symlink_to(tmp_path / "elsewhere")
    else:
        (tmp_path / "notes/narrate.toml").write_text('output = "../elsewhere"\n', encoding="utf-8")
    with pytest.raises(NarrateError) as refused:
        _project("notes", tmp_path)
    assert (refused.value.message, refused.value.help) == (
        "`output` of `narrate.toml` leads out of the project, to `elsewhere`",
        "if that is what you want, say so: `--output elsewhere`",
    )
    assert _project("notes", tmp_path, "elsewhere").output == tmp_path / "elsewhere"

"""`narrate.toml` is read whole: defaults are filled in, and every mistake is reported with its place."""

from pathlib import Path

import pytest

from narrate.config import read_config
from narrate.errors import NarrateError
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic


def _read(folder: Path, text: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    file = folder / "narrate.toml"
    file.write_text(text, encoding="utf-8")
    return read_config(folder, file)


MISTAKES = {
    "an unknown key": ('titel = "x"', "1:1 `narrate.toml` has no option `titel` | did you mean `title`?"),
    "a number for text": (
        "title = 3",
        '1:9 `title` takes text, not the number `3` | write it in quotes: `title = "3"`',
    ),
    "text for a list": (
        'our_urls = "https://a.example"',
        (
            "1:12 `our_urls` takes a list of texts, not text | "
            'write it in brackets: `our_urls = ["https://a.example"]`'
        ),
    ),
    "a list for text": (
        'theme = ["paper"]',
        '1:9 `theme` takes text, not a list | write it without brackets: `theme = "paper"`',
    ),
    "a number in a list": (
        "ignore = [\n  3]",
        '2:3 `ignore` takes texts, not the number `3` | write it in quotes: `"3"`',
    ),
    "text for a switch": (
        '[git]\nauthors = "no"',
        "2:11 `authors` takes `true` or `false`, not text | write `authors = false`, without quotes",
    ),
    "a value for a table": ("git = true", "1:7 `git` takes a table, not `true` | "),
    "a date for text": ("footer = 2026-01-01", "1:10 `footer` takes text, not a date or time | "),
    "less than none": (
        "[desk]\nquestion_days = -3",
        "2:17 `question_days` takes a whole number from 0 on, not the number `-3` | ",
    ),
    "another choice": ('hashtags = "al"', "1:12 `hashtags` cannot be `al` | did you mean `all`?"),
    "no host": (
        'base_url = "https:///x"',
        '1:12 `https:///x` names no host | write it like `base_url = "https://notes.example/"`',
    ),
    "no scheme": (
        'base_url = "intranet.example/wol"',
        "1:12 `intranet.example/wol` is no absolute address | did you mean `https://intranet.example/wol`?",
    ),
    "a password": (
        'base_url = "https://me:secret@a.example"',
        "1:12 `base_url` would publish a user name or password | did you mean `https://a.example/`?",
    ),
    "a language of the system": (
        'language = "de_DE.UTF-8"',
        "1:12 `de_DE.UTF-8` is no language | did you mean `de-DE`?",
    ),
    "an unknown time zone": (
        'timezone = "Europe/Berln"',
        "1:12 `Europe/Berln` is no time zone | did you mean `Europe/Berlin`?",
    ),
    "a time zone that is a path": (
        'timezone = "../../etc/passwd"',
        "1:12 `../../etc/passwd` is no time zone | write a name such as `Europe/Berlin` or `UTC`",
    ),
    "an id without a date": (
        'site_id = "a.example"',
        '1:11 `a.example` is no domain with a date | write it like `site_id = "notes.example,2026"`',
    ),
    "a key in the wrong table": (
        '[git]\nlanguage = "de"',
        "2:1 `[git]` has no option `language` | write it further up, above the first `[…]` line",
    ),
    "a key without its table": (
        "bots = []",
        "1:1 `narrate.toml` has no option `bots` | write it below a line `[git]`",
    ),
    "a desk that is neither on nor off": (
        'desk = "off"',
        "1:8 `desk` takes `true` or `false`, not text | write `desk = false`, without quotes",
    ),
    "a threshold of the desk in the wrong place": (
        "question_days = 5",
        "1:1 `narrate.toml` has no option `question_days` | write it below a line `[desk]`",
    ),
    "an unknown kind for a folder": (
        '[folders]\n"a/b" = { kind = "lessn" }',
        "2:18 there is no kind `lessn` | did you mean `lesson`?",
    ),
    "a folder that is no table": (
        '[folders]\na = "lesson"',
        '2:5 `a` is no table | write `"a" = { kind = "lesson" }`',
    ),
    "an unknown code": (
        '[diagnostics]\nbroken-lnk = "off"',
        "2:1 there is no diagnostic `broken-lnk` | did you mean `broken-link`?",
    ),
    "an unknown level": (
        '[diagnostics]\nbroken-link = "warn"',
        "2:15 `broken-link` cannot be `warn` | did you mean `warning`?",
    ),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_its_place_and_a_way_out(text: str, expected: str, tmp_path: Path) -> None:
    _, diagnostics = _read(tmp_path, text)
    said = [f"{d.place.line}:{d.place.column} {d.message} | {d.help}" for d in diagnostics]
    assert said == [expected]


def test_every_mistake_is_reported_and_everything_else_is_used(tmp_path: Path) -> None:
    text = 'title = "Notes"\nlanguage = 1\nfooter = 2\n[git]\nauthors = false\ndates = 3\n[x]\n'
    config, diagnostics = _read(tmp_path, text)
    assert [d.place.line for d in diagnostics] == [2, 3, 6, 7]
    assert (config.title, config.language, config.git.authors, config.git.dates) == (
        "Notes",
        "en",
        False,
        True,
    )


GATE = {
    "an audience that is not declared": (
        'audience = "publc"',
        "narrate.toml:1:12: there is no audience `publc`",
        "did you mean `public`?",
    ),
    "a visibility that is not declared": (
        'visibility = "board"',
        "narrate.toml:1:14: there is no audience `board`",
        "it is one of `public`, `internal`",
    ),
    "a misspelt key": (
        'audence = "public"',
        "narrate.toml:1:11: `narrate.toml` has no option `audence`",
        "did you mean `audience`?",
    ),
    "a key that ended up in another table": (
        '[git]\nbots = []\naudience = "public"',
        "narrate.toml:3:12: `audience` stands in `[git]`",
        "write it further up, above the first `[…]` line",
    ),
    "a key that ended up in a kind": (
        '[kinds.visit]\nvisibility = "public"',
        "narrate.toml:2:14: `visibility` stands in `[kinds.visit]`",
        "write it further up, above the first `[…]` line",
    ),
    "audiences that are no list": (
        'audiences = "public"',
        "narrate.toml:1:13: `audiences` takes a list of texts, not text",
        'write it in brackets: `audiences = ["public"]`',
    ),
    "an audience named twice": (
        'audiences = ["a", "a"]',
        "narrate.toml:1:13: the audience `a` is named twice",
        "name each once, from the widest circle",
    ),
}


@pytest.mark.parametrize(("text", "message", "help_line"), GATE.values(), ids=GATE)
def test_a_mistake_in_who_may_see_what_stops_the_build(
    text: str, message: str, help_line: str, tmp_path: Path
) -> None:
    with pytest.raises(NarrateError) as caught:
        _read(tmp_path, text)
    assert (caught.value.message, caught.value.help) == (message, help_line)


UNREADABLE = {
    "no value": (b"a =", "narrate.toml:1:4: invalid value"),
    "a bare word": (b"\ntitle = Notes", "narrate.toml:2:9: invalid value"),
    "a key written twice": (b"a = 1\na = 2", "narrate.toml:2:6: cannot overwrite a value"),
    "not UTF-8": (b'a = 1\nb = "\xff"', "narrate.toml:2: the file is not UTF-8"),
    "nested too deep": (b"a = " + b"[" * 100_000, "narrate.toml: lists or tables are nested too deep"),
}


@pytest.mark.parametrize(("content", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_toml_stops_the_build_with_its_place(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "narrate.toml"
    file.write_bytes(content)
    with pytest.raises(NarrateError) as caught:
        read_config(tmp_path, file)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("https://intranet.example/wol", "https://intranet.example/wol/"),
        ("HTTPS://Intranet.example:8443//wol//", "https://intranet.example:8443/wol/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("https://bücher.example/Ü", "https://bücher.example/Ü/"),
        ("", ""),
    ],
)
def test_the_address_of_the_site_ends_in_a_slash(written: str, used: str, tmp_path: Path) -> None:
    config, diagnostics = _read(tmp_path, f'base_url = "{written}"')
    assert (config.base_url, diagnostics) == (used, ())


def test_without_a_configuration_guesses_are_careful(tmp_path: Path) -> None:
    folder = tmp_path / "team-notes_2026"
    folder.mkdir()
    config, diagnostics = read_config(folder, None)
    assert (config.title, config.declared, config.hashtags, diagnostics) == (
        "Team notes 2026",
        False,
        "known",
        (),
    )


def test_an_entry_that_does_not_say_is_for_the_closest_circle(tmp_path: Path) -> None:
    config, _ = _read(tmp_path, 'audiences = ["public", "staff", "board"]')
    assert (config.visibility, config.audience) == ("board", "board")


@pytest.mark.parametrize("rule", ["visibility = 3", 'visiblity = "public"', 'visibility = "bord"'])
def test_a_folder_whose_visibility_cannot_be_read_stays_closed(rule: str, tmp_path: Path) -> None:
    config, diagnostics = _read(tmp_path, f'[folders."board/minutes/"]\n{rule}')
    assert config.folder_visibility["board/minutes"] not in config.audiences
    assert len(diagnostics) >= 1


def test_a_folder_has_a_kind_and_a_visibility(tmp_path: Path) -> None:
    (tmp_path / "hr").mkdir()
    config, diagnostics = _read(
        tmp_path, '[folders]\n"incidents/*" = { kind = "lesson" }\n"hr" = { visibility = "internal" }'
    )
    assert (config.folder_kinds, config.folder_visibility, diagnostics) == (
        {"incidents/*": "lesson"},
        {"hr": "internal"},
        (),
    )


def test_the_place_of_a_mistake_is_seen_from_the_content_folder(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    _, diagnostics = _read(tmp_path, 'content = "content"\ntitle = 1')
    assert [d.place.path for d in diagnostics] == ["../narrate.toml"]


def test_a_content_folder_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(NarrateError, match="there is no folder `docs`"):
        _read(tmp_path, 'content = "docs"')


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    config, diagnostics = _read(tmp_path, '\ufefftitle = "Notes"\r\n[git]\r\nauthors = false\r\n')
    assert (config.title, config.git.authors, diagnostics) == ("Notes", False, ())


RULES = {
    "a folder that is not there": (
        "content/hr",
        "there is no folder `content/hr`",
        "it is seen from the content folder",
    ),
    "a folder outside": ("../hr", "there is no folder `../hr`", "it is seen from the content folder"),
    "a glob": ("hr/*", "`hr/*` is no folder", "`visibility` holds below a folder, not for a glob"),
}


@pytest.mark.parametrize(("folder", "message", "help_line"), RULES.values(), ids=RULES)
def test_a_visibility_that_holds_for_nothing_is_reported(
    folder: str, message: str, help_line: str, tmp_path: Path
) -> None:
    (tmp_path / "hr").mkdir()
    _, diagnostics = _read(tmp_path, f'[folders]\n"{folder}" = {{ visibility = "internal" }}')
    assert [(d.place.line, d.place.column, d.message, d.help) for d in diagnostics] == [
        (2, 1, message, help_line)
    ]


@pytest.mark.parametrize("folder", ["hr", "hr/", "/hr", "./hr", "x/../hr"])
def test_a_folder_may_be_written_in_several_ways(folder: str, tmp_path: Path) -> None:
    (tmp_path / "hr").mkdir()
    config, diagnostics = _read(tmp_path, f'[folders]\n"{folder}" = {{ visibility = "public" }}')
    assert (config.folder_visibility, diagnostics) == ({"hr": "public"}, ())


def test_the_most_particular_rule_comes_first(tmp_path: Path) -> None:
    rules = '"." = { kind = "page" }\n"a" = { kind = "lesson" }\n"a/b/c" = { kind = "howto" }\n"a/b" = { kind = "probe" }'
    config, _ = _read(tmp_path, f"[folders]\n{rules}")
    assert list(config.folder_kinds) == ["a/b/c", "a/b", "a", "**"]

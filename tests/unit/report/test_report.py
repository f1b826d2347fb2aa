"""Diagnostics for people, for grep, as JSON and for GitHub."""

import json
import time

import pytest

from narrate.model.diagnostic import Diagnostic, Place
from narrate.report import Format, closing_count, errors, findings, written

LINK = Diagnostic(
    Place("ana/2026-03-04-cache.md", 14, 19, 24, "See [the runbook](../onboarding/deploys.md) for"),
    "broken-link",
    "no document at `onboarding/deploys.md`",
    "did you mean `../onboarding/deploy.md`?",
)
WHOLE_FILE = Diagnostic(Place("ana/notes.md"), "too-large", "the file has 20 MB", "")
NOTE = Diagnostic(Place("index.md", 2, 1, 6, "colour: red"), "unknown-key", "no field `colour`", "")


def _full(diagnostic: Diagnostic) -> str:
    return written(findings([diagnostic], {}), "full", verbose=True)


FULL = {
    "a link": (
        LINK,
        """\
error[broken-link]: no document at `onboarding/deploys.md`
  --> ana/2026-03-04-cache.md:14:19
   |
14 | See [the runbook](../onboarding/deploys.md) for
   |                   ^^^^^^^^^^^^^^^^^^^^^^^^
   = help: did you mean `../onboarding/deploy.md`?
""",
    ),
    "a whole file": (WHOLE_FILE, "error[too-large]: the file has 20 MB\n --> ana/notes.md\n"),
    "a whole line": (
        Diagnostic(Place("a.md", 3, 0, 1, "x: y"), "unknown-key", "m", "h"),
        "info[unknown-key]: m\n --> a.md:3\n  |\n3 | x: y\n  = help: h\n",
    ),
    "a tab before": (
        Diagnostic(Place("a.md", 3, 2, 2, "\tab"), "unknown-key", "m"),
        "info[unknown-key]: m\n --> a.md:3:2\n  |\n3 |     ab\n  |     ^^\n",
    ),
    "wide characters": (
        Diagnostic(Place("a.md", 3, 3, 2, "東京の[[x]]"), "unknown-key", "m"),
        "info[unknown-key]: m\n --> a.md:3:3\n  |\n3 | 東京の[[x]]\n  |     ^^^\n",
    ),
    "combining marks": (
        Diagnostic(Place("a.md", 3, 4, 1, "e\u0301 x"), "unknown-key", "m"),
        "info[unknown-key]: m\n --> a.md:3:4\n  |\n3 | e\u0301 x\n  |   ^\n",
    ),
    "a caret past the end": (
        Diagnostic(Place("a.md", 3, 9, 4, "ab"), "unknown-key", "m"),
        "info[unknown-key]: m\n --> a.md:3:9\n  |\n3 | ab\n  |   ^\n",
    ),
    "control characters": (
        Diagnostic(
            Place("a\n::error::b\x1b[2J.md", 1, 1, 1, "a\x1b[31mb"), "odd-name", "the name `a\nb`", "c\x07"
        ),
        (
            "warning[odd-name]: the name `a\\nb`\n --> a\\n::error::b\\x1b[2J.md:1:1\n  |\n"
            "1 | a\\x1b[31mb\n  | ^\n  = help: c\\x07\n"
        ),
    ),
    "a help of two lines": (
        Diagnostic(Place("a.md"), "ambiguous-link", "m", "one of\n`a`"),
        "warning[ambiguous-link]: m\n --> a.md\n  = help: one of\n          `a`\n",
    ),
    "a name that is not UTF-8": (
        Diagnostic(Place("a\udcff.md"), "not-utf-8", "m"),
        "error[not-utf-8]: m\n --> a\\udcff.md\n",
    ),
}


@pytest.mark.parametrize(("diagnostic", "expected"), FULL.values(), ids=FULL)
def test_a_problem_in_full(diagnostic: Diagnostic, expected: str) -> None:
    assert _full(diagnostic) == expected


@pytest.mark.parametrize("column", [1, 130, 5_000, 99_990])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    text = "".join(f"{number:05} " for number in range(20_000))
    place = Place("a.md", 1, column, 5, text)
    lines = _full(Diagnostic(place, "broken-link", "m")).splitlines()
    start = lines[4].index("^")
    assert lines[3][start : start + 5] == text[column - 1 : column + 4]
    assert all(len(line) < 200 for line in lines)


def test_a_line_of_a_million_characters_costs_nothing_extra() -> None:
    text = "[x](y) " * 150_000
    many = [
        Diagnostic(Place("a.md", 1, column, 6, text), "broken-link", "m") for column in range(1, 14_001, 7)
    ]
    before = time.perf_counter()
    written(findings(many, {}), "full")
    assert time.perf_counter() - before < 2


def test_problems_come_by_path_and_place_and_each_once() -> None:
    other = Diagnostic(Place("ana/2026-03-04-cache.md", 3, 1), "broken-link", "m")
    found = findings([WHOLE_FILE, LINK, other, NOTE, LINK], {})
    assert [each.diagnostic for each in found] == [other, LINK, WHOLE_FILE, NOTE]


def test_paths_are_seen_from_where_the_reader_is() -> None:
    config = Diagnostic(Place("../narrate.toml", 1, 1, 1, "a"), "unknown-option", "m")
    assert [each.path for each in findings([config, NOTE], {}, "notes/content")] == [
        "notes/content/index.md",
        "notes/narrate.toml",
    ]


def test_levels_are_those_of_the_configuration() -> None:
    found = findings(
        [LINK, WHOLE_FILE, NOTE], {"broken-link": "warning", "too-large": "off", "unknown-key": "error"}
    )
    assert [(each.diagnostic.code, each.level) for each in found] == [
        ("broken-link", "warning"),
        ("unknown-key", "error"),
    ]
    assert errors(found) == 1


FORMATS: dict[Format, str] = {
    "concise": """\
ana/2026-03-04-cache.md:14:19: error[broken-link]: no document at `onboarding/deploys.md` (did you mean `../onboarding/deploy.md`?)
ana/notes.md:1:1: error[too-large]: the file has 20 MB
index.md:2:1: info[unknown-key]: no field `colour`
""",
    "github": """\
::error file=ana/2026-03-04-cache.md,line=14,col=19,endColumn=43,title=broken-link::no document at `onboarding/deploys.md`%0Adid you mean `../onboarding/deploy.md`?
::error file=ana/notes.md,title=too-large::the file has 20 MB
::notice file=index.md,line=2,col=1,endColumn=7,title=unknown-key::no field `colour`
""",
}


@pytest.mark.parametrize(("form", "expected"), FORMATS.items(), ids=FORMATS)
def test_the_other_formats_have_a_line_for_each(form: Format, expected: str) -> None:
    assert written(findings([LINK, WHOLE_FILE, NOTE], {}), form, verbose=True) == expected


def test_json_is_a_list_with_everything() -> None:
    listed = json.loads(written(findings([LINK, NOTE], {}), "json"))
    assert listed[0] == {
        "level": "error",
        "code": "broken-link",
        "path": "ana/2026-03-04-cache.md",
        "line": 14,
        "column": 19,
        "width": 24,
        "message": "no document at `onboarding/deploys.md`",
        "help": "did you mean `../onboarding/deploy.md`?",
    }
    assert [each["level"] for each in listed] == ["error", "info"]


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(written((), "json")) == []


def test_github_hears_of_errors_first() -> None:
    warning = Diagnostic(Place("a.md", 1, 1), "broken-anchor", "m")
    lines = written(findings([warning, LINK], {}), "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning"]


def test_what_somebody_wrote_cannot_forge_a_workflow_command() -> None:
    evil = Diagnostic(Place("a,line=9\n::error::x:%0A.md", 1, 1), "odd-name", "100%\r\n::stop-commands::x")
    assert written(findings([evil], {}), "github") == (
        "::warning file=a%2Cline=9%0A%3A%3Aerror%3A%3Ax%3A%250A.md,line=1,col=1,endColumn=2,title=odd-name"
        "::100%25%0D%0A::stop-commands::x\n"
    )


@pytest.mark.parametrize("form", ["full", "concise", "github"])
def test_notes_are_written_only_when_asked_for(form: Format) -> None:
    assert written(findings([NOTE], {}), form) == ""
    assert written(findings([NOTE], {}), form, verbose=True) != ""


@pytest.mark.parametrize(
    ("diagnostics", "verbose", "expected"),
    [
        ([], False, ""),
        ([LINK], False, "1 error"),
        ([LINK, WHOLE_FILE, Diagnostic(Place("b.md"), "broken-anchor", "m")], False, "2 errors, 1 warning"),
        ([NOTE], False, "1 note (-v shows them)"),
        ([LINK, NOTE], True, "1 error, 1 note"),
    ],
)
def test_in_the_end_they_are_counted(diagnostics: list[Diagnostic], verbose: bool, expected: str) -> None:
    assert closing_count(findings(diagnostics, {}), verbose=verbose) == expected

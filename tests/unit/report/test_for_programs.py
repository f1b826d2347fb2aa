"""The formats that forges and other programs read: valid by their standards, whatever somebody wrote."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from formats import code_quality_problems, junit_problems, sarif_problems, workflow_command_problems
from narrate.model.diagnostic import CODES, Diagnostic, Place
from narrate.report import findings, written

LINK = Diagnostic(
    Place("ana/2026-03-04-cache.md", 14, 19, 24, "See [the runbook](../onboarding/deploys.md) for"),
    "broken-link",
    "no document at `onboarding/deploys.md`",
    "did you mean `../onboarding/deploy.md`?",
)
WHOLE_FILE = Diagnostic(Place("ana/notes & more.md"), "too-large", "the file has 20 MB", "")
NOTE = Diagnostic(Place("index.md", 2, 0, 6, "colour: red"), "unknown-key", "no field `colour`", "")

_FOUND = findings([LINK, WHOLE_FILE, NOTE], {})

JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="narrate" tests="3" failures="2" errors="0">
  <testsuite name="ana/2026-03-04-cache.md" tests="1" failures="1" errors="0">
    <testcase classname="ana/2026-03-04-cache.md" name="broken-link 14:19">
      <failure type="broken-link" message="no document at `onboarding/deploys.md`">ana/2026-03-04-cache.md:14:19
no document at `onboarding/deploys.md`
did you mean `../onboarding/deploy.md`?</failure>
    </testcase>
  </testsuite>
  <testsuite name="ana/notes &amp; more.md" tests="1" failures="1" errors="0">
    <testcase classname="ana/notes &amp; more.md" name="too-large">
      <failure type="too-large" message="the file has 20 MB">ana/notes &amp; more.md
the file has 20 MB</failure>
    </testcase>
  </testsuite>
  <testsuite name="index.md" tests="1" failures="0" errors="0">
    <testcase classname="index.md" name="unknown-key 2"/>
  </testsuite>
</testsuites>
"""


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_problem() -> None:
    assert written(_FOUND, "junit", verbose=True) == JUNIT
    assert junit_problems(JUNIT.encode()) == []


def test_junit_has_a_case_that_passes_when_nothing_is_wrong() -> None:
    root = etree.fromstring(written((), "junit").encode())
    assert [case.get("name") for case in root.iter("testcase")] == ["nothing is wrong"]
    assert (root.get("tests"), root.get("failures")) == ("1", "0")


def test_gitlab_has_place_severity_and_a_fingerprint() -> None:
    listed = json.loads(written(_FOUND, "gitlab", verbose=True))
    assert listed[0] == {
        "description": "no document at `onboarding/deploys.md` (did you mean `../onboarding/deploy.md`?)",
        "check_name": "broken-link",
        "fingerprint": listed[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "ana/2026-03-04-cache.md", "lines": {"begin": 14}},
    }
    assert [(each["severity"], each["location"]["lines"]["begin"]) for each in listed[1:]] == [
        ("major", 1),
        ("info", 2),
    ]


def test_a_fingerprint_stays_when_the_line_moves_and_no_two_are_alike() -> None:
    def of(*lines: int) -> list[str]:
        found = findings([Diagnostic(Place("a.md", line, 1), "broken-link", "m") for line in lines], {})
        return [each["fingerprint"] for each in json.loads(written(found, "gitlab"))]

    assert of(3) == of(14)
    assert of(3, 9) == of(4, 10)
    assert len(set(of(3, 9))) == 2


def test_sarif_says_where_in_characters_and_what_each_code_means() -> None:
    run = json.loads(written(_FOUND, "sarif", verbose=True))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "broken-link",
        "too-large",
        "unknown-key",
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert places == [
        {
            "artifactLocation": {"uri": "ana/2026-03-04-cache.md"},
            "region": {"startLine": 14, "startColumn": 19, "endColumn": 43},
        },
        {"artifactLocation": {"uri": "ana/notes%20%26%20more.md"}},
        {"artifactLocation": {"uri": "index.md"}, "region": {"startLine": 2}},
    ]
    assert [each["level"] for each in run["results"]] == ["error", "error", "note"]


_EVIL = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["a\udcff.md", "]]>", "\x00\x1b[2J", "a b/ü#?.md", "C:\\x", "\"&<>'", "\u2028\ufffe", "%41", "a:b.md"]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Diagnostic,
            st.builds(
                Place,
                st.just("n/") | _EVIL.map(lambda text: f"n/{text}"),
                st.integers(0, 9),
                st.integers(0, 9),
                st.integers(0, 3),
            ),
            st.sampled_from(sorted(CODES)),
            _EVIL.filter(bool),
            _EVIL,
        ),
        max_size=4,
    )
)
def test_whatever_somebody_wrote_the_formats_stay_valid(diagnostics: list[Diagnostic]) -> None:
    found = findings(diagnostics, {})
    assert code_quality_problems(written(found, "gitlab", verbose=True).encode()) == []
    assert workflow_command_problems(written(found, "github", verbose=True).encode()) == []
    assert sarif_problems(written(found, "sarif", verbose=True).encode()) == []
    assert junit_problems(written(found, "junit", verbose=True).encode()) == []


@pytest.mark.parametrize("form", ["gitlab", "sarif", "junit"])
def test_notes_are_in_it_only_when_asked_for(form: str) -> None:
    found = findings([NOTE], {})
    assert "unknown-key" not in written(found, form)  # type: ignore[arg-type]
    assert "unknown-key" in written(found, form, verbose=True)  # type: ignore[arg-type]

"""Links that say in words what they mean are what a field of front matter would be."""

import json
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

FILES: dict[str, str | bytes] = {
    "narrate.toml": CONFIGURATION
    + '[kinds.incident]\n[kinds.incident.fields.caused_by]\ntype = "links"\nlink = "supersedes"\n',
    "people/ben.md": "---\nname: Ben\n---\nHello.\n",
    "narrations/warm.md": "# Warm\n\nIt was cold.\n",
    "narrations/cold.md": "# Cold\n\nIt was warm.\n",
    "questions/who.md": "# Who\n\nWho?\n",
}


def _links(folder: Path, path: str, text: str) -> list[str]:
    site = SmallSite(folder, {**FILES, path: f"{text}\n\nWords.\n"})
    site.build()
    entries = json.loads(site.published()["api/entries.json"])
    (own,) = (entry for entry in entries if entry["source"] == path)
    return [f"{link['type']} {link['target'].removeprefix('https://notes.example')}" for link in own["links"]]


WARM, COLD = "/narrations/warm/", "/narrations/cold/"


@pytest.mark.parametrize(
    ("path", "text", "links"),
    [
        ("lessons/a.md", "Distilled from: [Warm](/narrations/warm.md)", [f"distils {WARM}"]),
        ("lessons/a.md", "distilled from: [[warm]], [[cold]]", [f"distils {COLD}", f"distils {WARM}"]),
        ("lessons/a.md", "**Distilled from:** [[warm]]", [f"distils {WARM}"]),
        ("lessons/a.md", "*Distilled from*: [[warm]]", [f"distils {WARM}"]),
        ("lessons/a.md", "Words.\nDistilled from: [[warm]]\nSee: [[cold]]", [f"cites {COLD}", f"distils {WARM}"]),
        ("lessons/a.md", "Distilled from:\n\n- [[warm]]\n- [Cold](../narrations/cold.md)\n\n[[who]]",
         ["cites /questions/who/", f"distils {COLD}", f"distils {WARM}"]),
        ("lessons/a.md", "Distilled from:\n\nNot a list. [[warm]]", [f"cites {WARM}"]),
        ("lessons/a.md", "It was distilled from: [[warm]]", [f"cites {WARM}"]),
        ("lessons/a.md", "[[cold]], distilled from: [[warm]]", [f"cites {COLD}", f"cites {WARM}"]),
        ("narrations/a.md", "Distilled from: [[warm]]", [f"cites {WARM}"]),
        ("narrations/a.md", "In reply to: https://notes.example/narrations/warm/", [f"replies-to {WARM}"]),
        ("narrations/a.md", "Answers: [[who]]\r\n\r\nMe.", ["answers /questions/who/"]),
        ("narrations/a.md", "Thanks: @ben", ["thanks /people/ben/"]),
        ("narrations/a.md", "Present: @ben", []),
        ("narrations/a.md", "**Attendees:** @ben\n\nAction: @ben mends it.", ["mentions /people/ben/"]),
        ("narrations/a.md", "Applies: nobody's [[lesson]]", []),
        ("incidents/a.md", "Caused by: [[warm]]", [f"supersedes {WARM}"]),
    ],
)  # fmt: skip
def test_the_words_before_the_colon_are_a_field(
    tmp_path: Path, path: str, text: str, links: list[str]
) -> None:
    assert sorted(_links(tmp_path, path, text)) == links


@pytest.mark.parametrize("text", ["Gewonnen aus: [[warm]]", "Distilled from: [[warm]]"])
def test_they_may_be_said_in_the_language_of_the_site(tmp_path: Path, text: str) -> None:
    site = SmallSite(
        tmp_path, {**FILES, "narrate.toml": 'language = "de"\n', "lessons/a.md": f"{text}\n\nWords.\n"}
    )
    site.build()
    entries = json.loads(site.published()["api/entries.json"])
    (own,) = (entry for entry in entries if entry["source"] == "lessons/a.md")
    assert [link["type"] for link in own["links"]] == ["distils"]


@pytest.mark.parametrize(
    ("text", "communities"),
    [
        ("Written for: @testing, @craft", ["testing", "craft"]),
        ("Written for: @nobody, @ben and [[testing]]", []),
        ("It is written for @testing", []),
    ],
)
def test_an_entry_is_written_for_communities_that_there_are(
    tmp_path: Path, text: str, communities: list[str]
) -> None:
    more: dict[str, str | bytes] = {
        "communities/testing.md": "# Testing\n\nFor testers.\n",
        "communities/craft.md": "# Craft\n",
        "narrations/a.md": f"{text}\n\nWords.\n",
    }
    site = SmallSite(tmp_path, {**FILES, **more})
    site.build()
    entries = json.loads(site.published()["api/entries.json"])
    assert [one["communities"] for one in entries if one["source"] == "narrations/a.md"] == [communities]
    assert (b"Words." in site.published()["communities/testing/index.html"]) == bool(communities)


def test_a_question_that_names_its_answer_is_answered(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {**FILES, "questions/why.md": "# Why\n\nWhy?\n\nAnswer: [[warm]]\n"})
    site.build()
    entries = json.loads(site.published()["api/entries.json"])
    assert {entry["source"]: entry["status"] for entry in entries if entry["kind"] == "question"} == {
        "questions/who.md": "open",
        "questions/why.md": "answered",
    }
    assert b"Answers" in site.published()["narrations/warm/index.html"]


def test_a_list_says_what_an_entry_is_about_and_not_where_it_comes_from(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {**FILES, "lessons/a.md": "Distilled from: [[warm]]\n\nWarm it first.\n"})
    site.build()
    entries = json.loads(site.published()["api/entries.json"])
    assert [entry["summary"] for entry in entries if entry["kind"] == "lesson"] == ["Warm it first."]


def test_when_only_the_words_change_the_links_are_others(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {**FILES, "lessons/a.md": "# A\n\nDistilled from: [[warm]]\n"})
    site.build()
    site.write("lessons/a.md", "# A\n\nWas distilled from: [[warm]]\n")
    site.build()
    assert site.published() == site.build_clean()


@pytest.mark.parametrize(
    ("path", "text", "links"),
    [
        ("narrations/re-warm.md", "So it was.", [f"replies-to {WARM}"]),
        ("narrations/ana/re-warm-2.md", "So it was.", [f"replies-to {WARM}"]),
        ("narrations/re-coffee.md", "With milk.", ["replies-to /log/ben/2026-03-06/0905/"]),
        ("narrations/re-dated.md", "Yes.", ["replies-to /narrations/2026-03-05-dated/"]),
        ("narrations/re-twice.md", "Two are called so.", []),
        ("narrations/re-ben.md", "Nobody replies to a person.", []),
        ("narrations/re-nothing.md", "Nothing is called so.", []),
        ("narrations/re-warm.md", "In reply to: [[cold]]", [f"replies-to {COLD}"]),
        ("narrations/answers-who.md", "Me.", ["answers /questions/who/"]),
        ("narrations/answers-warm.md", "It is no question.", []),
        ("lessons/from-warm.md", "Warm it.", [f"distils {WARM}"]),
        ("lessons/re-warm.md", "A lesson is no reply.", []),
    ],
)
def test_the_name_of_a_file_says_what_it_is_about_where_nothing_else_does(
    tmp_path: Path, path: str, text: str, links: list[str]
) -> None:
    more: dict[str, str | bytes] = {
        "log/ben/2026-03-06.md": "## 09:05 Coffee\n\nBlack.\n",
        "narrations/2026-03-05-dated.md": "# Dated\n\nOn a day.\n",
        "narrations/ana/twice.md": "One.\n",
        "narrations/ben/twice.md": "Two.\n",
    }
    SmallSite(tmp_path, more)
    assert sorted(_links(tmp_path, path, text)) == links


def test_in_a_repository_of_another_program_names_say_nothing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "posts/2026-03-01-warm.md": "# Warm\n",
        "posts/re-warm.md": "---\ndate: 2026-03-02\n---\nHm.\n",
    }
    site = SmallSite(tmp_path, files)
    site.build()
    assert b"replies-to" not in site.published()["api/entries.json"]

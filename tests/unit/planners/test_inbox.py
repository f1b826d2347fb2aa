"""Somebody's inbox: why each entry is there, what is due, who has one."""

import re
from html import unescape
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

PEOPLE = {
    "people/ana.md": "---\nname: Ana\n---\n",
    "people/ben.md": "---\nname: Ben\n---\n",
    "people/dag.md": "---\nname: Dag\nleft: 2026-02-28\n---\n",
    "people/eva.md": "---\nname: Eva\nlisted: false\n---\n",
}
HERS = {
    "lessons/warm.md": "---\nauthor: ana\ndate: 2026-01-10\n---\n# Warm it\n\nEarly.\n",
    "questions/2026-01-11-who.md": "---\nauthor: ana\n---\n# Who knows?\n\nWho?\n",
}


def _inbox(folder: Path, files: dict[str, str], person: str = "ana", toml: str = CONFIGURATION) -> str:
    """The words of an inbox; nothing where there is none."""
    site = SmallSite(folder, ({"narrate.toml": toml} if toml else {}) | PEOPLE | files)
    site.build(as_of="2026-03-04")
    html = site.published().get(f"people/{person}/inbox/index.html", b"").decode()
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split()) if main else ""


def _by_ben(fields: str, words: str = "So.") -> dict[str, str]:
    return {"posts/2026-02-01-b.md": f"---\nauthor: ben\n{fields}\n---\n# Ours\n\n{words}\n"}


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (_by_ben("reply_to: questions/2026-01-11-who"), "In reply to Ana : Who knows? Ours"),
        (_by_ben("reply_to: questions/2026-01-11-who\nanswers: true"), "Answers Who knows? Ours"),
        (_by_ben("applies: lessons/warm"), "Put to use: Warm it Ours"),
        (_by_ben("contradicts: lessons/warm"), "Did not hold: Warm it Ours"),
        (_by_ben("thanks: ana"), "Thanks to Ana Ours"),
        (_by_ben("", "Ask @ana. She was there."), "Mentions Ana: “Ask @ana.” Ours"),
    ],
    ids=["a reply", "an answer", "a lesson put to use", "a lesson that did not hold", "thanks", "a mention"],
)
def test_each_entry_says_why_it_is_there(files: dict[str, str], why: str, tmp_path: Path) -> None:
    assert why in _inbox(tmp_path, HERS | files)


DUE = {"lessons/old.md": "---\nauthor: {}\ndate: 2025-01-10\nreview_in: 6 months\n---\n# Old\n\nIt is.\n"}


def _due(who: str) -> dict[str, str]:
    return {path: text.format(who) for path, text in DUE.items()}


def test_a_lesson_past_its_review_waits_in_the_inbox_of_its_author_and_in_its_feed(tmp_path: Path) -> None:
    assert "To be read again Old lesson was to be read again by 10 July 2025" in _inbox(tmp_path, _due("ana"))
    feed = (tmp_path / "site/people/ana/inbox/feed.atom").read_text("utf-8")
    assert "<title>To be read again: Old</title>\n<published>2025-07-10T" in feed
    assert "#review-2025-07-10</id>" in feed


@pytest.mark.parametrize(
    ("person", "files"),
    [
        ("ana", {"lessons/old.md": DUE["lessons/old.md"].format("ana").replace("date:", "reviewed: 2026-03-01\ndate:")}),
        ("ana", _due("ana") | {"lessons/new.md": "---\nauthor: ana\nsupersedes: old\n---\n# New\n\nIt is.\n"}),
        ("dag", _due("dag")),
        ("ben", _due("ana")),
    ],
    ids=["reviewed since", "superseded", "they have left", "by somebody else"],
)  # fmt: skip
def test_nothing_is_due(person: str, files: dict[str, str], tmp_path: Path) -> None:
    assert _inbox(tmp_path, files, person).endswith("Nothing so far.")


def test_everybody_has_an_inbox_to_follow_before_the_first_answer_comes(tmp_path: Path) -> None:
    assert _inbox(tmp_path, {}, "ben").endswith("Nothing so far.")
    feed = (tmp_path / "site/people/ben/inbox/feed.atom").read_text("utf-8")
    assert "<entry>" not in feed
    assert "<title>For Ben" in feed


def test_whoever_is_not_listed_has_none(tmp_path: Path) -> None:
    assert _inbox(tmp_path, _due("eva"), "eva") == ""


def test_in_a_repository_made_for_another_program_nobody_has_an_empty_one(tmp_path: Path) -> None:
    assert _inbox(tmp_path, _by_ben(""), "ana", toml="") == ""
    assert "Mentions Ana" in _inbox(tmp_path / "spoken", _by_ben("", "Ask @ana."), "ana", toml="")

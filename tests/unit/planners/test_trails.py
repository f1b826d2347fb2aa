"""Trails from where something began to a lesson, and what somebody says they are on."""

import re
from html import unescape
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

Files = dict[str, str | bytes]


def trails(folder: Path, files: Files, who: str = "ana") -> list[str]:
    """The trails on somebody's page, as words."""
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    html = site.published()[f"people/{who}/index.html"].decode()
    plain = (
        re.sub(r"<svg.*?</svg>|<[^>]+>", " ", one)
        for one in re.findall(r'<ol class="trail">(.*?)</ol>', html, re.DOTALL)
    )
    return [" ".join(unescape(one).split()) for one in plain]


def entry(name: str, author: str, day: str, more: str, title: str) -> Files:
    return {
        f"posts/{name}.md": f"---\nauthor: {author}\ndate: {day}\n{more}\n---\n# {title}\n\nSome words.\n"
    }


READ = entry("read", "ben", "2026-01-01", "kind: bookmark\nlink: https://a.example/", "On caches")
TRY = {"posts/try.md": "---\nauthor: ana\ndate: 2026-01-05\n---\n# I try it\n\nAfter [this](read.md).\n"}
LESSON = entry("warm", "cem", "2026-01-09", "kind: lesson\nfrom: try.md", "Warm it first")


def test_a_trail_leads_from_a_bookmark_over_a_narration_to_a_lesson(tmp_path: Path) -> None:
    told = [
        "bookmark On caches ben was cited narration I try it ana became a lesson lesson Warm it first cem"
    ]
    assert trails(tmp_path, READ | TRY | LESSON) == told


@pytest.mark.parametrize("who", ["ana", "ben", "cem"])
def test_it_stands_on_the_page_of_everybody_who_took_a_step(tmp_path: Path, who: str) -> None:
    assert len(trails(tmp_path, READ | TRY | LESSON, who)) == 1


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(TRY | LESSON, id="two steps"),
        pytest.param(READ | TRY, id="no lesson"),
        pytest.param(
            READ | TRY | LESSON | {"people/ana.md": "---\nname: Ana\nlisted: false\n---\nHello.\n"},
            id="not listed",
        ),
        pytest.param(
            TRY
            | LESSON
            | entry("read", "ben", "2026-01-06", "kind: bookmark\nlink: https://a.example/", "On caches"),
            id="a bookmark of later",
        ),
    ],
)
def test_there_is_no_trail(tmp_path: Path, files: Files) -> None:
    assert trails(tmp_path, files) == []


def test_a_trail_begins_one_step_before_ones_own(tmp_path: Path) -> None:
    files = READ | TRY | entry("again", "cem", "2026-01-06", "reply_to: try.md", "So do I")
    files |= entry("twice", "dan", "2026-01-07", "reply_to: again.md", "Me too")
    files |= entry("warm", "cem", "2026-01-09", "kind: lesson\nfrom: twice.md", "Warm it first")
    assert trails(tmp_path, files, "dan")[0].startswith(
        "narration So do I cem was replied to narration Me too dan"
    )


def test_the_middle_of_a_long_trail_is_left_out(tmp_path: Path) -> None:
    files: Files = {}
    for number in range(1, 10):
        before = f"reply_to: s{number - 1}.md" if number > 1 else ""
        files |= entry(f"s{number}", "ana", f"2026-01-0{number}", before, f"Step {number}")
    files |= entry("warm", "ana", "2026-02-01", "kind: lesson\nfrom: s9.md", "Warm it first")
    (told,) = trails(tmp_path, files)
    assert re.findall(r"Step \d|after \d more steps", told) == [
        "Step 1", "Step 2", "Step 3", "after 4 more steps", "Step 8", "Step 9",
    ]  # fmt: skip


def test_a_circle_is_not_walked_twice(tmp_path: Path) -> None:
    files: Files = {
        f"posts/{name}.md": f"---\nauthor: ana\ndate: 2026-01-05\n---\n# Step {name}\n\nSee [that]({other}.md).\n"
        for name, other in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    files |= entry("warm", "ana", "2026-01-05", "kind: lesson\nfrom: a.md", "Warm it first")
    (told,) = trails(tmp_path, files)
    assert re.findall(r"Step (\w)", told) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("now: Moving the queue", True),
        ("now: [Moving the queue, learning to swim]", True),
        ("now: Moving the queue, one consumer at a time", True),
        ("now: Moving the queue\nleft: 2026-03-04", False),
        ("offers: Moving the queue", False),
    ],
)
def test_a_page_says_what_somebody_is_on(tmp_path: Path, more: str, shown: bool) -> None:
    site = SmallSite(tmp_path, {"people/ana.md": f"---\nname: Ana\ndate: 2026-03-01\n{more}\n---\nHello.\n"})
    site.write("narrate.toml", CONFIGURATION)
    site.build()
    html = site.published()["people/ana/index.html"].decode()
    assert bool(re.search(r"<dt>Now</dt><dd[^>]*>(<[^>]+>)*Moving the queue", html)) is shown
    assert ("1 Mar 2026" in html) is shown
    assert ("Moving the queue, one consumer at a time" in html) is ("one consumer" in more)


def test_what_somebody_is_on_holds_no_address(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"people/ana.md": "---\nname: Ana\nnow: write to ana@team.org\n---\nHello.\n"})
    site.build()
    assert site.containing("ana@team.org") == ()

"""What a community connects: entries that crossed between teams, tags that it shares, and its pulse."""

import re
from html import unescape
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

Files = dict[str, str | bytes]


def page(folder: Path, files: Files, path: str = "communities/cache/index.html") -> str:
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **files})
    assert site.build().concise() == ()
    return site.published()[path].decode()


def text(html: str) -> str:
    """What a piece of a page says, without its drawings."""
    plain = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split())


def section(html: str, name: str) -> str:
    """A section of a page as text; nothing when there is none."""
    found = re.search(rf'<section class="(?:shelf|box) {name}">(.*?)</section>', html, re.DOTALL)
    return text(found[1]) if found else ""


def person(name: str, team: str, *communities: str, more: str = "") -> Files:
    front = f"name: {name.capitalize()}\nteam: {team}\ncommunities: [{', '.join(communities)}]\n{more}"
    return {f"people/{name}.md": f"---\n{front}\n---\nHello.\n"}


def entry(name: str, author: str, day: str, more: str = "", title: str = "") -> Files:
    front = f"author: {author}\ndate: {day}\n{more}"
    return {f"posts/{name}.md": f"---\n{front}\n---\n# {title or name.capitalize()}\n\nSome words.\n"}


CACHE: Files = {"communities/cache.md": "---\nname: Cache\ntags: [cache]\n---\nWarm.\n"}
QUEUES: Files = {"communities/queues.md": "---\nname: Queues\ntags: [queues]\n---\nIn order.\n"}
ANA = person("ana", "data", "cache")
BEN = person("ben", "web", "cache")
COLD = entry("cold", "ana", "2026-02-01", "tags: [cache]")


@pytest.mark.parametrize(
    ("more", "how"),
    [
        ("reply_to: cold.md", "was replied to"),
        ("answers: cold.md", "was answered"),
        ("applies: cold.md", "was put to use"),
        ("contradicts: cold.md", "did not hold"),
        ("kind: lesson\nfrom: cold.md", "became a lesson"),
    ],
)
def test_an_entry_that_another_team_took_up_has_crossed(tmp_path: Path, more: str, how: str) -> None:
    crossed = section(
        page(tmp_path, CACHE | ANA | BEN | COLD | entry("so", "ben", "2026-02-03", more)), "crossings"
    )
    assert crossed.endswith(f"Cold Ana · Data {how} So Ben · Web · 3 Feb 2026")


@pytest.mark.parametrize(
    ("people", "more"),
    [
        pytest.param(ANA | person("ben", "data", "cache"), "reply_to: cold.md", id="the same team"),
        pytest.param(ANA | person("ben", "web"), "reply_to: cold.md", id="nobody of the community"),
        pytest.param(ANA | BEN, "", id="nothing to do with it"),
        pytest.param(
            person("ana", "data", "cache", more="listed: false") | BEN, "reply_to: cold.md", id="not listed"
        ),
    ],
)
def test_what_has_not_crossed(tmp_path: Path, people: Files, more: str) -> None:
    assert (
        section(page(tmp_path, CACHE | people | COLD | entry("so", "ben", "2026-02-03", more)), "crossings")
        == ""
    )


def test_an_answer_in_its_stream_has_crossed_whoever_wrote_it(tmp_path: Path) -> None:
    files = CACHE | ANA | person("ben", "web") | COLD
    files |= entry("so", "ben", "2026-02-03", "reply_to: cold.md\ncommunity: cache")
    assert "So Ben · Web" in section(page(tmp_path, files), "crossings")


def test_the_newest_crossings_are_shown_and_come_first(tmp_path: Path) -> None:
    files = CACHE | ANA | BEN | COLD
    for day in range(10, 20):
        files |= entry(f"so-{day}", "ben", f"2026-02-{day}", "reply_to: cold.md")
    crossed = section(page(tmp_path, files), "crossings")
    assert re.findall(r"So-(\d+)", crossed) == ["19", "18", "17", "16", "15", "14"]


def test_a_tag_is_shared_through_those_who_write_about_it_in_both(tmp_path: Path) -> None:
    files = CACHE | QUEUES | person("ana", "data", "cache", "queues") | BEN
    files |= entry("both", "ana", "2026-02-01", "tags: [cache, queues]")
    files |= entry("mine", "ben", "2026-02-02", "tags: [cache]")
    shared = section(page(tmp_path, files), "shared")
    assert (
        shared == "Shares tags with Below each tag who writes about it in both. Queues cache Ana queues Ana"
    )


def test_a_tag_that_both_care_for_is_shared_before_anybody_stands_between_them(tmp_path: Path) -> None:
    both: Files = {"communities/queues.md": "---\nname: Queues\ntags: [cache, queues]\n---\nIn order.\n"}
    files = CACHE | both | ANA | COLD | person("cem", "web", "queues")
    assert section(page(tmp_path, files), "shared").endswith("Queues cache")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(entry("other", "ben", "2026-02-02", "tags: [disks]"), id="nobody in both"),
        pytest.param(
            entry("both", "ana", "2026-02-01", "tags: [lunch]\ncommunities: [cache, queues]"), id="no care"
        ),
    ],
)
def test_no_tag_is_shared(tmp_path: Path, more: Files) -> None:
    files = CACHE | QUEUES | person("ana", "data", "cache", "queues") | BEN | COLD | more
    assert section(page(tmp_path, files), "shared") == ""


def test_whoever_is_not_listed_stands_between_nobody(tmp_path: Path) -> None:
    files = CACHE | QUEUES | person("ana", "data", "cache", "queues", more="listed: false")
    files |= entry("both", "ana", "2026-02-01", "tags: [cache, queues]")
    assert section(page(tmp_path, files), "shared") == ""


PULSE = (
    CACHE
    | ANA
    | BEN
    | entry("cold", "ana", "2025-11-05", "tags: [cache]")
    | entry("why", "ben", "2025-12-01", "kind: question\ntags: [cache]", "Why so cold?")
    | entry("so", "ana", "2026-01-10", "answers: why.md\ntags: [cache]")
    | entry("warm", "ana", "2026-02-01", "kind: lesson\nfrom: so.md\ntags: [cache]", "Warm it first")
)


def test_a_pulse_says_who_came_what_was_answered_and_what_was_learned(tmp_path: Path) -> None:
    told = section(page(tmp_path, PULSE), "pulse")
    assert told == (
        "Over time New voices Questions answered Lessons November 2025 – February 2026 The same as a table "
        "When New voices Questions answered Lessons February 2026 Warm it first January 2026 Why so cold? "
        "December 2025 Ben November 2025 Ana"
    )


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(CACHE | ANA | COLD, id="one voice"),
        pytest.param(
            {path: content for path, content in PULSE.items() if "warm" not in path}, id="three things"
        ),
        pytest.param(
            PULSE | person("ana", "data", "cache", more="listed: false"), id="somebody is not listed"
        ),
    ],
)
def test_little_has_no_pulse(tmp_path: Path, files: Files) -> None:
    assert section(page(tmp_path, files), "pulse") == ""


def test_long_times_are_told_by_year(tmp_path: Path) -> None:
    files = PULSE | person("cem", "web", "cache") | entry("old", "cem", "2019-03-01", "tags: [cache]")
    assert "2019 – 2026" in section(page(tmp_path, files), "pulse")

"""Related entries: earlier ones about the same, each with what speaks for it; where too little does, none."""

import re
from html import unescape
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

PAGE = "posts/2026-02-01-n.md"
OTHERS = {
    f"posts/2026-01-{number % 9 + 11}-other-{number}.md": f"---\ntags: [work]\nauthor: A{number % 30}\n---\nNumber {number}.\n"
    for number in range(120)
}
"""Entries that have nothing in common but a tag that everything has."""


def entry(*tags: str, author: str = "Ana", text: str = "Cold.", **fields: str) -> str:
    """A file."""
    written = [f"{key}: {value}" for key, value in fields.items()]
    return "\n".join(["---", f"tags: [{', '.join(tags)}]", f"author: {author}", *written, "---", f"{text}\n"])


def box(page: str) -> list[tuple[str, ...]]:
    """Of each related entry its title, then what speaks for it, as a page shows it."""
    found = re.search(r'<section class="related".*?</section>', page, re.DOTALL)
    lines = re.findall(r'<li class="line-short.*?</ul>', found[0], re.DOTALL) if found else []
    return [
        tuple(
            " ".join(unescape(re.sub(r"<[^>]+>", "", part)).split())
            for part in re.findall(r'<p class="line-title.*?</p>|<li>.*?</li>', line, re.DOTALL)
        )
        for line in lines
    ]


def related(folder: Path, files: dict[str, str], page: str = PAGE) -> list[tuple[str, ...]]:
    """What is related to a page of a site."""
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **OTHERS, **files})
    site.build()
    return box((site.output / page.removesuffix(".md") / "index.html").read_text("utf-8"))


STORY = {"posts/2026-01-02-story.md": entry("work", title="Story")}
BOTH_LINK = "[it](2026-01-02-story.md)"
FAR = "[x](https://far.example/paper#two)"
TOO_MANY = {
    f"posts/2026-01-{day}-link.md": entry("work", author=f"W{day}", text=BOTH_LINK) for day in range(10, 16)
}
LISTING = " ".join(f"[{day}](2026-01-{day}-other-{day - 11}.md)" for day in range(11, 20))


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        (
            STORY
            | {
                "posts/2026-01-20-a.md": entry("tides", title="A", text=BOTH_LINK),
                PAGE: entry("tides", author="Ben", text=BOTH_LINK),
            },
            [("A", "Both link to Story", "Both carry the tag tides")],
        ),
        (
            STORY
            | {
                "posts/2026-01-20-a.md": entry(text=BOTH_LINK),
                PAGE: entry(author="Ben", text=BOTH_LINK),
            },
            [],
        ),
        (
            STORY
            | {
                "posts/2026-01-20-a.md": entry(title="A", applies="2026-01-02-story"),
                PAGE: entry(author="Ben", contradicts="2026-01-02-story"),
            },
            [("A", "Both link to Story")],
        ),
        (STORY | TOO_MANY | {PAGE: entry(author="Ben", text=BOTH_LINK)}, []),
        (
            STORY
            | {
                "posts/2026-01-20-a.md": entry(text=f"{BOTH_LINK} {LISTING}"),
                PAGE: entry(author="Ben", text=BOTH_LINK),
            },
            [],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry(title="A"),
                PAGE: entry(author="Ben"),
                "lessons/2026-02-02-l.md": "---\nfrom: [2026-01-20-a, 2026-02-01-n]\n---\n# L\n\nIt.\n",
            },
            [("A", "Both are linked from L")],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry(title="A"),
                PAGE: entry(author="Ben"),
                "posts/2026-02-02-l.md": entry(text="[a](2026-01-20-a.md) [b](2026-02-01-n.md)"),
            },
            [],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry(title="A"),
                PAGE: entry(author="Ben"),
                "posts/2026-02-02-l.md": entry(title="L", text="[a](2026-01-20-a.md) and [b](2026-02-01-n.md)"),
                "posts/2026-02-03-m.md": entry(title="M", text="[a](2026-01-20-a.md), [b](2026-02-01-n.md)"),
            },
            [("A", "Both are linked from L, M")],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry(title="A"),
                PAGE: entry(author="Ben"),
                "posts/2026-02-02-l.md": entry(text="[a](2026-01-20-a.md)\n\n[b](2026-02-01-n.md)"),
                "posts/2026-02-03-m.md": entry(text="[a](2026-01-20-a.md). [b](2026-02-01-n.md)"),
            },
            [],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry(text=FAR),
                PAGE: entry(author="Ben", text=FAR),
                "posts/2026-02-02-l.md": entry(text="[a](2026-01-20-a.md)\n\n[b](2026-02-01-n.md)"),
            },
            [],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry("tides", title="A"),
                PAGE: entry("tides", author="Ben"),
                **{f"posts/2026-01-0{n}-t.md": entry("tides", author=f"W{n}") for n in range(1, 5)},
                "posts/2026-02-02-l.md": entry(title="L", text="[a](2026-01-20-a.md)\n\n[b](2026-02-01-n.md)"),
            },
            [("A", "Both are linked from L", "Both carry the tag tides")],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry(text="<https://github.com/ana> <https://x.example/y/issues>"),
                PAGE: entry(author="Ben", text="<https://github.com/ana> <https://x.example/y/issues>"),
            },
            [],
        ),
        (
            {
                "posts/2026-01-20-a.md": entry("tides", title="A", text=FAR),
                PAGE: entry("tides", author="Ben", text=FAR.replace("two", "three")),
            },
            [("A", "Both link to far.example/paper", "Both carry the tag tides")],
        ),
        ({"posts/2026-01-20-a.md": entry(text=FAR), PAGE: entry(author="Ben", text=FAR)}, []),
        (
            {
                "posts/2026-01-20-a.md": entry("work", text="<https://far.example/> [y](https://more.example)"),
                PAGE: entry("work", author="Ben", text="<https://far.example/> [y](https://more.example)"),
            },
            [],
        ),
        (
            {"posts/2026-01-20-a.md": entry("tides", title="A"), PAGE: entry("tides", author="Ben")},
            [("A", "Both carry the tag tides")],
        ),
        ({"posts/2026-01-20-a.md": entry("work"), PAGE: entry("work")}, []),
        ({"posts/2026-02-20-a.md": entry("tides"), PAGE: entry("tides")}, []),
        ({"posts/2026-01-20-a.md": entry("tides", draft="true"), PAGE: entry("tides")}, []),
        (
            {
                "posts/2026-01-20-a.md": entry("tides"),
                PAGE: entry("tides", author="Ben", text="[a](2026-01-20-a.md)"),
            },
            [],
        ),
        ({"posts/2026-01-20-a.md": entry("tides"), PAGE: entry("tides", reply_to="2026-01-20-a")}, []),
        (
            {
                "lessons/2026-01-20-a.md": entry("tides"),
                "lessons/2026-01-21-b.md": "---\nsupersedes: 2026-01-20-a\n---\n# B\n\nIt.\n",
                PAGE: entry("tides", author="Ben"),
            },
            [],
        ),
        ({"posts/a.md": entry("tides"), PAGE: entry("tides", author="Ben")}, []),
    ],
    ids=["a link and a tag", "a link alone", "both used it", "everybody links to it", "a list links to it", "a lesson of both", "named in passing",
         "named together twice", "in one manual", "in one list, and a page elsewhere", "in one list, and a tag", "accounts",
         "a page elsewhere and a tag", "a page elsewhere alone", "whole hosts", "a rare tag", "a tag of everything",
         "written later", "a draft", "linked already", "a reply", "superseded", "of no date"],
)  # fmt: skip
def test_what_speaks_for_it_is_said_and_too_little_says_nothing(
    tmp_path: Path, files: dict[str, str], shown: list[tuple[str, ...]]
) -> None:
    assert related(tmp_path, files) == shown


def test_a_narrow_tag_needs_a_second_sign_that_does_not_go_with_it(tmp_path: Path) -> None:
    tides = {
        f"posts/2026-01-{day}-t.md": entry("tides", *(["moon"] if day == 23 else []), title=f"T{day}")
        for day in range(20, 26)
    }
    found = related(tmp_path, tides | {PAGE: entry("tides", "moon", author="Ben")})
    assert found == [("T23", "Both carry the tags tides, moon")]


def test_a_person_is_a_second_sign_where_they_stand_out(tmp_path: Path) -> None:
    tides = {
        f"posts/2026-01-{day}-t.md": entry("tides", author="Cy" if day == 23 else f"W{day}", title=f"T{day}")
        for day in range(20, 26)
    }
    page = {PAGE: entry("tides", author="Ben", thanks="Cy")}
    assert related(tmp_path, tides | page) == [
        ("T23", "Both carry the tag tides", "Author of both, or named there: Cy")
    ]


@pytest.mark.parametrize(("folder", "kind", "titles"), [("docs", "page", []), ("posts", "narration", ["A"])])
def test_who_wrote_two_pages_of_a_manual_is_who_keeps_it(
    folder: str, kind: str, titles: list[str], tmp_path: Path
) -> None:
    files = {
        f"{folder}/{name}.md": entry(
            title=name.upper(), author="Cy", kind=kind, date=f"2026-01-{day}", text=text
        )
        for name, day, text in (
            ("a", 20, "It."),
            ("c", 21, "Else."),
            ("b", 22, "So."),
            ("z", 23, "Begin with [a](a.md).\n\nThen read [b](b.md)."),
        )
    }
    found = related(tmp_path, {PAGE: entry(), **files}, f"{folder}/b.md")
    assert [title for title, *_ in found] == titles


def test_what_the_page_leads_to_anyway_is_not_repeated(tmp_path: Path) -> None:
    files = {
        "posts/2026-01-30-a.md": entry("tides"),
        "posts/2026-01-29-b.md": entry("tides", title="B"),
        PAGE: entry("tides"),
    }
    assert [title for title, *_ in related(tmp_path, files)] == ["B"]  # A is what Ana wrote before


def test_at_most_four_are_shown_what_most_speaks_for_first(tmp_path: Path) -> None:
    files = {
        f"posts/2026-01-0{day}-e.md": entry(
            title=f"E{day}", author="Ben", applies=f"2026-01-02-s{day}", text="[f](2026-01-02-f.md)"
        )
        for day in range(3, 9)
    }
    files |= {f"posts/2026-01-02-s{day}.md": entry(title=f"S{day}", author="Cy") for day in range(3, 9)}
    files |= {
        "posts/2026-01-09-o.md": entry(
            title="O", author="Ben", text="[s](2026-01-02-s3.md) [s](2026-01-02-s4.md)"
        )
    }
    files |= {"posts/2026-01-02-f.md": entry(title="F", author="Cy")}
    applied = ", ".join(f"2026-01-02-s{day}" for day in range(3, 9))
    found = related(tmp_path, files | {PAGE: entry(applies=f"[{applied}]")})
    assert [title for title, *_ in found] == ["O", "E8", "E7", "E6"]


def test_pages_without_dates_stand_beside_each_other(tmp_path: Path) -> None:
    files = {"posts/a.md": entry("tides", title="A", author="Cy"), "posts/z.md": entry("tides", title="Z")}
    files |= {f"posts/o{number}.md": entry("work", author=f"B{number}") for number in range(120)}
    assert related(tmp_path / "one", files, "posts/a.md") == [("Z", "Both carry the tag tides")]
    assert related(tmp_path / "two", files, "posts/z.md") == [("A", "Both carry the tag tides")]


def test_a_new_entry_changes_no_older_page(tmp_path: Path) -> None:
    files = {"posts/2026-01-20-a.md": entry("tides"), PAGE: entry("tides", author="Ben")}
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **OTHERS, **files})
    site.build()
    site.write("posts/2026-02-02-m.md", entry("tides", author="Cy"))
    made = site.build().made
    assert "posts/2026-02-02-m/index.html" in made
    assert not [path for path in made if path.startswith("posts/2026-0") and "02-02-m" not in path]


def test_who_wrote_a_large_part_of_everything_is_no_second_sign(tmp_path: Path) -> None:
    files = {
        f"posts/2026-01-{day}-t.md": entry("tides", author=("Cy", "Dee", "Ben")[day % 3], title=f"T{day}")
        for day in (10, 11, 12, 14, 15)
    }
    files |= {
        f"posts/2026-01-{day}-x.md": entry(author=("Cy", "Dee", "Ben")[day % 3]) for day in range(10, 31)
    }
    files[PAGE] = entry("tides", author="Dee")
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    assert box((site.output / PAGE.removesuffix(".md") / "index.html").read_text("utf-8")) == []


TWO = {
    "posts/2026-01-20-a.md": entry("tides", title="A", author="Ben"),
    PAGE: entry("tides", title="N"),
}
"""Of a rare tag two entries."""


@pytest.mark.parametrize(
    ("files", "settings", "shown"),
    [
        ({}, "", 1),
        ({}, "related = false\n", 0),
        ({PAGE: entry("tides", title="N", related="off")}, "", 0),
        ({"posts/2026-01-20-a.md": entry("tides", title="A", author="Ben", related="no")}, "", 0),
        ({PAGE: entry("tides", title="N", related="[2026-01-11-other-0.md]")}, "", 1),
    ],
    ids=["as always", "in the site", "on the page", "on the other", "what others mean by it"],
)
def test_they_can_be_put_away(tmp_path: Path, files: dict[str, str], settings: str, shown: int) -> None:
    site = SmallSite(tmp_path, {**OTHERS, **TWO, **files, "narrate.toml": CONFIGURATION + settings})
    assert site.build().concise(notes=True) == ()
    page = (site.output / PAGE.removesuffix(".md") / "index.html").read_text("utf-8")
    assert len(box(page)) == shown

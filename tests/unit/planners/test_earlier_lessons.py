"""The lesson that a narration's tags already had: shown where it is about the same, and nowhere else."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

LESSON = {"lessons/2026-01-10-warm.md": "---\ntags: [cache, mornings]\n---\n# Warm it\n\nEarly.\n"}
OTHERS = {
    f"posts/2026-01-{number % 9 + 11}-other-{number}.md": f"---\ntags: [work]\n---\nNumber {number}.\n"
    for number in range(40)
}
CACHE = {
    f"posts/2026-01-{number % 9 + 11}-cache-{number}.md": f"---\ntags: [cache]\n---\nCache {number}.\n"
    for number in range(30)
}
FEW = {f"posts/2026-01-1{number}-few.md": f"---\ntags: [cache]\n---\nFew {number}.\n" for number in range(3)}
"""Cache is the wider one of the two tags of the lesson, though narrow."""


def told(
    folder: Path, narration: str, files: dict[str, str], name: str = "posts/2026-02-01-n.md"
) -> list[str]:
    """The titles of the lessons on the page of a narration."""
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **files, name: narration})
    site.build()
    page = (site.output / name.removesuffix(".md") / "index.html").read_text("utf-8")
    box = re.search(r'<section class="box learned">.*?</section>', page, re.DOTALL)
    return re.findall(r'class="line-title"[^>]*><a [^>]*>(.*?)</a>', box[0]) if box else []


def tagged(*tags: str, **fields: str) -> str:
    return "\n".join(
        [
            "---",
            f"tags: [{', '.join(tags)}]",
            *(f"{key}: {value}" for key, value in fields.items()),
            "---",
            "Cold.\n",
        ]
    )


@pytest.mark.parametrize(
    ("narration", "files", "titles"),
    [
        (tagged("cache", "mornings"), LESSON | OTHERS, ["Warm it"]),
        (tagged("cache"), LESSON | OTHERS, ["Warm it"]),
        (tagged("cache"), LESSON | OTHERS | FEW, []),
        (tagged("mornings"), LESSON | OTHERS | FEW, ["Warm it"]),
        (tagged("cache", "mornings"), LESSON | OTHERS | FEW, ["Warm it"]),
        (tagged("cache"), LESSON, []),
        (tagged("cache"), LESSON | OTHERS | CACHE, []),
        (tagged("cache", "mornings"), LESSON | OTHERS | CACHE, ["Warm it"]),
        (tagged("work"), LESSON | OTHERS, []),
        (tagged("cache", "mornings", applies="2026-01-10-warm"), LESSON | OTHERS, []),
        (tagged("cache", "mornings", date="2026-01-09"), LESSON | OTHERS, []),
        (
            tagged("cache", "mornings"),
            LESSON
            | OTHERS
            | {"lessons/2026-01-20-better.md": "---\nsupersedes: 2026-01-10-warm\n---\n# Better\n\nLate.\n"},
            [],
        ),
    ],
    ids=["two tags", "one narrow tag", "the wider one of its tags",
         "the narrower one", "both of them", "a young site", "a broad tag", "two tags, one of them narrow", "no tag",
         "linked already", "before the lesson", "superseded"],
)  # fmt: skip
def test_a_narration_meets_the_lesson_of_its_tags(
    tmp_path: Path, narration: str, files: dict[str, str], titles: list[str]
) -> None:
    assert told(tmp_path, narration, files) == titles


def test_under_a_tag_with_many_lessons_one_tag_means_none_of_them(tmp_path: Path) -> None:
    many = {
        f"lessons/2026-01-{day}-l.md": f"---\ntags: [cache]\n---\n# Lesson {day}\n\nIt.\n"
        for day in range(11, 17)
    }
    assert told(tmp_path, tagged("cache"), many | OTHERS) == []


def test_a_new_lesson_changes_no_older_page(tmp_path: Path) -> None:
    site = SmallSite(
        tmp_path,
        {"narrate.toml": CONFIGURATION, **OTHERS, "posts/2026-02-01-n.md": tagged("cache", "mornings")},
    )
    site.build()
    site.write("lessons/2026-02-10-warm.md", next(iter(LESSON.values())))
    site.build()
    site.write("lessons/2026-02-11-warm.md", next(iter(LESSON.values())))
    assert "posts/2026-02-01-n/index.html" not in site.build().made

"""A title that only counts says nothing of what somebody finds there: where it stands alone, the first words follow."""

import re
from html import unescape
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

WORDS = (
    "The cache is warm.",
    "It was cold on Tuesday, and nobody knows why it was so cold for all of that day.",
    "",
)
OTHERS = {
    f"posts/2026-02-0{day}-x.md": f"---\nauthor: Ana\ntags: [x{day}]\n---\n# {day}\n" for day in range(1, 5)
}


def _shown(folder: Path, titles: tuple[str, ...], words: tuple[str, ...] = WORDS) -> list[str]:
    """What shows that Ben knows about a tag under which he wrote entries with these titles."""
    files = {
        f"posts/2026-01-0{day}-b.md": f"---\nauthor: Ben\ntags: [ci]\ntitle: {title}\n---\n{text}\n"
        for day, (title, text) in enumerate(zip(titles, words, strict=False), 1)
    }
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **OTHERS, **files})
    site.build()
    page = site.published()["tags/ci/index.html"].decode()
    box = re.search(r'class="[^"]*knowers.*?</section>', page, re.DOTALL)
    assert box is not None
    found = re.findall(r'<a [^>]*href="/posts/[^>]*>(.*?)</a>', box[0], re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in reversed(found)]


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(("Week 6", "Week 7", "Week 12"), id="a number"),
        pytest.param(("2026-01-01", "2026-01-02", "2026-01-03"), id="a day"),
        pytest.param(("Minutes", "Minutes", "Minutes"), id="always the same"),
    ],
)
def test_the_first_words_follow_a_title_that_only_counts(tmp_path: Path, titles: tuple[str, ...]) -> None:
    assert _shown(tmp_path, titles) == [
        f"{titles[0]}: The cache is warm",
        f"{titles[1]}: It was cold on Tuesday, and nobody knows why it was so cold …",
        titles[2],
    ]


def test_words_without_spaces_are_cut_too(tmp_path: Path) -> None:
    titles = ("Week 6", "Week 7", "Week 8")
    assert _shown(tmp_path, titles, ("冷" * 80, "a", "b"))[0] == f"Week 6: {'冷' * 60} …"


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(("Week 6", "Week 7"), id="two are no series"),
        pytest.param(("Warm", "Week 7", "Cold"), id="they say something"),
    ],
)
def test_a_title_that_says_something_stands_alone(tmp_path: Path, titles: tuple[str, ...]) -> None:
    assert _shown(tmp_path, titles) == list(titles)

"""Uses over time: periods without a gap, bars of whole numbers, and tags as a tree."""

import re
from collections import Counter
from pathlib import Path

import pytest

from narrate.planners.over_time import bars, by_period, period_length, periods, use
from smallsite import CONFIGURATION, SmallSite


def test_there_is_no_gap_between_periods() -> None:
    assert periods("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert periods("2024", "2026") == ("2024", "2025", "2026")


@pytest.mark.parametrize(
    ("last", "length"), [("2025-12", 7), ("2025-12-31", 7), ("2026-01", 4), ("2099-01-01", 4)]
)
def test_three_years_are_told_by_month_and_more_by_year(last: str, length: int) -> None:
    assert period_length("2023-01-01", last) == length


def test_of_very_many_years_the_last_are_told() -> None:
    assert periods("1970", "2026") == tuple(str(year) for year in range(2015, 2027))


def test_bars_are_whole_numbers_and_the_least_can_be_seen() -> None:
    drawn = bars(Counter({"2026-01": 1, "2026-03": 1000}), ("2026-01", "2026-02", "2026-03"))
    assert drawn.path == "M0 28v-3h14v3zM32 28v-28h14v28z"
    assert (drawn.width, drawn.height, drawn.first, drawn.last) == (48, 28, "2026-01", "2026-03")


def test_dates_are_counted_by_month_or_year() -> None:
    dates = ["2025-01", "2025-12-01", "2025-12-31T23:59:00+01:00", "2026-01-01T00:00:00"]
    assert by_period(dates, 7) == {"2025-01": 1, "2025-12": 2, "2026-01": 1}
    assert by_period(dates, 4) == {"2025": 3, "2026": 1}


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ({"2026-01": 2, "2026-02": 2, "2026-03": 2}, ["2026-03", "2026-02", "2026-01"]),
        ({"2026-01": 1, "2026-02": 1, "2026-03": 2}, []),
        ({"2026-01": 9, "2026-02": 9}, []),
        ({"2020-01": 9, "2020-02": 9, "2026-01": 9}, []),
    ],
)
def test_little_use_is_not_drawn(months: dict[str, int], told: list[str]) -> None:
    found = use(sorted(Counter(months).elements()))
    assert [one.label for one in found.periods] == told if found else told == []


def _index(folder: Path, files: dict[str, str | bytes]) -> str:
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    return site.published()["tags/index.html"].decode()


@pytest.mark.parametrize(
    ("tags", "tree"),
    [
        ("[b, a]", "a b"),
        ("[a/b, c]", "a (a/b) c"),
    ],
)
def test_tags_stand_below_wider_ones(tmp_path: Path, tags: str, tree: str) -> None:
    html = _index(tmp_path, {"posts/a.md": f"---\ndate: 2026-01-01\ntags: {tags}\n---\nWords.\n"})
    assert " ".join(re.findall(r'class="index-name" href="[^"]+"[^>]*>([^<]+)<', html)) == re.sub(
        r"[()]", "", tree
    )
    assert html.count('<ul class="index-below">') == tree.count("(")


def test_tags_that_are_each_others_parents_stand_at_the_top(tmp_path: Path) -> None:
    html = _index(
        tmp_path,
        {
            "tags/a.md": "---\nparent: b\n---\nA.\n",
            "tags/b.md": "---\nparent: a\n---\nB.\n",
            "tags/c.md": "---\nparent: a\n---\nC.\n",
        },
    )
    assert re.findall(r'class="index-name" href="/tags/(\w)/"', html) == ["a", "c", "b"]
    assert html.count('<ul class="index-below">') == 1


def test_a_very_deep_tag_is_there_all_the_same(tmp_path: Path) -> None:
    deep = "/".join("abcdefghijklmnopqrstuvwxyz" * 8)
    html = _index(tmp_path, {"posts/a.md": f"---\ndate: 2026-01-01\ntags: [{deep}]\n---\nWords.\n"})
    assert html.count('class="index-name"') == 208
    assert html.count('<ul class="index-below">') == 5

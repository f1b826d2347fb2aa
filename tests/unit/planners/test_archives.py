"""Archives: every month in its place, entries by day in lines, and nobody counted."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """Two years: one of few entries, and one that is split into months."""
    few = {f"posts/2025-0{month}-02-n.md": f"---\nauthor: Ana\n---\n# Of {month}\n" for month in (3, 5)}
    many = {
        f"posts/2026-0{number % 2 + 1}-{number % 28 + 1:02}-n{number}.md": f"---\nauthor: Ana\n---\nNote {number}.\n"
        for number in range(120)
    }
    made = SmallSite(
        tmp_path_factory.mktemp("archive"),
        {"narrate.toml": CONFIGURATION, **few, **many, "posts/n.md": "Old.\n"},
    )
    made.build()
    return made


def months(page: str) -> list[tuple[str, str, str]]:
    """Address, name and number of each month that a page leads to."""
    return re.findall(
        r'<li class="month"><a class="month-name" href="(.*?)">(.*?)</a>(?: <span class="count">(\d+)</span>)?',
        page,
    )


def read(site: SmallSite, address: str) -> str:
    return (site.output / address / "index.html").read_text("utf-8")


def test_the_first_page_has_all_months_of_all_years(site: SmallSite) -> None:
    assert months(read(site, "archive")) == [
        ("/archive/2026/01/", "Jan", "60"),
        ("/archive/2026/02/", "Feb", "60"),
        ("/archive/2025/#n-2025-03", "Mar", "1"),
        ("/archive/2025/#n-2025-05", "May", "1"),
    ]
    assert read(site, "archive").count('class="month month-empty"') == 20


def test_a_year_of_few_entries_has_its_months_as_headings(site: SmallSite) -> None:
    year = read(site, "archive/2025")
    assert re.findall(r'id="(n-2025-\d+)">(.*?)<', year) == [
        ("n-2025-05", "May 2025"),
        ("n-2025-03", "March 2025"),
    ]
    assert [title for title in ("Of 5", "Of 3") if f">{title}</a>" in year] == ["Of 5", "Of 3"]


def test_nobody_is_counted(site: SmallSite) -> None:
    assert {count for _, _, count in months(read(site, "people/ana/2026"))} == {""}


def test_what_has_no_date_has_a_page_of_its_own(site: SmallSite) -> None:
    page = read(site, "archive/undated")
    assert '<a class="u-url p-name" href="/posts/n/">' in page
    assert "dated-date" not in page


def test_where_nothing_has_a_date_the_archive_is_one_list_of_everything(tmp_path: Path) -> None:
    made = SmallSite(
        tmp_path,
        {
            "narrate.toml": CONFIGURATION,
            **{f"pages/p{number}.md": f"# Page {number}\n" for number in range(24)},
        },
    )
    made.build()
    archive = read(made, "archive")
    assert '<h1 class="title">Everything</h1>' in archive
    assert [f">Page {number}</a>" for number in range(24) if f">Page {number}</a>" not in archive] == []
    periods = re.findall(r'<nav class="periods" aria-label="(.*?)">(.*?)</nav>', read(made, ""), re.DOTALL)
    links = re.findall(r'href="(.*?)">(.*?)<', periods[0][1])
    assert (periods[0][0], links) == ("Everything", [("/archive/", "Everything")])
    assert not (made.output / "archive/undated").exists()


def test_what_has_no_date_stands_below_the_pages_above_it(tmp_path: Path) -> None:
    files = {
        f"docs/deploy/p{number:02}.md": f"---\nkind: page\n---\n# Step {number}\n" for number in range(22)
    }
    made = SmallSite(
        tmp_path,
        {
            "narrate.toml": CONFIGURATION,
            "docs/README.md": "# Handbook\n",
            "docs/deploy/README.md": "# Deploying\n",
            **files,
        },
    )
    made.build()
    page = read(made, "pages/undated")
    headings = re.findall(r'<h3 class="dated-month">(.*?)</h3>', page)
    assert [re.sub(r"<.*?>", "", one) for one in headings] == ["Handbook", "Handbook / Deploying"]
    assert (
        page.index(headings[0])
        < page.index('href="/docs/deploy/"', page.index("line-short"))
        < page.index(headings[1])
    )
    assert '<h1 class="title">Everything</h1>' in page

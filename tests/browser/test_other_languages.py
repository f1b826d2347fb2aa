"""Sites in Arabic and in German, and entries that are in another language than their site."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.served import CHECKOUT, Served, serve
from browser.test_pages import PHONE, WIDE, listed, too_wide, visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NARROW = 320
_AXE = "axe.run({}).then(run => run.violations.map(found => `${found.id}: ${found.nodes[0].html}`))"
_DIRECTION = "element => getComputedStyle(element).direction"
_ARABIC = {
    "narrate.toml": 'title = "دفتر الفريق"\nlanguage = "ar"\n',
    "people/ليلى.md": "---\nname: ليلى حداد\nteam: البنية\nnow: [الذاكرة]\n---\nأعمل على البناء.\n",
    "people/ana.md": "---\nname: Ana Lima\nteam: البنية\n---\nHello.\n",
    "narrations/2026-11-18-cache.md": "---\nauthor: ليلى\ntags: [البناء]\n---\n# ذاكرة باردة\n\nشغّل `make warm` أولًا.\n\n"
    "> [!warning]\n> لا تنسَ.\n\n```sh\nmake warm --jobs 4\n```\n\n| الأمر | الزمن |\n|---|---:|\n| `make` | 11 |\n",
    "narrations/2026-11-19-warm.md": "---\nauthor: ana\ntags: [البناء]\nreply_to: 2026-11-18-cache.md\nlang: en\n---\n"
    "# Warm it first, then ask.\n\nWe had that last winter.\n",
    "questions/2026-11-20-why.md": "---\nauthor: ليلى\ntags: [البناء]\n---\n# لماذا يبطؤ البناء؟\n\nلا أعرف.\n",
    "lessons/warm.md": "---\nfrom: /narrations/2026-11-18-cache.md\nreview_in: 6 months\n---\n# دفّئ الذاكرة\n\nقبل العمل.\n",
}


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    work = tmp_path_factory.mktemp("arabic")
    for path, text in _ARABIC.items():
        (work / "written" / path).parent.mkdir(parents=True, exist_ok=True)
        (work / "written" / path).write_text(text, encoding="utf-8")
    with serve(work, work / "written") as served:
        yield served


@pytest.fixture(scope="module", params=["ar", "de"])
def translated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`content/`, whose entries are in English, on a site in another language."""
    work = tmp_path_factory.mktemp(request.param)
    shutil.copytree(CHECKOUT / "content", work / "written", ignore=shutil.ignore_patterns(".narrate"))
    settings = work / "written" / "narrate.toml"
    settings.write_text(
        f'language = "{request.param}"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8"
    )
    with serve(work, work / "written") as served:
        yield served


def test_no_page_is_wider_than_a_small_telephone(browser: Browser, arabic: Served) -> None:
    found = too_wide(browser, arabic, NARROW, {at: at for at in arabic.pages()})
    assert not found, listed(found)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_long_words_and_other_letters_stay_in_the_window(
    browser: Browser, translated: Served, width: int
) -> None:
    found = too_wide(browser, translated, width, translated.kinds_of_pages())
    assert not found, listed(found)


def test_axe_finds_nothing(browser: Browser, arabic: Served, translated: Served) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    with visitor(browser, bypass_csp=True) as page:
        for site in (arabic, translated):
            for name, at in site.kinds_of_pages().items():
                page.goto(site.url + at)
                page.evaluate(axe)
                if violations := page.evaluate(_AXE):
                    found[f"{name} of {site.folder}"] = violations
    assert not found, listed(found)


def test_a_page_that_is_read_from_the_right_is_turned_round(browser: Browser, arabic: Served) -> None:
    with visitor(browser, WIDE) as page:
        page.goto(arabic.url)
        places = [
            page.locator(part).first.bounding_box()
            for part in (".nav", ".main-text", ".line-text", ".line-mark")
        ]
        nav, text, words, mark = (place["x"] for place in places if place)
        assert nav > text
        assert mark > words


def test_a_title_stands_on_the_side_of_its_byline(browser: Browser, arabic: Served) -> None:
    """In lists on that of the page, above a text on that of the text; where words begin, not where their box does."""
    starts = (
        "(page, parts) => parts.map(part => { const words = document.createRange();"
        " words.selectNodeContents(document.querySelector(part)); const { left, right } = words.getBoundingClientRect();"
        " return left + right > page ? 'right' : 'left'; })"
    )
    with visitor(browser, WIDE) as page:

        def sides(*parts: str) -> set[str]:
            found: list[str] = page.evaluate(f"parts => ({starts})(innerWidth, parts)", list(parts))
            return set(found)

        page.goto(arabic.url)
        assert len(sides(".line-title a[href*='warm']", ".line-byline")) == 1
        page.goto(f"{arabic.url}narrations/2026-11-19-warm/")
        assert sides(".article-title", ".article-kind .kind-word", ".byline-people") == {"left"}


def test_each_text_has_its_own_direction_and_code_has_one(browser: Browser, arabic: Served) -> None:
    with visitor(browser, PHONE) as page:

        def direction(of: str) -> str:
            found: str = page.locator(of).first.evaluate(_DIRECTION)
            return found

        page.goto(f"{arabic.url}narrations/2026-11-18-cache/")
        assert [direction(of) for of in ("html", ".article-title", ".text", ".text pre", ".text code")] == [
            *("rtl", "rtl", "rtl"),
            *("ltr", "ltr"),
        ]
        page.goto(f"{arabic.url}narrations/2026-11-19-warm/")
        assert [direction(of) for of in ("html", ".article-title", ".text")] == ["rtl", "ltr", "ltr"]
        assert page.locator(".article-title").get_attribute("lang") == "en"


def test_an_arabic_entry_on_an_english_site_is_read_from_the_right(browser: Browser, tmp_path: Path) -> None:
    written = tmp_path / "written"
    written.mkdir()
    (written / "narrate.toml").write_text('title = "Notes"\n', encoding="utf-8")
    (written / "2026-11-18-cache.md").write_text("# ذاكرة باردة\n\nشغّل `make` أولًا.\n", encoding="utf-8")
    with serve(tmp_path, written) as site, visitor(browser) as page:
        page.goto(site.url)
        assert page.locator(".line-title").first.evaluate(_DIRECTION) == "rtl"
        page.goto(f"{site.url}2026-11-18-cache/")
        assert page.locator(".text").first.evaluate(_DIRECTION) == "rtl"
        assert page.locator("html").evaluate(_DIRECTION) == "ltr"

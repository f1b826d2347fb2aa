"""What a reader meets: every page of `content/`, in a real browser, on a phone and on a wide screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.served import Served, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NARROW, PHONE, WIDE = 320, 390, 1440
HREFS = "links => links.map(link => link.getAttribute('href'))"
WORDS = """main => {
  const copy = main.cloneNode(true);
  for (const more of copy.querySelectorAll("time, button, .tone-new")) more.remove();
  return copy.textContent;
}"""
"""What is said in a page, without what scripts add: how long ago something was, buttons, what is new."""
ABORTED = "net::ERR_ABORTED"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@contextmanager
def visitor(browser: Browser, width: int = WIDE, scheme: Scheme = "light", **more: Any) -> Iterator[Page]:
    """A page of a fresh context."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, **more
    )
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def test_every_page_loads_without_an_error_and_asks_no_other_host(browser: Browser, site: Served) -> None:
    """Console errors, violations of the policy, failed requests and requests outside the site, over all pages."""
    problems: list[str] = []
    at = ""

    def found(problem: str, *, when: bool = True) -> None:
        if when:
            problems.append(f"{at}: {problem}")

    with visitor(browser) as page:
        page.on("console", lambda said: found(said.text, when=said.type in ("error", "warning")))
        page.on("pageerror", lambda error: found(str(error)))
        # A request that is given up because the visitor moves on is no failure.
        page.on("requestfailed", lambda asked: found(f"{asked.url} failed", when=asked.failure != ABORTED))
        page.on("response", lambda got: found(f"{got.url} is {got.status}", when=got.status >= 400))
        page.on("request", lambda asked: found(f"asks for {asked.url}", when=outside(asked.url, site)))
        for at in site.pages():
            page.goto(site.url + at)
    assert not problems, "\n".join(problems)


def outside(url: str, site: Served) -> bool:
    return not url.startswith((site.url, "data:"))


def test_an_unknown_address_below_the_site_shows_its_own_page(browser: Browser, site: Served) -> None:
    with visitor(browser) as page:
        answer = page.goto(site.url + "no/such/page/")
        assert answer is not None
        assert answer.status == 404
        home = page.locator("a[href='/wol/']").first
        home.click()
        page.wait_for_load_state()
        assert page.url == site.url
        assert page.evaluate("document.styleSheets.length") > 0


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, site: Served) -> None:
    found = too_wide(browser, site, NARROW, {at: at for at in site.pages()})
    assert not found, listed(found)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_no_kind_of_page_scrolls_sideways(browser: Browser, themed: Served, width: int) -> None:
    found = too_wide(browser, themed, width, themed.kinds_of_pages())
    assert not found, listed(found)


def too_wide(browser: Browser, site: Served, width: int, pages: dict[str, str]) -> dict[str, list[str]]:
    """For each page that is wider than its window, what stands out."""
    wide: dict[str, list[str]] = {}
    with visitor(browser, width) as page:
        for name, at in pages.items():
            page.goto(site.url + at)
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide[name] = [f"needs {needed} pixels", *page.evaluate(_script("overflowing.js"))]
    return wide


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_whatever_can_be_pressed_is_large_enough(browser: Browser, themed: Served, width: int) -> None:
    """24 by 24 pixels at least, as WCAG 2.2 asks for."""
    small: dict[str, list[str]] = {}
    with visitor(browser, width) as page:
        for name, at in themed.kinds_of_pages().items():
            page.goto(themed.url + at)
            if found := page.evaluate(_script("small.js")):
                small[name] = found
    assert not small, listed(small)


def test_a_link_alone_in_a_cell_is_large_enough(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "cells").mkdir()
    (tmp_path / "cells" / "narrate.toml").write_text('title = "Cells"\n', encoding="utf-8")
    (tmp_path / "cells" / "2026-11-19-x.md").write_text(
        "# Who\n\n| Whom | Where |\n|---|---|\n| [Ana](#a) | [the board](#b)<br>[the wiki](#c) |\n",
        encoding="utf-8",
    )
    with serve(tmp_path / "work", tmp_path / "cells") as cells, visitor(browser) as page:
        page.goto(f"{cells.url}2026-11-19-x/")
        assert page.locator(".text td a").count() == 3
        assert page.evaluate(_script("small.js")) == []


def test_nothing_jumps_while_a_page_loads(browser: Browser, site: Served) -> None:
    shifts: dict[str, list[str]] = {}
    with visitor(browser, PHONE) as page:
        page.add_init_script(
            "new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifted = "
            "(window.shifted ?? 0) + one.value; }).observe({type: 'layout-shift', buffered: true})"
        )
        for name, at in site.kinds_of_pages().items():
            page.goto(site.url + at)
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            if shift := page.evaluate("window.shifted ?? 0"):
                shifts[name] = [f"shifts by {shift:.4f}"]
    assert not shifts, listed(shifts)


def test_a_short_page_is_not_pulled_apart(browser: Browser, site: Served) -> None:
    """What stands below the text keeps its distances where the navigation is longer than the page."""
    with visitor(browser) as page:
        page.goto(site.url + "tags/walkwithpat/")
        below = page.locator(".stream").bounding_box()
        actions = page.locator(".actions").bounding_box()
    assert below
    assert actions
    assert actions["y"] - (below["y"] + below["height"]) < 60


def test_every_page_begins_at_its_top(browser: Browser, themed: Served) -> None:
    """Whichever line of the navigation is the current one, and however the theme lays it out."""
    began: dict[str, list[str]] = {}
    for width in (NARROW, WIDE):
        with visitor(browser, width) as page:
            for name, at in themed.kinds_of_pages().items():
                page.goto(themed.url + at)
                if top := page.evaluate("scrollY"):
                    began[f"{name} at {width}"] = [f"begins {top} pixels down"]
    assert not began, listed(began)


def test_long_names_and_words_keep_to_their_places(browser: Browser, tmp_path: Path) -> None:
    """The way to the search keeps its word in one line, names begin where their lines do, commas stay with them."""
    word, name = (
        "Wasserkraftanlagenueberwachungssoftware" * 2,
        "Maximiliana Wilhelmina von Hohenzollern-Oberursel",
    )
    others = [f"Ana Maria {letter}" for letter in "abcdef"]
    (tmp_path / "long").mkdir()
    (tmp_path / "long" / "narrate.toml").write_text(f'title = "{word}"\n', encoding="utf-8")
    (tmp_path / "long" / "2026-11-19-x.md").write_text(
        f"---\nauthors: {[name, *others]}\ntags: [{word.lower()}]\n---\n# {word} {word}\n\n{word}\n",
        encoding="utf-8",
    )
    with serve(tmp_path / "work", tmp_path / "long") as long, visitor(browser, NARROW) as page:
        for at in ("", "2026-11-19-x/", "tags/"):
            page.goto(long.url + at)
            assert page.evaluate("document.documentElement.scrollWidth") == NARROW, at
            assert page.locator(".search-link span").evaluate("one => one.getClientRects()[0].width") > 40
        page.goto(long.url)
        row, first = page.locator(".line-byline").bounding_box(), page.locator(".person").first.bounding_box()
        starts = page.locator(".line-people").evaluate(_script("lines.js"))
    assert row
    assert first
    assert first["x"] >= row["x"]
    assert not [start for start in starts if start.startswith(",")]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_text_can_be_read(browser: Browser, themed: Served, width: int, scheme: Scheme) -> None:
    """No text below 12 pixels, and contrast as WCAG AA asks for (4.5, large text 3)."""
    with visitor(browser, width, scheme) as page:
        faint: dict[str, list[str]] = {}
        for name, at in themed.kinds_of_pages().items():
            page.goto(themed.url + at)
            if found := page.evaluate(_script("faint.js")):
                faint[name] = found
    assert not faint, listed(faint)


def test_both_colour_schemes_differ(browser: Browser, site: Served) -> None:
    grounds = set()
    for scheme in SCHEMES:
        with visitor(browser, scheme=scheme) as page:
            page.goto(site.url)
            grounds.add(
                page.evaluate(
                    "getComputedStyle(document.documentElement).backgroundColor + "
                    "getComputedStyle(document.body).backgroundColor"
                )
            )
    assert len(grounds) == 2


def test_pages_are_complete_without_javascript(browser: Browser, site: Served) -> None:
    """Every word in `main` and every link is there without scripts too."""
    missing: dict[str, list[str]] = {}
    with visitor(browser) as scripted, visitor(browser, java_script_enabled=False) as plain:
        for name, at in site.kinds_of_pages().items():
            for page in (scripted, plain):
                page.goto(site.url + at)
            links, bare = (
                set(page.locator("a[href]:not(.enlarge, .section-link)").evaluate_all(HREFS))
                for page in (scripted, plain)
            )
            words, said = (set(page.locator("main").evaluate(WORDS).split()) for page in (scripted, plain))
            if links - bare or words - said:
                missing[name] = sorted(links - bare | words - said)
    assert not missing, listed(missing)


def test_whoever_uses_the_keyboard_sees_where_they_are(browser: Browser, site: Served) -> None:
    """The first dozen stops of each kind of page have a visible focus, and the first one skips to the content."""
    unseen: dict[str, list[str]] = {}
    with visitor(browser) as page:
        for name, at in site.kinds_of_pages().items():
            page.goto(site.url + at)
            begins = page.locator("main input[type=search]").count()  # whoever came to search writes at once
            page.keyboard.press("Tab")
            first = page.evaluate("document.activeElement.getAttribute('href') || ''")
            if not first.startswith("#") and not begins:
                unseen[name] = [f"the first stop is {first}, which skips nothing"]
            for _ in range(12):
                if problem := page.evaluate(_script("focus.js")):
                    unseen.setdefault(name, []).append(problem)
                page.keyboard.press("Tab")
    assert not unseen, listed(unseen)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(browser: Browser, themed: Served, scheme: Scheme) -> None:
    """The rules of axe-core for WCAG 2.2 AA and its best practices; in the dark, those about colours."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    rules = (
        "{rules: {'target-size': {enabled: true}}}"
        if scheme == "light"
        else "{runOnly: ['color-contrast', 'link-in-text-block']}"
    )
    found: dict[str, list[str]] = {}
    with visitor(browser, scheme=scheme, bypass_csp=True) as page:
        for name, at in themed.kinds_of_pages().items():
            page.goto(themed.url + at)
            page.evaluate(axe)
            violations = page.evaluate(f"axe.run({rules}).then(run => run.violations)")
            if violations:
                found[name] = [f"{v['id']}: {v['nodes'][0]['html']}" for v in violations]
    assert not found, listed(found)


def listed(found: dict[str, list[str]]) -> str:
    """Every page with what is wrong with it, a line each."""
    return "\n".join(f"{page}: {problem}" for page, problems in found.items() for problem in problems)


def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")

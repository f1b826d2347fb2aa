"""`narrate serve` in a real browser: pages load themselves again, where the reader was, and say what is wrong."""

import contextlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Error, Page, Route, expect

from served_preview import Preview, preview, until

pytestmark = pytest.mark.browser

FILE = "narrations/2026-03-04-cache.md"
LONG = "".join(f"Paragraph {number} of many.\n\n" for number in range(120))


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(folder, "narrate.toml", 'title = "Notes"\nbase_url = "https://intranet.example/wol/"\n')
    write(folder, FILE, f"# Cache\n\n{LONG}")
    write(folder, "narrations/2026-03-05-other.md", f"# Other\n\n{LONG}")
    return folder


@pytest.fixture
def running(folder: Path) -> Iterator[Preview]:
    with preview(folder) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    yield page
    context.close()
    expected = ("503", "404", "Transition was aborted", "ERR_CONNECTION_REFUSED")
    assert [each for each in messages if not any(word in each for word in expected)] == []


def open_page(page: Page, running: Preview, path: str = "/wol/narrations/2026-03-04-cache/") -> None:
    page.goto(running.origin + path)
    page.evaluate("window.seen = true")
    becomes(page, "performance.getEntriesByType('resource').some(each => each.name.includes('~narrate/now'))")


def becomes(page: Page, expression: str) -> None:
    """Waits until something is so in the page. (The browser's own way to wait needs what the policy forbids.)"""
    for _ in range(2000):
        with contextlib.suppress(Error):  # the page is just being loaded again
            if page.evaluate(expression):
                return
        page.wait_for_timeout(30)
    raise AssertionError(expression)


def is_loaded_again(page: Page) -> bool:
    return not page.evaluate("window.seen || false")


def test_a_page_loads_itself_again_and_stays_where_the_reader_was(
    page: Page, running: Preview, folder: Path
) -> None:
    open_page(page, running)
    page.evaluate("scrollTo({top: 1800, behavior: 'instant'})")
    write(folder, FILE, f"# Cache\n\n{LONG}And one more.\n")
    expect(page.get_by_text("And one more.")).to_be_attached(timeout=60_000)
    assert is_loaded_again(page)
    becomes(page, "scrollY > 1700")
    assert abs(page.evaluate("scrollY") - 1800) <= 2


def test_a_page_that_did_not_change_is_left_alone(page: Page, running: Preview, folder: Path) -> None:
    open_page(page, running, "/wol/narrations/2026-03-05-other/")
    write(folder, FILE, "# Cache\n\nSee [this](nowhere.md).\n")
    expect(page.locator(".narrate-summary")).to_have_text("1 problem", timeout=60_000)
    assert not is_loaded_again(page)


def test_a_style_sheet_of_the_theme_reaches_every_page(page: Page, running: Preview, folder: Path) -> None:
    open_page(page, running)
    write(folder, "theme/static/extra.css", "h1 { color: rgb(1, 2, 3) !important }")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=60_000)


def test_a_page_that_was_hidden_catches_up(browser: Browser, running: Preview, folder: Path) -> None:
    """More pages than a browser opens connections: those that nobody sees hold none."""
    context = browser.new_context()
    pages = [context.new_page() for _ in range(8)]
    for page in pages:
        open_page(page, running)
    write(folder, FILE, "# Cache\n\nMended.\n")
    for page in pages:
        page.bring_to_front()
        expect(page.get_by_text("Mended.")).to_be_visible(timeout=60_000)
    context.close()


def test_the_panel_shows_what_is_wrong_and_leads_into_the_editor(
    page: Page, running: Preview, folder: Path
) -> None:
    open_page(page, running)
    write(folder, FILE, f"# Cache\n\nSee [this](nowhere.md) <b>.\n\n{LONG}")
    write(folder, "narrations/2026-03-05-other.md", "# Other\n\nSee [that](<no&where.md>).\n")
    expect(page.locator(".narrate-summary")).to_have_text("2 problems, 1 here", timeout=60_000)
    page.locator(".narrate-summary").click()
    here = page.locator(".narrate-panel li").first
    expect(here).to_contain_text("no document at `nowhere.md`")
    expect(here).to_contain_text("correct the address, or write the document")
    assert here.locator("a.narrate-place").get_attribute("href") == f"vscode://file{folder}/{FILE}:3:12"
    expect(page.locator(".narrate-panel section h2")).to_have_text(["On this page", "Elsewhere"])
    page.locator(".narrate-panel li").last.get_by_text("see the page").click()
    expect(page.locator("h1")).to_have_text("Other")
    expect(page.locator(".narrate-panel details")).to_have_attribute("open", "")  # as it was left
    write(folder, FILE, "# Cache\n\nMended.\n")
    write(folder, "narrations/2026-03-05-other.md", "# Other\n\nMended.\n")
    expect(page.locator(".narrate-panel")).to_be_hidden(timeout=60_000)


def test_a_broken_configuration_is_told_and_the_last_good_site_stays(
    page: Page, running: Preview, folder: Path
) -> None:
    open_page(page, running)
    good = (folder / "narrate.toml").read_text(encoding="utf-8")
    write(folder, "narrate.toml", good + "tags = [\n")
    expect(page.locator(".narrate-summary")).to_have_text(
        "Not built: this is the last good site", timeout=60_000
    )
    expect(page.locator(".narrate-failure strong")).to_contain_text("narrate.toml:")
    expect(page.locator("h1")).to_have_text("Cache")
    write(folder, "narrate.toml", good)
    expect(page.locator(".narrate-panel")).to_be_hidden(timeout=60_000)


def test_an_answer_that_comes_late_does_not_hide_what_is_newer(
    page: Page, running: Preview, folder: Path
) -> None:
    """The failure is told by the second of two answers; the first one arrives after it."""
    held: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/~narrate/now?*", hold_the_first)
    page.goto(running.origin + "/wol/narrations/2026-03-04-cache/")
    while not held:
        page.wait_for_timeout(30)
    write(folder, "narrate.toml", "tags = [\n")
    until(lambda: running.problems()["failure"] is not None, "the failure is told")
    page.wait_for_timeout(1000)
    route, response = held[0]
    route.fulfill(response=response)
    page.wait_for_timeout(1000)
    expect(page.locator(".narrate-failure strong")).to_contain_text("narrate.toml:")


def test_the_first_page_appears_when_the_configuration_is_mended(page: Page, folder: Path) -> None:
    good = (folder / "narrate.toml").read_text(encoding="utf-8")
    write(folder, "narrate.toml", "title = \n")
    with preview(folder, built=False) as running:
        until(lambda: running.problems()["failure"] is not None, "the failure is told")
        page.goto(running.origin)
        expect(page.locator("h1")).to_have_text("Not built yet")
        expect(page.locator(".narrate-failure")).to_be_visible()
        write(folder, "narrate.toml", good)
        expect(page.locator("a.masthead-title")).to_have_text("Notes", timeout=60_000)
        assert page.url == f"{running.origin}/wol/"


def test_the_panel_is_there_for_everybody(page: Page, running: Preview, folder: Path) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    write(folder, FILE, "# Cache\n\nSee [this](nowhere.md).\n")
    until(lambda: running.codes() == ["broken-link"], "it is found")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        open_page(page, running)
        expect(page.locator(".narrate-summary")).to_have_text("1 problem, 1 here", timeout=60_000)
        page.locator(".narrate-summary").focus()
        if page.locator(".narrate-panel details").get_attribute("open") != "":
            page.keyboard.press("Enter")
        expect(page.locator(".narrate-panel li")).to_be_visible()
        page.evaluate(axe)
        found = page.evaluate("axe.run('.narrate-panel').then(run => run.violations)")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []

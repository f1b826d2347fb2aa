"""What scripts add for whoever reads: how long ago, what is new, copying, following, pictures in large, previews."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.served import Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NOON = "2026-11-21T12:00:00"
SLIDES = "narrations/zoe/2026-10-08-my-worst-chart/"
LESSON = "lessons/loggers-keep-utc/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="de-DE",
        timezone_id="Europe/London",
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    yield page
    context.close()


def test_how_long_ago_in_the_words_of_the_site_and_the_date_in_those_of_the_reader(
    page: Page, site: Served
) -> None:
    page.goto(site.url)
    first = page.locator(".day-date time").first
    expect(first).to_have_text("Yesterday · Friday, 20 November 2026")
    expect(first).to_have_attribute("title", "Freitag, 20. November 2026")
    shelf = page.locator(".line-short time", has_text="days ago").first
    expect(shelf).to_be_visible()


def test_what_is_new_since_the_last_visit_is_marked_and_stays_so_during_it(page: Page, site: Served) -> None:
    new = page.locator(".stream .tone-new")
    page.clock.set_fixed_time("2026-11-20T12:00:00")
    page.goto(site.url)
    expect(new).to_have_count(0)
    page.clock.set_fixed_time(NOON)
    page.goto(site.url)
    expect(new.first).to_have_text("new")
    marked = new.count()
    assert 0 < marked < page.locator(".stream .line").count()
    page.clock.set_fixed_time("2026-11-21T12:10:00")
    page.goto(f"{site.url}people/")
    page.goto(site.url)
    expect(new).to_have_count(marked)
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    page.goto(site.url)
    expect(new).to_have_count(0)


def with_code(site: Served) -> str:
    """A page with a block of code."""
    return next(at for at in site.pages() if "<pre" in text_of(site, at))


def test_code_is_copied_as_it_stands(page: Page, site: Served) -> None:
    page.goto(site.url + with_code(site))
    code = page.locator(".text pre").first
    button = page.locator(".copying-button").first
    button.focus()
    expect(button).to_have_css("opacity", "1")
    button.press("Enter")
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == (code.text_content() or "").removesuffix("\n")


def test_a_marked_line_is_a_line_of_its_own(page: Page, site: Served) -> None:
    page.goto(site.url + "narrations/ana/2026-10-27-the-test-lived-in-greenwich/")
    below = page.locator(".hll").evaluate_all(
        """all => all.map(one => {
            const next = one.nextElementSibling;
            return !next || next.getBoundingClientRect().top >= one.getBoundingClientRect().bottom - 1;
        })"""
    )
    assert below == [True, True]


def test_the_table_of_contents_follows_the_reader(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    here = page.locator(".contents [aria-current]")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(here).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    expect(here).to_have_count(0)


def test_a_picture_opens_large_with_the_keyboard_and_closes_again(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 500, "height": 800})
    page.goto(site.url + next(at for at in site.pages() if "<img src" in text_of(site, at)))
    link = page.locator("a.enlarge").first
    link.scroll_into_view_if_needed()
    link.press("Enter")
    large = page.locator("dialog.large img")
    expect(large).to_be_visible()
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(link).to_be_focused()


def test_the_arrow_keys_go_from_slide_to_slide_and_each_fills_the_screen(page: Page, site: Served) -> None:
    page.goto(site.url + SLIDES)
    slides = page.locator(".slide")
    expect(slides).to_have_count(4)
    tops = "all => all.map(one => Math.abs(one.getBoundingClientRect().top) < 40)"
    for key, at in (("ArrowRight", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        assert slides.evaluate_all(tops).index(True) == at
    page.get_by_role("button", name="Present").press("Enter")
    expect(slides.first.locator(".slide-notes")).to_be_hidden()
    page.keyboard.press("PageDown")
    page.wait_for_function(
        "Math.abs(document.querySelectorAll('.slide')[1].getBoundingClientRect().top) < 40"
    )
    page.evaluate("document.exitFullscreen()")
    expect(slides.first.locator(".slide-notes")).to_be_visible()


def test_slides_are_whole_without_a_script(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + SLIDES)
    expect(page.locator(".slide-notes").first).to_contain_text("Count to ten.")
    expect(page.get_by_role("button", name="Present")).to_have_count(0)
    context.close()


def text_of(site: Served, at: str) -> str:
    """The text of an entry, without what stands around it."""
    html = (site.folder / at / "index.html").read_text("utf-8") if at.endswith("/") else ""
    return html.partition('class="text e-content"')[2].partition("</article>")[0]


def test_a_link_shows_where_it_leads_to_pointer_and_keyboard(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    link = page.locator(".text a[href^='/wol/narrations/']").first
    shown = page.locator(".preview")
    link.hover()
    expect(shown).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", "n-preview")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    page.mouse.move(0, 0)
    link.focus()
    expect(shown).to_be_visible()
    expect(shown.locator(".preview-title")).not_to_be_empty()
    page.locator("a[rel=home]").focus()
    expect(shown).to_be_hidden()


def test_a_preview_can_be_pointed_at(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    page.locator(".text a[href^='/wol/narrations/']").first.hover()
    shown = page.locator(".preview")
    shown.hover()
    page.clock.run_for(2000)
    expect(shown).to_be_visible()


def test_nothing_is_fetched_for_a_link_that_leads_out_or_stays_here(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None
    )
    for link in page.locator(".contents a, .foot a").all()[:4]:
        link.hover()
        page.wait_for_timeout(400)
    assert asked == []


def test_nothing_jumps_while_a_page_arrives(page: Page, site: Served) -> None:
    page.add_init_script(
        "window.jumped = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.jumped += e.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    worst, below = {}, []
    for at in site.kinds_of_pages().values():
        page.goto(site.url + at, wait_until="networkidle")
        worst[at] = page.evaluate("window.jumped")
        below += [at] if page.evaluate("scrollY") else []
    assert {at: jumped for at, jumped in worst.items() if jumped > 0.02} == {}
    assert below == []  # a page begins at its top, wherever its navigation is scrolled to


def test_on_paper_everything_is_open_and_nothing_to_click_is_printed(page: Page, site: Served) -> None:
    page.emulate_media(media="print")
    page.goto(site.url + "network/")
    expect(page.locator("details table").first).to_be_visible()
    page.goto(site.url + with_code(site))
    for away in (".nav", ".search-link", ".actions", ".copying-button"):
        for one in page.locator(away).all():
            expect(one).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_asks_for_contrast_gets_all_of_it(
    page: Page, site: Served, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(contrast="more", color_scheme=scheme)
    page.goto(site.url)
    quiet = page.locator(".line-summary").first.evaluate("one => getComputedStyle(one).color")
    assert quiet == ("rgb(0, 0, 0)" if scheme == "light" else "rgb(255, 255, 255)")


def test_with_colours_of_ones_own_the_page_one_is_on_is_still_marked(page: Page, site: Served) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site.url)
    expect(page.locator(".nav [aria-current]")).to_have_css("text-decoration-line", "underline")


def test_the_ways_and_the_contents_stay_in_sight_on_a_long_page(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    page.evaluate("scrollTo(0, 900)")
    for part in (".masthead-title", ".search-link", ".nav a[href$='/archive/']", ".contents a[aria-current]"):
        expect(page.locator(part)).to_be_in_viewport()


def test_what_has_the_focus_is_never_below_the_contents(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    links = page.locator(".margin .links a")
    links.last.focus()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    links.first.focus()
    place, above = links.first.bounding_box(), page.locator(".contents").bounding_box()
    assert place
    assert above
    assert place["y"] >= above["y"] + above["height"]


def test_long_lists_in_the_margin_are_folded_on_a_phone_alone(page: Page, site: Served) -> None:
    page.goto(f"{site.url}people/ana/")
    topics = page.locator(".topic")
    assert topics.count() > 4
    assert [topic.is_visible() for topic in topics.all()] == [True] * topics.count()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator(".topic:visible")).to_have_count(3)
    page.get_by_text("Show more").first.click()
    expect(page.locator(".topic:visible")).to_have_count(topics.count())


def test_a_long_text_has_its_contents_on_a_phone_too(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(site.url + LESSON)
    page.locator(".contents-folded summary").click()
    page.locator(".contents-folded a").last.click()
    expect(page.locator(".text h2").last).to_be_in_viewport()


def test_entries_by_state_use_the_room_there_is(page: Page, site: Served) -> None:
    page.goto(f"{site.url}probes/")
    places = [
        line.bounding_box() for line in page.locator(".shelf-amplified .line, .shelf-running .line").all()
    ]
    assert len({place["x"] for place in places if place}) == 2
    page.set_viewport_size({"width": 820, "height": 900})
    places = [line.bounding_box() for line in page.locator(".shelf-running .line").all()]
    assert len({place["x"] for place in places if place}) == 1


def test_a_heading_leads_to_itself(page: Page, site: Served) -> None:
    page.goto(site.url + LESSON)
    heading = page.locator(".text > h2").nth(1)
    link = heading.locator(".section-link")
    expect(link).to_have_css("opacity", "0")
    heading.hover()
    expect(link).to_have_css("opacity", "1")
    link.click()
    assert page.url.endswith("#" + (heading.get_attribute("id") or "-"))


def test_long_contents_follow_within_their_box(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 1440, "height": 200})
    page.goto(site.url + LESSON)
    box = page.locator(".contents")
    assert box.evaluate("box => box.scrollHeight > box.clientHeight")
    page.locator(".text > h2").last.evaluate("heading => scrollTo(0, heading.offsetTop)")
    expect(page.locator(".contents a").last).to_have_attribute("aria-current", "location")
    expect(page.locator(".contents a").last).to_be_in_viewport()

"""Search in a real browser: it finds what `narrate find` does, in the same order, and everybody can use it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from browser.served import Served, serve
from findable import FILES, Order
from narrate.search.passages import passage
from narrate.search.plain import plain
from narrate.search.query import read_query
from narrate.search.words import chunks, words_of
from smallsite import SmallSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_VECTORS = json.loads((Path(__file__).parents[1] / "fixtures" / "words.json").read_text(encoding="utf-8"))
_QUERIES = (
    "warm cache", "cache", "cach", "warm", "minuets", "mniutes", "econnrefused xylophone", "grosse", "GRÖSSE",
    "缓存", "热缓", "热", "--changed-since", "readFileSync", "read file sync", "importer clock", "kind:lesson",
    "kind:lessons", "status:practised", "tag:ci", "tag:ci/cache", "team:web year:2025", 'person:"Ana Lee"', "person:ana",
    "person:nobody", "odegard person:ben", "trouble before:2026", "trouble after:2026", '"the cache was"',
    '"cache the was"', "kalman", "Ana Lee", "minutes cache demo",
    "warm cache twice", "warm cache twice ben", "trouble econnrefused clock minutes", "zebra", "xylophone", "the", "i", "",
)  # fmt: skip
_MARKDOWN = """\
# Warm *the* cache ##

Some `co*de*` and a [link _x_](http://a.example/c_(d)) with **strong** snake_case &amp; <b>html</b>[^1].

- [ ] an item
- another one
  that goes on
1. first

| a | b |
|---|:-:|
| c | d |

A heading
---------

> [!note] Said
> and quoted

```py
x = "_a_"  # [no](link)
```

[ref]: http://a.example/
<https://b.example/path> ![a picture](p.png "title") \\*not\\* 缓存预热 Größe
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Order]]:
    folder = tmp_path_factory.mktemp("small")
    site = SmallSite(folder, FILES)
    with serve(tmp_path_factory.mktemp("served"), content=site.root) as served:
        yield served, Order(site)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Entries of which nearly all are by one person, and the oldest are not."""
    files = {"narrate.toml": "git = { authors = false }\n"}
    for number in range(90):
        person = {1: "Cleo", 2: "Ben", 80: "Dora"}.get(number, "Ana")
        tag = "moon" if number == 1 else "sea"
        text = f"---\ntitle: The tide {number}\nauthor: {person}\ntags: [{tag}]\n---\nHigh.\n"
        files[f"posts/2026-{number // 28 + 1:02}-{number % 28 + 1:02}-tide-{number}.md"] = text
    site = SmallSite(tmp_path_factory.mktemp("many"), files)
    with serve(tmp_path_factory.mktemp("served"), content=site.root) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert [problem for problem in problems if "ViewTransition" not in problem] == []


def look_for(page: Page, site: Served, query: str) -> None:
    """Opens the page that searches, as a shared link does."""
    page.goto(f"{site.url}search/")
    page.locator(".search[data-ready]").wait_for()
    page.locator(".search-input").fill(query)
    expect(page.locator(".search-status")).not_to_be_empty()


def evaluated(page: Page, site: Served, function: str, argument: Any = None) -> Any:
    """What a function gives that knows the script as `search` and is given an argument."""
    page.goto(site.url)
    code = f"""async (argument) => {{
        const search = await import(document.querySelector(".search-link").dataset.script);
        return await ({function})(search, argument);
    }}"""
    return page.evaluate(code, argument)


# --- the twin --------------------------------------------------------------------------------------


def test_words_are_the_same_in_the_browser(page: Page, small: tuple[Served, Order]) -> None:
    texts = [text for _, text, _ in _VECTORS]
    found = evaluated(
        page,
        small[0],
        "(search, texts) => texts.map((text) => search.chunks(text).map(search.wordsOf))",
        texts,
    )
    assert found == [expected for _, _, expected in _VECTORS]
    assert found == [[list(words_of(chunk)) for chunk in chunks(text)] for text in texts]


def test_the_order_is_the_same_in_the_browser(page: Page, small: tuple[Served, Order]) -> None:
    site, order = small
    asking = """async (search, queries) => {
        const site = await search.openSite(document.querySelector(".search-link").pathname);
        const found = [];
        for (const query of queries) {
            const { hits } = await search.ask(query, site);
            found.push(await Promise.all(hits.map(async (hit) => (await site.record(hit.id)).href)));
        }
        return found;
    }"""
    found = evaluated(page, site, asking, list(_QUERIES))
    names = [[url.strip("/").rpartition("/")[2] for url in urls] for urls in found]
    assert dict(zip(_QUERIES, names, strict=True)) == {query: order(query) for query in _QUERIES}


def test_passages_are_the_same_in_the_browser(page: Page, small: tuple[Served, Order]) -> None:
    body = plain(_MARKDOWN)
    words = [["picture"], ["one"]]
    found = evaluated(
        page,
        small[0],
        """(search, [markdown, words]) => {
            const body = search.plain(markdown);
            const { heading, text, marks } = search.passage(body, words.map((one) => new Set(one)));
            return { ...body, found: [heading, text, marks] };
        }""",
        [_MARKDOWN, words],
    )
    assert found["headings"] == list(body.headings)
    assert [(block["heading"], block["text"]) for block in found["blocks"]] == list(body.blocks)
    expected = passage(body, [frozenset(one) for one in words])
    assert found["found"] == [expected.heading, expected.text, [list(mark) for mark in expected.marks]]


def test_queries_say_the_same_in_the_browser(page: Page, small: tuple[Served, Order]) -> None:
    found = evaluated(page, small[0], "(search, queries) => queries.map(search.readQuery)", list(_QUERIES))
    for query, said in zip(_QUERIES, found, strict=True):
        expected = read_query(query)
        assert said == {
            "words": list(expected.words),
            "phrases": [list(phrase) for phrase in expected.phrases],
            "open": expected.open,
            "filters": [list(one) for one in expected.filters],
            "after": expected.after,
            "before": expected.before,
        }


# --- the page --------------------------------------------------------------------------------------


def test_results_come_while_typing_and_have_an_address(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    page.goto(f"{site.url}search/")
    page.locator(".search[data-ready]").wait_for()
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.type("minu")
    expect(page.locator(".search-hit-title")).to_have_text("Nineteen minutes")
    page.keyboard.type("tes morn")
    expect(page.locator(".search-hit mark")).to_have_text(["minutes", "morning"])
    expect(page.locator(".search-hit-heading")).to_have_text("What I tried")
    expect(page.locator(".search-hit-title")).to_have_attribute(
        "href", "/wol/posts/2026-01-02-warm/#what-i-tried"
    )
    assert page.url.endswith("/search/?q=minutes%20morn")
    page.goto(page.url)
    expect(page.locator(".search-hit-title")).to_have_text("Nineteen minutes")


def test_facets_have_counts_and_narrow(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    page.set_viewport_size({"width": 1440, "height": 900})
    look_for(page, site, "cache")
    facet = page.locator(".search-facet", has=page.get_by_text("Kind", exact=True))
    expect(facet.locator(".search-choice")).to_have_text(
        [re.compile(r"Narrations\s+3"), re.compile(r"Lessons\s+2")]
    )
    facet.get_by_role("button", name="Lessons").click()
    expect(page.locator(".search-input")).to_have_value("cache kind:lesson")
    expect(page.locator(".search-hit-title")).to_have_text(
        ["Warm the cache before the demo", "The cache warms itself"]
    )
    chosen = page.get_by_role("button", name="Lessons", pressed=True)
    expect(chosen).to_be_focused()
    chosen.click()
    expect(page.locator(".search-input")).to_have_value("cache")


def test_every_facet_is_offered(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    page.set_viewport_size({"width": 1440, "height": 900})
    look_for(page, site, "year:2026 year:2025 person:ana person:ben")
    expect(page.locator(".search-facet summary")).to_have_text(["Kind", "Person", "Team", "Tag", "Year"])


def test_what_has_some_of_the_words_follows_what_has_them_all(
    page: Page, small: tuple[Served, Order]
) -> None:
    site, _ = small
    page.set_viewport_size({"width": 1440, "height": 900})
    look_for(page, site, "warm cache twice")
    expect(page.locator(".search-status")).to_have_text("2 entries were found.")
    expect(page.locator(".search-hits > *:nth-child(3)")).to_have_text("These have some of the words.")
    expect(page.locator(".search-hit-title")).to_have_count(5)
    expect(page.locator(".search-facet", has=page.get_by_text("Person", exact=True))).to_have_count(0)


def test_facets_count_all_hits(page: Page, many: Served) -> None:
    """More than are shown, and more than the first whose descriptions are fetched."""
    page.set_viewport_size({"width": 1440, "height": 900})
    look_for(page, many, "tide")
    expect(page.locator(".search-status")).to_have_text("90 entries were found.")
    choices = {
        name: page.locator(".search-facet", has=page.get_by_text(name, exact=True)).locator(".search-choice")
        for name in ("Person", "Tag")
    }
    expect(choices["Person"]).to_have_text(
        [
            re.compile(rf"{name}\s+{count}")
            for name, count in (("Ana", 87), ("Dora", 1), ("Ben", 1), ("Cleo", 1))
        ]
    )
    expect(choices["Tag"]).to_have_text([re.compile(r"sea\s+89"), re.compile(r"moon\s+1")])
    expect(page.locator(".search-few")).to_have_count(0)
    choices["Person"].get_by_text("Cleo").click()
    expect(page.locator(".search-input")).to_have_value("tide person:cleo")
    expect(page.locator(".search-hit-title")).to_have_text(["The tide 1"])


def test_a_site_that_is_too_large_for_counting_all_says_so(page: Page, many: Served) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    told = json.loads((many.folder / "search" / "site.json").read_text(encoding="utf-8"))
    page.route("**/site.json", lambda route: route.fulfill(body=json.dumps({**told, "counted": False})))
    look_for(page, many, "tide")
    person = page.locator(".search-facet", has=page.get_by_text("Person", exact=True))
    expect(person.locator(".search-choice")).to_have_text([re.compile(r"Ana\s+87"), re.compile(r"Dora\s+1")])
    expect(person.locator(".search-few")).to_have_text("Only what the first 30 entries have is listed here.")
    look_for(page, many, "tide person:ben")
    expect(page.locator(".search-choice")).to_have_count(1)
    expect(page.locator(".search-few")).to_have_count(0)


def test_the_keyboard_goes_through_the_hits(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    look_for(page, site, "warm cache")
    titles = page.locator(".search-hit-title")
    expect(titles.first).to_have_text("Warm the cache before the demo")
    page.keyboard.press("ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search-input")).to_be_focused()


def test_a_slash_opens_the_search_above_any_page(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    page.goto(f"{site.url}posts/2026-01-02-warm/")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.type("econnrefused")
    expect(page.locator(".search-hit-title")).to_have_text("Trouble")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".search-input")).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=econnrefused")
    expect(page.locator(".search-hit-title")).to_have_text("Trouble")


def test_what_is_not_found_can_be_asked_and_people_are_near(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    look_for(page, site, "minutes xylophone")
    expect(page.locator(".search-status")).to_have_text(
        "No entry has all of these words. These have some of them."
    )
    expect(page.locator(".search-near a")).to_have_text(["Ana Lee"])
    expect(page.locator(".search-hit-title")).to_have_text("Nineteen minutes")
    page.locator(".search-input").fill("xylophone")
    expect(page.locator(".search-status")).to_have_text("Nothing was found.")
    expect(page.locator(".search-near")).to_be_hidden()
    expect(page.get_by_role("link", name="Tags", exact=True).first).to_be_visible()


def test_the_question_begins_with_what_was_looked_for(page: Page, site: Served) -> None:
    look_for(page, site, "xylophone repair & more")
    href = page.locator(".search-ask").get_attribute("href") or ""
    assert "questions/xylophone-repair-more.md" in href
    assert "xylophone%20repair%20%26%20more" in href


def test_without_javascript_the_page_leads_to_the_indexes(
    browser: Browser, small: tuple[Served, Order]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small[0].url)
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_text("Searching needs JavaScript.")).to_be_visible()
    page.locator(".search-indexes").get_by_role("link", name="Tags").click()
    expect(page).to_have_url(f"{small[0].url}tags/")
    context.close()


def test_an_address_bar_can_search(page: Page, small: tuple[Served, Order]) -> None:
    site, _ = small
    page.goto(site.url)
    href = page.locator("link[type='application/opensearchdescription+xml']").get_attribute("href")
    assert href == "/wol/search/opensearch.xml"
    described = (site.folder / "search" / "opensearch.xml").read_text(encoding="utf-8")
    assert f'template="{site.url}search/?q={{searchTerms}}"' in described


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(browser: Browser, site: Served, width: int, scheme: Any) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    look_for(page, site, "clock greenwich xylophone")
    page.locator(".search-facet").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for found in (Axe().run(page), _in_dialog(page, site)):
        assert found.violations_count == 0, found.generate_report()
    context.close()


def _in_dialog(page: Page, site: Served) -> Any:
    page.goto(site.url)
    page.keyboard.press("/")
    page.locator(".search-dialog .search-input").fill("clock")
    page.locator(".search-hit").first.wait_for()
    page.locator(".search-facet").first.wait_for()
    return Axe().run(page, context=".search-dialog")

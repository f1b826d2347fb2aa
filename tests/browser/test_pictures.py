"""Which size of a photograph a browser fetches."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.served import Served, serve
from pictured import picture, written

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_PAGE = "narrations/2026-11-18-mill/"


@pytest.fixture(scope="module")
def photographed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    work = tmp_path_factory.mktemp("photographed")
    (work / "written" / "narrations").mkdir(parents=True)
    (work / "written" / "narrate.toml").write_text('title = "Notes"\n', encoding="utf-8")
    (work / "written" / _PAGE[:-1]).with_suffix(".md").write_text(
        "---\nauthor: ana\n---\n# The mill\n\n![The mill](mill.jpg)\n", encoding="utf-8"
    )
    (work / "written" / "narrations" / "mill.jpg").write_bytes(
        written(picture(size=(2000, 2600)), orientation=6)
    )
    with serve(work, work / "written") as served:
        yield served


@pytest.mark.parametrize(
    ("across", "pixels", "fetched"),
    [(390, 1, 480), (390, 2, 800), (390, 3, 1200), (1440, 1, 800), (1440, 2, 1600)],
)
def test_a_screen_gets_the_photograph_that_it_can_show(
    browser: Browser, photographed: Served, across: int, pixels: int, fetched: int
) -> None:
    context = browser.new_context(
        viewport={"width": across, "height": 844}, device_scale_factor=pixels, reduced_motion="reduce"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.resource_type == "image" else None
    )
    page.goto(photographed.url + _PAGE)
    shown = page.locator(".text img")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    chosen = shown.evaluate("picture => picture.currentSrc")
    srcset = shown.get_attribute("srcset") or ""
    assert f"{chosen.partition('/wol/')[2]} {fetched}w" in srcset
    assert [url for url in asked if url.endswith((".jpg", ".webp"))] == [chosen]
    box = shown.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 2600 / 2000) < 0.01
    shown.click()
    large = page.locator("dialog.large img")
    expect(large).to_be_visible()
    assert large.evaluate("picture => picture.currentSrc").endswith("/narrations/mill.jpg")
    context.close()

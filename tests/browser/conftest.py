"""A real browser and a really served site, once for all browser checks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser import chromium
from browser.served import Served, serve


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine. Without one the checks are skipped; in CI that is a failure."""
    program = chromium.find()
    if not program:
        (pytest.fail if chromium.in_ci() else pytest.skip)(chromium.MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("browser")) as served:
        yield served


@pytest.fixture(scope="session", params=["default", "workshop"])
def themed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site in each of the themes that narrate comes with."""
    if request.param == "default":
        yield request.getfixturevalue("site")
        return
    with serve(tmp_path_factory.mktemp("themed"), theme=request.param) as served:
        yield served

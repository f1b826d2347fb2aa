"""Takes pictures of every kind of page, to look at them.

python tests/browser/shots.py some/folder            each kind, 390 and 1440 pixels wide, light and dark
python tests/browser/shots.py some/folder --only home entry-lesson
python tests/browser/shots.py --readme docs/screenshot.png   the one picture in the README
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

# Run as a script, this file's own folder is what Python searches first, and `browser` is beside it.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser import chromium
from browser.served import Served, serve


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--readme", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    options = parser.parse_args()
    program = chromium.find()
    if not program:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as work, serve(Path(work)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(chromium.FLAGS))
        if options.readme:
            shot(browser, site.url, options.readme, 1280, "light", whole=False)
        if options.folder:
            all_kinds(browser, site, options.folder, options.only)
        browser.close()
    return 0


def all_kinds(browser: Browser, site: Served, folder: Path, only: list[str]) -> None:
    for name, at in site.kinds_of_pages().items():
        if only and name not in only:
            continue
        for width in (390, 1440):
            shot(browser, site.url + at, folder / f"{name}-{width}-light.png", width, "light")
            shot(browser, site.url + at, folder / f"{name}-{width}-dark.png", width, "dark")
        print(f"{name}: {at or 'the home page'}")


def shot(
    browser: Browser,
    url: str,
    file: Path,
    width: int,
    scheme: Literal["light", "dark"],
    *,
    whole: bool = True,
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page.goto(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=whole)
    page.close()


if __name__ == "__main__":
    sys.exit(main())

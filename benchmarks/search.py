"""What a search costs a reader: bytes fetched, and milliseconds from a key to the results, in a real browser.

    .venv/bin/python benchmarks/search.py SITE [--queries 30]

SITE is a folder that `narrate build` wrote for a site at the root of its host. Each query is typed into a fresh page, so that
nothing is at hand but what every page has (style sheet, script); bytes are those of all other files fetched for it, the
page and the script that search included, as they are and as gzip would send them. Then the same page is asked for another query: from its last key until its hits stand there.
"""

import argparse
import functools
import gzip
import json
import random
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A page that is left before an answer is complete is nothing to tell about."""


class _Files(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on this machine, at an address."""
    handler = functools.partial(_Files, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def queries(folder: Path, count: int) -> list[str]:
    """Two words of the title of entries here and there."""
    entries = json.loads((folder / "api" / "entries.json").read_text(encoding="utf-8"))
    chosen = random.Random(1).sample(entries, min(count * 3, len(entries)))
    titles = [
        [word for word in entry["title"].split() if len(word) > 3 and word.isalpha()] for entry in chosen
    ]
    return [" ".join(words[:2]).lower() for words in titles if len(words) > 1][:count]


def fetched(browser: Browser, url: str, folder: Path, query: str) -> tuple[int, int, int]:
    """Bytes, bytes with gzip, and files of one query on a fresh page."""
    context = browser.new_context()
    page = context.new_page()
    paths: list[str] = []
    page.on("request", lambda request: paths.append(unquote(urlsplit(request.url).path)))
    page.goto(f"{url}404.html", wait_until="networkidle")
    at_hand = set(paths)
    page.goto(f"{url}search/?q={query.replace(' ', '+')}")
    page.locator(".search[data-ready]").wait_for()
    context.close()
    wanted = [path for path in dict.fromkeys(paths) if path not in at_hand]
    files = [folder / path.strip("/") / ("index.html" if path.endswith("/") else "") for path in wanted]
    contents = [file.read_bytes() for file in files if file.is_file()]
    return sum(map(len, contents)), sum(len(gzip.compress(one)) for one in contents), len(contents)


def answered(browser: Browser, url: str, first: str, second: str) -> float:
    """Milliseconds from a key to the hits of another query, when one was answered before."""
    page = browser.new_page()
    page.goto(f"{url}search/?q={first.replace(' ', '+')}")
    page.locator(".search[data-ready]").wait_for()
    page.locator(".search-input").fill(second[:-1])
    page.wait_for_timeout(300)
    took = page.evaluate(
        """async (query) => {
            const input = document.querySelector(".search-input");
            const hits = document.querySelector(".search-hits");
            const begun = performance.now();
            const shown = new Promise((done) => new MutationObserver(() => done(performance.now() - begun)).observe(hits, { childList: true }));
            input.value = query;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            return await Promise.race([shown, new Promise((done) => setTimeout(done, 5000, 5000))]);
        }""",
        second,
    )
    page.close()
    return float(took)


def main() -> None:
    """Prints medians and the 90th percentile."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("--queries", type=int, default=30)
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from browser import chromium

    wanted = queries(asked.site, asked.queries)
    with served(asked.site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        cost = [fetched(browser, url, asked.site, query) for query in wanted]
        times = [answered(browser, url, wanted[number - 1], query) for number, query in enumerate(wanted)]
        browser.close()
    for name, values in (
        ("kB", [one[0] / 1000 for one in cost]),
        ("kB with gzip", [one[1] / 1000 for one in cost]),
        ("files", [one[2] for one in cost]),
        ("ms from key to hits", times),
    ):
        ordered = sorted(values)
        print(
            f"{name:20} median {statistics.median(ordered):8.1f}   90 % {ordered[int(len(ordered) * 0.9)]:8.1f}   most {ordered[-1]:8.1f}"
        )


if __name__ == "__main__":
    main()

"""`content/`, built by the real command and served below a sub-path, as an intranet would."""

import contextlib
import functools
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
BASE = "/wol/"
AS_OF = "2026-11-21"
"""The day after the newest entry of `content/`: what is due or to come stays so."""


@dataclass(frozen=True)
class Served:
    """A site that can be visited."""

    url: str
    """Ends in `/wol/`."""
    folder: Path

    def pages(self) -> tuple[str, ...]:
        """Every page, relative to `url`; redirects are none."""
        found = (file for file in sorted(self.folder.rglob("*.html")) if not _redirects(file))
        return tuple(file.relative_to(self.folder).as_posix().removesuffix("index.html") for file in found)

    def kinds_of_pages(self) -> dict[str, str]:
        """One page of each kind, by name: an entry of each kind, somebody, a team, a tag, an index, …"""
        entries = self._api("entries")
        longest: dict[str, dict[str, Any]] = {}
        for entry in entries:
            best = longest.get(entry["kind"])
            if best is None or len(entry["links"]) > len(best["links"]):
                longest[entry["kind"]] = entry
        chosen = {"home": "", "not-found": "404.html"}
        chosen |= {f"entry-{kind}": self.relative(entry["url"]) for kind, entry in sorted(longest.items())}
        for name in ("people", "tags", "communities"):
            listed = self._api(name)
            if listed:
                busiest = max(
                    listed,
                    key=lambda one: sum(one["id"] in entry["authors"] + entry["tags"] for entry in entries),
                )
                chosen[f"one-of-{name}"] = self.relative(busiest["url"])
        for page in self.pages():
            if page.count("/") == 1 and page.endswith("/"):
                chosen.setdefault(f"index-{page[:-1]}", page)
            first = page.split("/")[0]
            if page.startswith(("teams/", "archive/", "log/")) and page.count("/") == 2:
                chosen.setdefault(f"one-of-{first}", page)
            if page.endswith("/inbox/"):
                chosen.setdefault("inbox", page)
            if page.endswith("/") and self._has_slides(page):
                chosen.setdefault("slides", page)
        return chosen

    def _has_slides(self, page: str) -> bool:
        return 'class="slide"' in (self.folder / page / "index.html").read_text(encoding="utf-8")

    def relative(self, url: str) -> str:
        return url.removeprefix(self.url)

    def _api(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            (self.folder / "api" / f"{name}.json").read_text(encoding="utf-8")
        )
        return found


def _redirects(file: Path) -> bool:
    return 'http-equiv="refresh"' in file.read_text(encoding="utf-8")


class _Pages(SimpleHTTPRequestHandler):
    """Serves files without telling about it, and the site's own page for what is not there."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - it overrides.
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        own = Path(self.directory) / BASE.strip("/") / "404.html"
        if code != 404 or not own.is_file():
            super().send_error(code, message, explain)
            return
        body = own.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    """A visitor who moves on before an answer is complete is nothing to tell about."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serve(
    work: Path, content: Path = CHECKOUT / "content", port: int = 0, theme: str = "default"
) -> Iterator[Served]:
    """Builds a copy of `content` in `work` and serves it on this machine, on a free port unless told."""
    handler = functools.partial(_Pages, directory=str(work / "served"))
    with _Server(("127.0.0.1", port), handler) as server:
        url = f"http://127.0.0.1:{server.server_address[1]}{BASE}"
        site = Served(url, work / "served" / BASE.strip("/"))
        _build(content, work / "content", site, theme)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def _build(content: Path, copy: Path, site: Served, theme: str) -> None:
    # A copy, so that no cache of a test lies beside what people edit.
    shutil.copytree(content, copy, ignore=shutil.ignore_patterns(".narrate", "site"))
    settings = copy / "narrate.toml"
    settings.write_text(f'theme = "{theme}"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    site.folder.parent.mkdir(parents=True)
    command = [
        sys.executable,
        "-m",
        "narrate",
        "build",
        str(copy),
        "--output",
        str(site.folder),
        "--as-of",
        AS_OF,
    ]
    done = subprocess.run(
        [*command, "--base-url", site.url],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")

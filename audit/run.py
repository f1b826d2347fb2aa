"""Other people's validators over the site of `content/`: html-validate and Lighthouse (Node), the Nu HTML checker (Java).

    make audit
    python audit/run.py SITE        a site that is already built, for `/wol/`

Each that cannot run here is skipped by name. They are installed into `audit/node_modules`.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BASE = "/wol"
_SANDBOX = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
"""Chromium does not begin as root within its sandbox; it visits nothing but the site."""
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from browser import chromium  # noqa: E402 - tests are no package that is installed.

MODULES = HERE / "node_modules"


def main() -> int:
    with chosen_site() as site:
        results = [check(site) for check in (html_validate, nu_checker, lighthouse)]
    return 1 if False in results else 0


@contextmanager
def chosen_site() -> Iterator[Path]:
    """The site named on the command line, or a fresh one of `content/`."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as work:
        content, site = HERE.parent / "content", Path(work) / "site"
        shutil.copytree(content, Path(work) / "content", ignore=shutil.ignore_patterns(".narrate", "site"))
        command = [sys.executable, "-m", "narrate", "build", str(Path(work) / "content"), "--quiet"]
        subprocess.run(
            [*command, "--output", str(site), "--base-url", f"https://audit.example{BASE}/"], check=True
        )
        yield site


def html_validate(site: Path) -> bool | None:
    """Markup and accessibility by rules. None when it cannot run."""
    if not installed("html-validate"):
        return None
    program = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    configuration = str(HERE / "htmlvalidate.json")
    command = [
        "node",
        str(program),
        "--config",
        configuration,
        "--formatter",
        "text",
        "--ext",
        "html",
        str(site),
    ]
    return said("html-validate", command)


def nu_checker(site: Path) -> bool | None:
    """The HTML standard's own checker. None when it cannot run."""
    if not shutil.which("java"):
        print("vnu: skipped, there is no Java")
        return None
    if not installed("vnu-jar"):
        return None
    jar = next((MODULES / "vnu-jar" / "build").rglob("vnu.jar"))
    command = ["java", "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only"]
    return said("vnu", [*command, str(site)])


def lighthouse(site: Path) -> bool | None:
    """100 in each category, on each kind of page that readers open most. None when it cannot run."""
    program = chromium.find()
    if not program:
        print(f"lighthouse: skipped, {chromium.MISSING}")
        return None
    if not installed("lighthouse"):
        return None
    good = True
    with served(site) as url:
        for at in most_read(site):
            scores = scored(url + at, program)
            good &= all(score == 100 for score in scores.values())
            print(
                f"lighthouse: {at or 'home'}: {', '.join(f'{name} {score}' for name, score in scores.items())}"
            )
    return good


def scored(url: str, program: str) -> dict[str, int]:
    """What Lighthouse gives a page in each category."""
    with tempfile.TemporaryDirectory() as work:
        report = Path(work) / "report.json"
        command = ["node", str(MODULES / "lighthouse" / "cli" / "index.js"), url, "--quiet", "--output=json"]
        command += [
            f"--output-path={report}",
            f"--chrome-flags=--headless=new {' '.join((*chromium.FLAGS, *_SANDBOX))}",
        ]
        subprocess.run(command, env=os.environ | {"CHROME_PATH": program}, check=True)
        categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * (category["score"] or 0)) for name, category in categories.items()}


def most_read(site: Path) -> list[str]:
    """Home, an entry, somebody, a tag, a community, the search: those of the sample, or what a site has of them."""
    found = [""]
    for kind in ("lessons/*", "narrations/*/*", "people/*", "tags/*", "communities/*"):
        pages = sorted(site.glob(f"{kind}/index.html"), key=lambda page: page.stat().st_size)
        found += [f"{pages[-1].parent.relative_to(site).as_posix()}/"] if pages else []
    return [*found, "search/"] if (site / "search").is_dir() else found


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address below which a site can be read, served as docs/hosting.md says: compressed, and named files for ever."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}/"
        server.shutdown()


class _Compressing(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - it overrides.
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.removeprefix(BASE)))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if "/_narrate/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body)


def installed(package: str) -> bool:
    """Installs everything at the first call."""
    if (MODULES / package).is_dir():
        return True
    if not shutil.which("npm"):
        print(f"{package}: skipped, there is no npm")
        return False
    command = [
        "npm",
        "install",
        "--ignore-scripts",
        "--no-package-lock",
        "--no-fund",
        "--no-audit",
        "--silent",
    ]
    subprocess.run(command, cwd=HERE, env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}, check=True)
    return (MODULES / package).is_dir()


def said(name: str, command: list[str]) -> bool:
    """Runs a checker; prints what it found, or that it found nothing."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    print(
        "\n".join(lines[:200]) + f"\n{name}: {len(lines)} lines"
        if done.returncode
        else f"{name}: nothing found"
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

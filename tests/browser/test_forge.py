"""Taking part from the browser: each link to the forge is followed, filled in and committed, and the site is built again."""

import contextlib
import functools
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.forge import Forge, running
from gitrepo import ANA, BEN, Repo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CONTENT = "our notes"
FILES = {
    "people/ana.md": "---\nname: Ana Lima\nemails: [ana@team.test]\n---\nHello. #cache\n",
    "people/ben.md": "---\nname: Ben Ode\nemails: [ben@team.test]\n---\nHello.\n",
    "narrations/ana/50% warm? #1 – ünï.md": "# 50% warm: “why” [not] *100*?\n\nIt is #cache again. #ci/cache\n",
    "log/ben/2026-03-06.md": "## 09:05 Coffee\n\nFirst.\n\n## 14:30\n\nSecond.\n",
    "communities/testing.md": "---\ntags: [cache]\n---\n# Testing\n\nFor those who test.\n",
    "lessons/look-first.md": "# Look first\n\nThen leap.\n",
}


@dataclass(frozen=True)
class Team:
    """A repository, its forge and its site, and somebody with a browser."""

    forge: Forge
    page: Page
    site: str
    output: Path

    def build(self) -> None:
        command = [sys.executable, "-m", "narrate", "build", str(self.forge.repo.root)]
        told = ["--output", str(self.output), "--base-url", self.site]
        done = subprocess.run([*command, *told], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def visit(self, address: str) -> Page:
        self.page.goto(self.site + address)
        return self.page

    def click(self, link: str) -> None:
        part = self.page.get_by_role("navigation", name="Take part")
        part.get_by_role("link", name=link, exact=True).click()

    def text(self) -> str:
        return self.page.get_by_label("Text").input_value()

    def commit(self, text: str, path: str = "", by: str = ANA) -> str:
        """Writes below what is there already and commits; the path of the file."""
        self.forge.signed_in = by
        if path:
            self.page.get_by_label("File").fill(f"{CONTENT}/{path}")
        written = self.text()
        box = self.page.get_by_label("Text")
        box.fill(
            f"{written}{text}\n"
            if "<!--" not in written
            else written.replace("-->\n\n", f"-->\n\n{text}\n", 1)
        )
        self.page.get_by_role("button", name="Commit").click()
        expect(self.page.locator("body")).to_contain_text("Committed")
        self.build()
        return self.forge.committed[-1]


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/wol/"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # pages change several times in a second here
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - it overrides.
        pass


@pytest.fixture(params=["github", "gitlab", "forgejo"])
def team(request: pytest.FixtureRequest, tmp_path: Path, browser: Browser) -> Iterator[Team]:
    repo = Repo(tmp_path / "repository")
    output = tmp_path / "served" / "wol"
    output.parent.mkdir()
    with running(request.param, repo) as forge, _served(output.parent) as site:
        settings = f'[git]\nforge = "{forge.url}"\nforge_type = "{forge.type}"\n'
        repo.commit(
            {
                "narrate.toml": f'title = "Team"\ncontent = "{CONTENT}"\noutput = "../unused"\n{settings}',
                **{f"{CONTENT}/{path}": text for path, text in FILES.items()},
            }
        )
        context = browser.new_context()
        context.set_default_timeout(20_000)
        team = Team(forge, context.new_page(), site, output)
        team.build()
        yield team
        context.close()


def test_every_link_to_the_forge_opens_what_it_says(team: Team) -> None:
    """All of them, on all pages: none leads to a file that is not there."""
    links = set[tuple[str, str]]()
    for file in team.output.rglob("*.html"):
        found = re.findall(r'<li class="action-([^"]+)"><a href="([^"]+)"', file.read_text(encoding="utf-8"))
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"):
            assert {"narration"} <= {name for name, _ in found}, file
        links |= {(name, unescape(address)) for name, address in found}
    assert {"edit", "history", "write", "reply_to", "from", "applies", "question", "lesson"} <= {
        name for name, _ in links
    }
    for _, address in links:
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200


def test_somebody_without_a_clone_takes_part(team: Team) -> None:
    filled = team.forge.type != "gitlab"
    # Narrate: who and when is what the commit says.
    team.visit("").get_by_role("main")
    team.click("Narrate")
    path = team.page.get_by_label("File").input_value()
    assert path == f"{CONTENT}/narrations/new-narration.md"
    assert "---" not in team.text().replace("-->", "")
    assert ("<!--" in team.text()) == filled
    team.commit("# Warm: it took two minutes\n\nNothing else helped. #cache", "narrations/warm.md", BEN)
    page = team.visit("narrations/warm/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Warm: it took two minutes")
    expect(page.locator(".byline")).to_contain_text("Ben Ode")
    expect(page.locator(".byline time")).to_contain_text("14 November 2023")
    assert "Two sentences" not in page.content()
    # Reply: it stands in the thread below.
    team.click("Reply")
    assert team.page.get_by_label("File").input_value() == f"{CONTENT}/narrations/re-warm.md"
    assert re.sub(r"<!--.*?-->", "", team.text(), flags=re.DOTALL).split() == (
        ["---", "reply_to:", "/narrations/warm.md", "---"] if filled else []
    )
    team.commit("We had the same.")
    expect(team.visit("narrations/warm/").locator(".thread")).to_contain_text("Ana Lima")
    expect(team.visit("narrations/re-warm/").get_by_text("In reply to").first).to_be_visible()
    # Distil: the lesson says where it comes from, and the narration that it became one.
    team.visit("narrations/warm/")
    team.click("Distil a lesson")
    assert "---" not in team.text().replace("-->", "")
    path = "lessons/warm-first.md" if filled else ""
    team.commit("# Warm first\n\nWarm it before the day begins.", path)
    expect(team.visit("narrations/warm/").locator(".links-distilled-into")).to_contain_text("Warm first")
    # Ask and answer.
    team.visit("")
    team.click("Ask")
    team.commit("# Who warms it: on Sundays?", "questions/sundays.md", BEN)
    team.visit("questions/sundays/")
    team.click("Answer")
    team.commit("Nobody does.", "narrations/nobody.md" if filled else "")
    expect(team.visit("questions/sundays/").locator(".answered")).to_contain_text("Nobody does")
    expect(team.visit("people/ben/inbox/").locator("main")).to_contain_text("Nobody does")
    # It helped, and it did not.
    lesson = "lessons/warm-first/" if filled else "lessons/from-warm/"
    for link, group in (("This helped", "applied-in"), ("This did not hold here", "contradicted-in")):
        team.visit(lesson)
        team.click(link)
        team.commit(f"{link}!")
        expect(team.visit(lesson).locator(f".links-{group}")).to_contain_text(link)


def test_a_page_is_mended_and_its_history_read(team: Team) -> None:
    url = "narrations/ana/50-warm-1-ünï/"
    team.visit(url)
    team.click("Edit")
    assert team.page.get_by_label("File").input_value().endswith("/50% warm? #1 – ünï.md")
    team.commit("Mended.", by=BEN)
    expect(team.visit(url).locator(".text")).to_contain_text("Mended.")
    team.click("History")
    expect(team.page.locator("li")).to_have_text(["Ben Ode", "Ana Lima"])


def test_names_with_odd_characters_can_be_answered(team: Team) -> None:
    if team.forge.type == "gitlab":
        pytest.skip("its editor begins empty")
    for url, link, group in (
        ("narrations/ana/50-warm-1-ünï/", "Reply", ".thread"),
        ("narrations/ana/50-warm-1-ünï/", "Distil a lesson", ".links-distilled-into"),
        ("log/ben/2026-03-06/1430/", "Reply", ".thread"),
        ("log/ben/2026-03-06/0905/", "Distil a lesson", ".links-distilled-into"),
    ):
        team.visit(url)
        team.click(link)
        team.commit("Yes: so it is.", by=BEN)
        expect(team.visit(url).locator(group)).to_contain_text("so it is")


def test_a_tag_is_written_about_and_described(team: Team) -> None:
    if team.forge.type == "gitlab":
        pytest.skip("its editor begins empty")
    team.visit("tags/ci/cache/")
    team.click("Narrate")
    team.commit("Colder than yesterday.", "narrations/colder.md")
    expect(team.visit("tags/ci/cache/").locator("main")).to_contain_text("Colder than yesterday")
    team.visit("communities/testing/")
    team.click("Narrate")
    team.commit("Testers, look at this.", "narrations/testers.md", BEN)
    expect(team.visit("communities/testing/").locator("main")).to_contain_text("Testers, look at this")
    team.click("Ask")
    team.commit("# How cold is cold?", "questions/cold.md")
    expect(team.visit("communities/testing/").locator("main")).to_contain_text("How cold is cold?")
    team.visit("tags/ci/cache/")
    team.click("Describe it")
    team.commit("All about the cache of our builds.")
    expect(team.visit("tags/ci/cache/").locator(".intro")).to_contain_text("All about the cache")


def test_somebody_new_introduces_themselves(team: Team) -> None:
    if team.forge.type == "gitlab":
        pytest.skip("its editor begins empty")
    somebody = "Cy Łoś <cy@team.test>"
    team.visit("")
    team.click("Narrate")
    team.commit("I am new here.", "narrations/hello.md", somebody)
    team.visit("narrations/hello/").locator(".byline").get_by_role("link", name="Cy Łoś").click()
    team.click("Introduce yourself")
    assert "---" not in team.text().replace("-->", "")
    team.commit("Pumps, and tea.", by=somebody)
    page = team.visit("narrations/hello/")
    page.locator(".byline").get_by_role("link", name="Cy Łoś").click()
    expect(page.locator("main")).to_contain_text("Pumps, and tea.")
    expect(page.locator("main")).to_contain_text("I am new here.")
    expect(team.visit("people/").get_by_role("link", name="Cy Łoś")).to_have_count(1)


def test_a_new_file_that_is_left_as_it_was_is_not_published(team: Team) -> None:
    before = {path.relative_to(team.output) for path in team.output.rglob("*.html")}
    team.visit("")
    for link in ("Narrate", "Ask"):
        team.visit("")
        team.click(link)
        team.commit("")
    for place in ("tags/ci/cache/", "communities/testing/"):
        team.visit(place)
        team.click("Ask")
        team.commit("", f"questions/{place.strip('/').replace('/', '-')}.md")
    for link in ("Reply", "Distil a lesson"):
        team.visit("narrations/ana/50-warm-1-ünï/")
        team.click(link)
        team.commit("")
    after = {path.relative_to(team.output) for path in team.output.rglob("*.html")}
    assert after == before

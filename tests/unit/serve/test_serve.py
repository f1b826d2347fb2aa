"""`narrate serve`, as a browser, an editor and Git meet it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gitrepo import Repo
from served_preview import PATIENCE, Preview, preview, until

PAGE = "/wol/narrations/2026-03-04-cache/"
FILE = "narrations/2026-03-04-cache.md"

CONFIG = 'title = "Notes"\nbase_url = "https://intranet.example/wol/"\n'


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def make_site(folder: Path) -> Path:
    write(folder, "narrate.toml", CONFIG)
    write(folder, FILE, "# Cache\n\nWarm at six. #ci\n")
    write(folder, "narrations/2026-03-05-other.md", "# Other\n\nNothing to do with it. #water\n")
    write(
        folder, "narrations/2026-03-06-secret.md", "---\ndraft: true\n---\n\n# Half a thought\n\nNot yet.\n"
    )
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A server whose files nobody changes."""
    folder = make_site(tmp_path_factory.mktemp("calm") / "site")
    write(folder, "narrations/picture.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    write(folder, "narrations/2026-03-07-pic.md", "# Pic\n\n![a square](picture.svg)\n")
    with preview(folder) as running:
        yield running


class Reader:
    """A page in somebody's browser: it was loaded once and asks whether that is still right."""

    def __init__(self, running: Preview, path: str, *more: str) -> None:
        self._running = running
        self.at = running.text(path).partition('data-at="')[2].partition('"')[0]
        self._shown = "".join(f"&of={each}" for each in (path, *more))

    def is_stale(self) -> bool:
        told = json.loads(self._running.text(f"/~narrate/now?at={self.at}{self._shown}"))
        return bool(told["reload"])


@contextlib.contextmanager
def events(running: Preview) -> Iterator[socket.socket]:
    """An open stream of events."""
    with socket.create_connection(("127.0.0.1", running.port)) as stream:
        stream.settimeout(PATIENCE)
        stream.sendall(f"GET /~narrate/events HTTP/1.1\r\nHost: localhost:{running.port}\r\n\r\n".encode())
        yield stream


def heard(stream: socket.socket, what: str) -> str:
    """All that comes until it is there."""
    text, end = "", time.monotonic() + PATIENCE
    while what not in text:
        assert time.monotonic() < end, f"never {what!r}: {text!r}"
        chunk = stream.recv(4096)
        assert chunk, f"the stream ended without {what!r}: {text!r}"
        text += chunk.decode()
    return text


# --- what is shown --------------------------------------------------------------------------------


def test_the_site_is_served_below_its_own_path(calm: Preview) -> None:
    status, headers, body = calm.ask(PAGE)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"Warm at six" in body
    assert b'<link rel="canonical" href="http://127.0.0.1:%d/wol/narrations/' % calm.port in body
    for path in ("/", "/wol"):
        status, headers, _ = calm.ask(path)
        assert (status, headers["location"]) == (307, "/wol/")
    status, headers, _ = calm.ask(PAGE.rstrip("/") + "?a=b")
    assert (status, headers["location"]) == (307, PAGE + "?a=b")


def test_drafts_are_shown_and_marked(calm: Preview) -> None:
    page = calm.text("/wol/narrations/2026-03-06-secret/")
    assert "Half a thought" in page
    assert ">draft<" in page


def test_drafts_can_be_left_out(site: Path) -> None:
    with preview(site, "--no-drafts") as running:
        assert running.ask("/wol/narrations/2026-03-06-secret/")[0] == 404


def test_each_page_gets_the_script_that_reloads_it_and_the_published_site_does_not(site: Path) -> None:
    write(site, "site/.narrate-manifest", "")
    with preview(site) as running:
        page = running.text(PAGE)
        assert page.count("/~narrate/live.js") == 1
        assert page.index("/~narrate/live.js") < page.index("</head>")
        assert "narrate-panel" in running.text("/~narrate/live.js")
        built = [file for file in site.rglob("*.html") if "~narrate" in file.read_text(encoding="utf-8")]
        assert built == []
        assert [path.name for path in (site / "site").iterdir()] == [".narrate-manifest"]


def test_files_have_their_types(calm: Preview) -> None:
    types = {
        "feed.atom": "application/atom+xml; charset=utf-8",
        "feed.json": "application/feed+json",
        "api/entries.json": "application/json; charset=utf-8",
        "sitemap.xml": "text/xml; charset=utf-8",
        "narrations/2026-03-04-cache/index.md": "text/markdown; charset=utf-8",
    }
    assert {path: calm.ask(f"/wol/{path}")[1].get("content-type") for path in types} == types


# --- attacks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1:1",
        "localhost",
        "127.0.0.1.evil.example:{port}",
        "",
        "localhost:{port}.evil",
    ],
)
def test_a_foreign_host_is_refused(calm: Preview, host: str) -> None:
    for path in (PAGE, "/~narrate/now", "/~narrate/events"):
        status, _, body = calm.ask(path, headers={"Host": host.format(port=calm.port)})
        assert status in (400, 421)
        assert b"Warm at six" not in body


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_its_own_names_are_answered(calm: Preview, host: str) -> None:
    assert calm.ask(PAGE, headers={"Host": host.format(port=calm.port)})[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/wol/../../narrate.toml",
        "/wol/../../../narrate.toml",
        "/wol/%2e%2e/%2e%2e/narrate.toml",
        "/wol/..%2f..%2f..%2fnarrate.toml",
        "/wol/..%5c..%5cnarrate.toml",
        "/wol/%252e%252e/narrate.toml",
        "/wol//etc/passwd",
        "//etc/passwd",
        "/wol/%00",
        "/wol/index.html%00.md",
        "/wol/.narrate-manifest",
        "/wol/.narrate-manifest.journal",
        "/wol/../.8000.stage/index.html",
        "/wol/narrations",
        "/wol/_narrate/",
        "/wol/api/",
        "/~narrate/",
        "/~narrate/app.py",
        "/~narrate/..%2fapp.py",
        "/~narrate/%2e%2e/app.py",
        "/wol/%ff%fe",
        "/wol/" + "a" * 5000,
    ],
)  # fmt: skip
def test_nothing_outside_the_site_is_served_and_no_folder_is_listed(calm: Preview, path: str) -> None:
    status, _, body = calm.ask(path)
    shown = status == 307 and path == "/wol/narrations"  # its stream has a page
    assert shown or status in (400, 404)
    assert b"title = " not in body
    assert b"root:" not in body
    assert b"import " not in body


def test_a_link_in_the_preview_leads_nowhere(site: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with preview(site) as running:
        folder = site / ".narrate" / "preview" / str(running.port)
        page = folder / "narrations/2026-03-04-cache/index.html"
        page.unlink()
        page.symlink_to(tmp_path / "secret.txt")
        status, _, body = running.ask(PAGE)
        assert (status, b"secret" in body) == (404, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_allowed(calm: Preview, method: str) -> None:
    assert calm.ask(PAGE, method)[0] == 405
    assert calm.ask("/~narrate/now", method)[0] == 405


@pytest.mark.parametrize(
    "path", [PAGE, "/wol/feed.atom", "/~narrate/now", "/~narrate/events", "/~narrate/live.js"]
)
def test_a_head_has_no_body(calm: Preview, path: str) -> None:
    status, _, body = calm.ask(path, "HEAD")
    assert (status, body) == (200, b"")


@pytest.mark.parametrize("path", [PAGE, "/wol/nowhere/", "/wol/feed.atom", "/~narrate/now"])
def test_pages_elsewhere_cannot_use_what_is_served(calm: Preview, path: str) -> None:
    _, headers, _ = calm.ask(path)
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_a_drawing_by_an_author_can_run_nothing(calm: Preview) -> None:
    page = calm.text("/wol/narrations/2026-03-07-pic/")
    address = page.partition('<img src="')[2].partition('"')[0]
    _, headers, _ = calm.ask(address)
    assert headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_a_reader_who_does_not_read_keeps_nobody_waiting(calm: Preview) -> None:
    idle = [socket.create_connection(("127.0.0.1", calm.port)) for _ in range(60)]
    for number, connection in enumerate(idle):
        request = f"GET /wol/api/entries.json HTTP/1.1\r\nHost: 127.0.0.1:{calm.port}\r\n"
        connection.sendall((request + ("\r\n" if number % 2 else "")).encode())
    assert calm.ask(PAGE)[0] == 200
    for connection in idle:
        connection.close()


# --- what changes ---------------------------------------------------------------------------------


def test_only_the_pages_that_changed_are_loaded_again(site: Path) -> None:
    with preview(site) as running:
        changed, other, tag = (
            Reader(running, path) for path in (PAGE, "/wol/narrations/2026-03-05-other/", "/wol/tags/water/")
        )
        with events(running) as stream:
            heard(stream, "event: build\ndata: 1\n\n")
            write(site, FILE, "# Cache\n\nWarm at six. #ci\n\nAnd at seven.\n")
            heard(stream, "event: build\ndata: 2\n\n")
        assert changed.is_stale()
        assert "And at seven" in running.text(PAGE)
        assert not other.is_stale()
        assert not tag.is_stale()


def test_a_page_that_shows_a_changed_picture_is_loaded_again(site: Path) -> None:
    write(site, "narrations/a.png", "one")
    write(site, FILE, "# Cache\n\n![chart](a.png)\n")
    with preview(site) as running:
        picture = running.text(PAGE).partition('<img src="')[2].partition('"')[0]
        news = Reader(running, PAGE, picture)
        write(site, "narrations/a.png", "another")
        until(news.is_stale, "the page reloads")


def test_a_page_of_an_earlier_build_or_server_is_loaded_again_at_once(site: Path) -> None:
    with preview(site) as running:
        early = Reader(running, PAGE)
        at = early.at
        write(site, FILE, "# Cache\n\nChanged.\n")
        until(early.is_stale, "the build is known")
        for stale in (at, "00000000.1", "", "x.y.z"):
            assert json.loads(running.text(f"/~narrate/now?at={stale}&of={PAGE}"))["reload"]
        fresh = Reader(running, PAGE)
        assert fresh.at != at
        assert not fresh.is_stale()


def _rename_over(site: Path) -> None:
    write(site, "narrations/.cache.md.tmp", "# Cache\n\nMended.\n")
    (site / "narrations/.cache.md.tmp").replace(site / FILE)


def _swap_files(site: Path) -> None:
    write(site, "narrations/4913", "")
    (site / "narrations/4913").unlink()
    (site / FILE).rename(site / (FILE + "~"))
    write(site, FILE, "# Cache\n\nMended.\n")
    write(site, "narrations/.2026-03-04-cache.md.swp", "binary")
    (site / (FILE + "~")).unlink()


def _hundred_saves(site: Path) -> None:
    for number in range(100):
        write(site, FILE, f"# Cache\n\nSave {number}\n")
        time.sleep(0.01)
    write(site, FILE, "# Cache\n\nMended.\n")


def _truncate_and_write(site: Path) -> None:
    with (site / FILE).open("w", encoding="utf-8") as file:
        file.flush()
        time.sleep(0.3)
        file.write("# Cache\n\nMended.\n")


def _same_size_and_time(site: Path) -> None:
    file = site / FILE
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("Warm at six", "Mended. now"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "save", [_rename_over, _swap_files, _hundred_saves, _truncate_and_write, _same_size_and_time]
)
def test_every_way_of_saving_is_noticed(site: Path, save: object) -> None:
    with preview(site) as running:
        assert callable(save)
        save(site)
        until(lambda: "Mended." in running.text(PAGE), "the page is mended")
        assert running.ask("/wol/narrations/2026-03-05-other/")[0] == 200


def test_a_folder_that_is_removed_and_put_back(site: Path, tmp_path: Path) -> None:
    with preview(site) as running:
        for _ in range(2):
            there = Reader(running, PAGE)
            shutil.move(site / "narrations", tmp_path / "away")
            until(lambda: running.ask(PAGE)[0] == 404, "the page goes")
            until(there.is_stale, "its reader is told")
            gone = Reader(running, PAGE)
            shutil.move(tmp_path / "away", site / "narrations")
            until(lambda: running.ask(PAGE)[0] == 200, "the page comes back")
            until(gone.is_stale, "its reader is told again")
        write(site, FILE, "# Cache\n\nMended.\n")
        until(lambda: "Mended." in running.text(PAGE), "what is written there is noticed")


def test_the_whole_project_removed_and_put_back(site: Path, tmp_path: Path) -> None:
    with preview(site) as running:
        shutil.move(site, tmp_path / "away")
        until(lambda: running.problems()["failure"] is not None, "it says so")
        shutil.move(tmp_path / "away", site)
        until(lambda: running.problems()["failure"] is None, "it recovers")
        write(site, FILE, "# Cache\n\nMended.\n")
        until(lambda: "Mended." in running.text(PAGE), "what is written is noticed")


def test_another_branch_a_commit_and_a_mailmap(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "site")
    make_site(repo.root)
    repo.commit({})
    with preview(repo.root) as running:
        repo.git("checkout", "-q", "-b", "other")
        repo.commit({f"narrations/2026-04-{day:02}-x.md": f"# Day {day}\n\nText.\n" for day in range(1, 29)})
        until(lambda: "Day 28" in running.text("/wol/"), "the new entries are there")
        repo.git("checkout", "-q", "main")
        until(lambda: running.ask("/wol/narrations/2026-04-28-x/")[0] == 404, "they go with their branch")
        until(lambda: "Ana Lima" in running.text(PAGE), "Git's author is shown")
        write(repo.root, ".mailmap", "Ana Maria Lima <ana@team.test>\n")
        until(lambda: "Ana Maria Lima" in running.text(PAGE), "the mailmap is read again")


def test_git_is_waited_for_while_it_writes_the_work_tree(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "site")
    make_site(repo.root)
    repo.commit({})
    with preview(repo.root) as running:
        lock = repo.root / ".git" / "index.lock"
        lock.touch()
        time.sleep(2)  # what was being built when the switch began is over
        write(repo.root, FILE, "# Cache\n\nHalf of a switch.\n")
        time.sleep(1)
        assert "Warm at six" in running.text(PAGE)
        write(repo.root, FILE, "# Cache\n\nThe whole switch.\n")
        lock.unlink()
        until(lambda: "The whole switch." in running.text(PAGE), "it goes on")
        assert "Half" not in running.output()


def test_a_theme_of_ones_own(site: Path) -> None:
    with preview(site) as running:
        write(site, "theme/static/extra.css", "body { color: teal }")
        until(lambda: _style(running).endswith("teal }"), "the style sheet has it")
        write(site, "theme/templates/entry.html", "{% extends 'default/entry.html' %}{% if %}")
        until(lambda: running.problems()["failure"] is not None, "the mistake is told")
        assert running.ask(PAGE)[0] == 200
        (site / "theme/templates/entry.html").unlink()
        until(lambda: running.problems()["failure"] is None, "it recovers")


def _style(running: Preview) -> str:
    page = running.text(PAGE)
    return running.text(page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]).strip()


# --- what is wrong --------------------------------------------------------------------------------


def test_problems_are_told_with_a_link_into_the_editor(site: Path) -> None:
    write(site, FILE, "# Cache\n\nSee [this](nowhere.md).\n")
    with preview(site) as running:
        (problem,) = running.problems()["problems"]
        assert problem == {
            "level": "error",
            "code": "broken-link",
            "message": "no document at `nowhere.md`",
            "help": "correct the address, or write the document",
            "place": f"{FILE}:3:12",
            "text": "See [this](nowhere.md).",
            "editor": f"vscode://file{site}/{FILE}:3:12",
            "page": PAGE,
        }
        write(site, FILE, "# Cache\n\nSee nothing.\n")
        until(lambda: running.codes() == [], "it is mended")


def test_the_last_good_site_stays_while_the_configuration_is_broken(site: Path) -> None:
    with preview(site) as running:
        write(site, "narrate.toml", CONFIG + "tags = [\n")
        until(lambda: running.problems()["failure"] is not None, "the failure is told")
        failure = running.problems()["failure"]
        assert failure["message"].startswith("narrate.toml:")
        assert "Warm at six" in running.text(PAGE)
        write(site, "narrate.toml", CONFIG.replace("Notes", "Our notes"))
        until(lambda: "Our notes" in running.text("/wol/"), "the new title is shown")
        until(lambda: running.problems()["failure"] is None, "the failure is over")
        write(site, "narrate.toml", CONFIG.replace("/wol/", "/sol/"))
        until(lambda: running.ask("/sol/")[0] == 200, "it is served where it now belongs")


def test_it_starts_with_a_broken_configuration(site: Path) -> None:
    write(site, "narrate.toml", "title = \n")
    with preview(site, built=False) as running:
        until(lambda: running.problems()["failure"] is not None, "the failure is told")
        status, _, body = running.ask("/")
        assert (status, b"live.js" in body) == (503, True)
        write(site, "narrate.toml", CONFIG)
        until(lambda: running.ask("/wol/")[0] == 200, "the site appears")


def test_the_terminal_tells_each_problem_once(site: Path) -> None:
    write(site, FILE, "# Cache\n\nSee [this](nowhere.md).\n")
    with preview(site) as running:
        write(site, "narrations/2026-03-05-other.md", "# Other\n\nSee [that](nowhere-else.md).\n")
        until(lambda: "nowhere-else" in running.output(), "the new problem is told")
        until(lambda: "; 2 errors" in running.output(), "both are counted")
        assert running.output().count("no document at `nowhere.md`") == 1


# --- beginning and end ----------------------------------------------------------------------------


def test_the_next_port_is_taken_when_one_is_in_use(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with preview(site, port=port) as running:
            assert running.port != port
            assert f"port {port} is in use: this is {running.port}\n" in running.output()


def test_two_servers_of_one_project_do_not_disturb_each_other(site: Path) -> None:
    with preview(site) as one, preview(site) as two:
        assert one.port != two.port
        write(site, FILE, "# Cache\n\nMended.\n")
        for running in (one, two):
            until(lambda running=running: "Mended." in running.text(PAGE), "both show it")  # type: ignore[misc]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_quietly(site: Path, number: int) -> None:
    with preview(site) as running, contextlib.ExitStack() as readers:
        for stream in [readers.enter_context(events(running)) for _ in range(5)]:
            heard(stream, "event: build")
        start = time.monotonic()
        assert running.end(number) == 0
        assert time.monotonic() - start < 10
        assert "Traceback" not in running.output()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="there is no folder"), preview(tmp_path / "nowhere"):
        pass


def test_an_editor_that_nobody_knows(site: Path) -> None:
    wanted = "there is no editor `vscod`\n  = help: did you mean `vscode`"
    with pytest.raises(AssertionError, match=wanted), preview(site, "--editor", "vscod"):
        pass

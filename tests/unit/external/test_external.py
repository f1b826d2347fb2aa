"""`narrate check --external`: other hosts are asked politely, and what they answer is told apart."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gitrepo import Repo
from narrate.cli.check import command
from narrate.external.ask import Answer, ask_for


class Host(ThreadingHTTPServer):
    """A web server on this machine that notes who asks for what, and how many at a time."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.most = 0
        self._now = 0
        self._counting = threading.Lock()
        self.released = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def begin(self, line: str, agent: str) -> None:
        with self._counting:
            self.asked.append(line)
            self.agents.add(agent)
            self._now += 1
            self.most = max(self.most, self._now)

    def end(self) -> None:
        with self._counting:
            self._now -= 1


class _Answering(BaseHTTPRequestHandler):
    """Answers as the path says: `/404`, `/301/there`, `/no-head`, `/slow`."""

    server: Host

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.begin(f"{self.command} {self.path}", self.headers["User-Agent"])
        time.sleep(0.002)  # in which a second request would be seen
        self.server.end()  # before the answer, upon which the next request may come
        name, _, rest = self.path.strip("/").partition("/")
        if name == "slow":
            self.server.released.wait(20)
        elif name == "hang-up":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif name == "nonsense":
            self.wfile.write(b"good day\r\n\r\n")
        elif name in ("301", "302", "307", "308"):
            where = f"/{rest}" if not rest.startswith(("http", "ftp", "javascript")) else rest
            self._say(int(name), {"Location": where})
        elif name == "no-head":
            self._say(200 if self.command == "GET" else int(rest))
        else:
            self._say(int(name) if name.isdigit() else 200)

    def _say(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in {"Content-Length": "0", **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Says nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host that is asked directly."""
    monkeypatch.setenv("no_proxy", "*")
    host = Host()
    yield host
    host.released.set()
    host.shutdown()
    host.server_close()


def _answer(url: str, seconds: float = 10) -> Answer:
    return ask_for([url], seconds, 60, lambda _done, _total: None)[url]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/fine", Answer(200, "200 OK")),
        ("/404", Answer(404, "404 Not Found", gone=True)),
        ("/410", Answer(410, "410 Gone", gone=True)),
        ("/403", Answer(403, "403 Forbidden")),
        ("/429", Answer(429, "429 Too Many Requests")),
        ("/503", Answer(503, "503 Service Unavailable")),
        ("/no-head/405", Answer(200, "200 OK")),
        ("/no-head/404", Answer(200, "200 OK")),
        ("/no-head/500", Answer(200, "200 OK")),
        ("/302/fine", Answer(200, "200 OK")),
        ("/302/404", Answer(404, "404 Not Found", gone=True)),
        ("/301/301/fine", Answer(200, "200 OK", moved_to="/fine")),
        ("/308/fine", Answer(200, "200 OK", moved_to="/fine")),
        ("/301/302/fine", Answer(200, "200 OK")),
        ("/301/404", Answer(404, "404 Not Found", gone=True)),
        ("/302/ftp://x.example/", Answer(words="it redirects to something that is no web page")),
        ("/302/http://[", Answer(words="it redirects to something that is no web page")),
        ("/302/javascript:x", Answer(words="it redirects to something that is no web page")),
        ("/a b/ü", Answer(200, "200 OK")),
        ("/a%20b?q=[x]&r=%C3%BC", Answer(200, "200 OK")),
    ],
)
def test_what_a_host_answers_is_told_apart(host: Host, path: str, expected: Answer) -> None:
    answer = _answer(host.url + path)
    moved = answer.moved_to.removeprefix(host.url)
    assert Answer(answer.status, answer.words, moved, answer.gone) == expected
    assert {agent.split("/")[0] for agent in host.agents} == {"narrate"}


def test_redirects_in_a_circle_end(host: Host) -> None:
    path = "/302" * 12 + "/fine"
    assert _answer(f"{host.url}/302{path}").words == "it redirects in a circle, or too often"
    assert len(host.asked) == 11


def test_a_host_that_does_not_answer_is_not_waited_for(host: Host) -> None:
    assert _answer(f"{host.url}/slow", seconds=0.2).words == "no answer within 0.2 seconds"


@pytest.mark.parametrize("path", ["/hang-up", "/nonsense"])
def test_a_host_that_answers_nonsense_is_unclear(host: Host, path: str) -> None:
    answer = _answer(host.url + path)
    assert not answer.fine
    assert not answer.gone
    assert answer.words


def test_a_port_that_nobody_listens_at_is_unclear() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        answer = _answer(f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert (answer.status, answer.gone) == (0, False)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:x/", "http://[/", "http://a\x00b/", "http://" + "a" * 70 + "/"]
)
def test_an_address_that_is_none_is_unclear_or_gone(url: str) -> None:
    assert not _answer(url).fine


def test_a_host_is_asked_one_at_a_time_and_each_address_once(host: Host) -> None:
    other = Host()
    urls = [f"{other.url}/302/{host.url}/{number}" for number in range(220, 240)]
    urls += [f"{each.url}/{number}" for number in range(200, 220) for each in (host, other)]
    answers = ask_for(urls + urls, 10, 60, lambda _done, _total: None)
    assert list(answers) == urls
    assert host.most == other.most == 1
    assert set(Counter(host.asked).values()) == {1}
    other.shutdown()
    other.server_close()


def test_hosts_are_asked_side_by_side_and_all_of_it_ends(host: Host) -> None:
    slow = [Host() for _ in range(3)]
    urls = [f"{each.url}/slow/{number}" for each in slow for number in range(4)]
    before = time.monotonic()
    answers = ask_for([*urls, f"{host.url}/fine"], 10, 1.0, lambda _done, _total: None)
    assert time.monotonic() - before < 8
    assert answers[f"{host.url}/fine"].fine
    assert {answers[url].words for url in urls} == {"not asked: there was no time left"}
    for each in slow:
        each.released.set()
        each.shutdown()
        each.server_close()


# --- the command ------------------------------------------------------------------------------------


def _check(*arguments: str) -> str:
    done = CliRunner().invoke(
        command, ["-q", "-v", "--as-of", "2026-03-10", *arguments], catch_exceptions=False
    )
    return done.output


@pytest.fixture
def repo(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A site that links to the host."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    monkeypatch.chdir(repo.root)
    repo.commit(
        {
            ".gitignore": "/.narrate/\n",
            "narrate.toml": 'base_url = "https://notes.example/"\n[check]\nskip_external = ["*/404/skipped*"]\n',
            "n/2026-03-01-a.md": f"[One]({host.url}/404#x), [two]({host.url}/fine),\n"
            f"[three]({host.url}/301/fine) and\n{host.url}/403\n\n[not]({host.url}/404/skipped/1) "
            "[reserved](https://intranet.example/404)\n",
            "bookmarks/2026-03-02-b.md": f"---\nlink: {host.url}/410\n---\n\nGood.\n",
        }
    )
    return repo


def test_nobody_is_asked_unless_that_is_asked_for(repo: Repo, host: Host) -> None:  # noqa: ARG001
    assert _check() == ""
    assert host.asked == []


def test_messages_about_links_to_other_hosts(repo: Repo, host: Host) -> None:  # noqa: ARG001
    said = _check("--external").replace(host.url, "http://host")
    carets = "^" * len(host.url)
    said = said.replace(carets, "^" * len("http://host"))
    assert (
        said
        == """\
warning[dead-external-link]: nothing is at `http://host/410`: 410 Gone
 --> bookmarks/2026-03-02-b.md:2:7
  |
2 | link: http://host/410
  |       ^^^^^^^^^^^^^^^
  = help: look for where it is now, or link to a copy in an archive

warning[dead-external-link]: nothing is at `http://host/404`: 404 Not Found
 --> n/2026-03-01-a.md:1:7
  |
1 | [One](http://host/404#x), [two](http://host/fine),
  |       ^^^^^^^^^^^^^^^^^
  = help: look for where it is now, or link to a copy in an archive

info[moved-external-link]: `http://host/301/fine` has moved for good
 --> n/2026-03-01-a.md:2:9
  |
2 | [three](http://host/301/fine) and
  |         ^^^^^^^^^^^^^^^^^^^^
  = help: write `http://host/fine`

info[unclear-external-link]: nobody can say whether something is at `http://host/403`: 403 Forbidden
 --> n/2026-03-01-a.md:3:1
  |
3 | http://host/403
  | ^^^^^^^^^^^^^^^
  = help: look at it in a browser
"""
    )


def test_of_a_change_only_its_own_links_are_asked_for(repo: Repo, host: Host) -> None:
    file = repo.root / "n/2026-03-01-a.md"
    file.write_text(f"# More\n\n{file.read_text()}\n[new]({host.url}/404/new)\n")
    said = _check("--external", "--changed-since", "HEAD", "--format", "concise")
    assert said.startswith("n/2026-03-01-a.md:9:7: warning[dead-external-link]: ")
    assert said.count("\n") == 1
    assert {line.partition(" ")[2] for line in host.asked} == {"/404/new"}


def test_what_is_switched_off_is_not_asked_for(repo: Repo, host: Host) -> None:
    off = "".join(f'{code}-external-link = "off"\n' for code in ("dead", "moved", "unclear"))
    repo.write("narrate.toml", f'base_url = "https://notes.example/"\n[diagnostics]\n{off}')
    assert _check("--external") == ""
    assert host.asked == []

"""A forge for the browser checks: it answers the addresses of GitHub's, GitLab's and Forgejo's editors with a plain form.

It reads addresses as those forges do, not as narrate writes them. What is submitted becomes a commit.
"""

import contextlib
import html
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from gitrepo import ANA, Repo

PROJECT = "/team/notes"
_EDIT = {"github": "/edit/", "gitlab": "/-/edit/", "forgejo": "/_edit/"}
_HISTORY = {"github": "/commits/", "gitlab": "/-/commits/", "forgejo": "/commits/branch/"}
_NEW = {"github": "/new/", "gitlab": "/-/new/", "forgejo": "/_new/"}
_NAME = {"github": "filename", "gitlab": "file_name", "forgejo": "filename"}
_TEXT = {"github": "value", "gitlab": "", "forgejo": "value"}
"""GitLab's editor begins empty whatever the address says."""


@dataclass
class Forge:
    """One repository on a forge, and who is signed in there."""

    type: str
    repo: Repo
    url: str = ""
    """Of the project, without a trailing slash."""
    signed_in: str = ANA
    committed: list[str] = field(default_factory=list)

    def page(self, address: str) -> tuple[int, str]:
        """The status and the page at an address of the project."""
        split = urlsplit(address)
        path, query = unquote(split.path), parse_qs(split.query, keep_blank_values=True)
        for pattern, answer in ((_EDIT, self._edit), (_HISTORY, self._history)):
            if path.startswith(pattern[self.type]):
                branch, _, file = path.removeprefix(pattern[self.type]).partition("/")
                known = branch == "main" and file in self.files()
                return (200, answer(file)) if known else (404, f"no {file} on {branch}")
        if path.startswith(_NEW[self.type]):
            branch, _, folder = path.removeprefix(_NEW[self.type]).partition("/")
            name = query.get(_NAME[self.type], [""])[0]
            text = query.get(_TEXT[self.type], [""])[0]
            return (200, _form(f"{folder}/{name}".lstrip("/"), text)) if branch == "main" else (404, branch)
        return 404, f"nothing at {path}"

    def files(self) -> list[str]:
        return self.repo.git("ls-tree", "-rz", "--name-only", "HEAD").split("\0")

    def submit(self, path: str, text: str, *, new: bool) -> tuple[int, str]:
        """Commits a file, unless it would replace another one."""
        if new and path in self.files():
            return 409, "A file with this name already exists"
        (self.repo.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.repo.root / path).write_bytes(text.encode())
        self.repo.git("add", "-A")
        self.repo.record(self.signed_in)
        self.committed.append(path)
        return 200, "Committed"

    def _edit(self, file: str) -> str:
        return _form(file, (self.repo.root / file).read_text(encoding="utf-8"))

    def _history(self, file: str) -> str:
        log = self.repo.git("log", "--format=%an", "--", file)
        return "".join(f"<li>{html.escape(line)}</li>" for line in log.splitlines())


def _form(path: str, text: str) -> str:
    return (
        f'<form method="post"><input aria-label="File" name="path" value="{html.escape(path)}">'
        f'<textarea aria-label="Text" name="text">\n{html.escape(text)}</textarea>'
        "<button>Commit</button></form>"
    )


class _Editor(BaseHTTPRequestHandler):
    forge: Forge

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - it overrides.
        pass

    def do_GET(self) -> None:
        self._answer(*self.forge.page(self.path.removeprefix(PROJECT)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        new = _NEW[self.forge.type] in unquote(self.path)
        self._answer(*self.forge.submit(sent["path"], sent["text"], new=new))

    def _answer(self, status: int, words: str) -> None:
        page = f"<!DOCTYPE html><title>Forge</title>{words}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextlib.contextmanager
def running(type_: str, repo: Repo) -> Iterator[Forge]:
    """A forge of a type, on this machine."""
    forge = Forge(type_, repo)
    handler = type("Editor", (_Editor,), {"forge": forge})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        forge.url = f"http://127.0.0.1:{server.server_address[1]}{PROJECT}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield forge
        finally:
            server.shutdown()
            thread.join()

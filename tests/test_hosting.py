"""The configurations of web servers in `docs/hosting.md`, run by the servers themselves where these are installed."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

from narrate.cli import main

_DOCUMENT = Path(__file__).parent.parent / "docs" / "hosting.md"
_PAGE = "frame-ancestors 'none'"
_PICTURE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_FILES = {
    "/": (200, "text/html; charset=utf-8", _PAGE),
    "/a/": (200, "text/html; charset=utf-8", _PAGE),
    "/a/index.md": (200, "text/markdown; charset=utf-8", _PAGE),
    "/feed.atom": (200, "application/atom+xml; charset=utf-8", _PAGE),
    "/feed.json": (200, "application/json; charset=utf-8", _PAGE),
    "/llms.txt": (200, "text/plain; charset=utf-8", _PAGE),
    "/picture.svg": (200, "image/svg+xml", _PICTURE),
    "/nowhere": (404, "text/html; charset=utf-8", _PAGE),
    "/_narrate/": (None, "text/html; charset=utf-8", _PAGE),
    "/.narrate-manifest": (404, "text/html; charset=utf-8", _PAGE),
}
"""What is asked for; the status, type and policy of the answer."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a picture that somebody committed."""
    folder = tmp_path_factory.mktemp("served")
    content = folder / "content"
    content.mkdir()
    (content / "narrate.toml").write_text('title = "Notes"\nbase_url = "https://notes.example/"\n')
    (content / "a.md").write_text("# A\n\n![p](picture.svg)\n")
    (content / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    with pytest.raises(SystemExit) as ended:
        main(["build", str(content), "--output", str(folder / "site"), "--quiet"])
    assert not ended.value.code
    return folder / "site"


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_the_documented_server_says_what_pages_cannot_say_themselves(
    site: Path, tmp_path: Path, server: str
) -> None:
    program = shutil.which(server)
    if program is None:
        pytest.skip(f"{server} is not installed")
    with _running(program, server, site, tmp_path) as port:
        for path, (status, kind, policy) in _FILES.items():
            code, headers = _ask(port, path)
            assert code == status or (status is None and code >= 400), path
            assert headers["Content-Type"] == kind, path
            assert headers["Content-Security-Policy"] == policy, path
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] == "same-origin", path
            assert headers["Cache-Control"] == "no-cache" or code != 200, path
        style = next(path.name for path in (site / "_narrate").glob("*.css"))
        assert "max-age=31" in _ask(port, f"/_narrate/{style}")[1]["Cache-Control"]


def _ask(port: int, path: str) -> tuple[int, HTTPMessage]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


@contextlib.contextmanager
def _running(program: str, server: str, site: Path, scratch: Path) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    shown = re.search(rf"```{server}\n(.*?)```", _DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    text = shown[1].replace("/srv/notes", str(site))
    file = scratch / "config"
    if server == "nginx":
        text = text.replace("server_name", f"listen 127.0.0.1:{port};\n    server_name")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = " ".join(f"{kind}_temp_path {scratch}/{kind};" for kind in kinds)
        user = "user root; " if os.geteuid() == 0 else ""  # else it becomes somebody who may not read here
        file.write_text(
            f"{user}daemon off; pid {scratch}/pid; events {{}}\nhttp {{ access_log off; {places}\n{text}}}\n"
        )
        command = [program, "-e", str(scratch / "errors"), "-c", str(file)]
    else:
        text = text.replace("notes.example", f"http://127.0.0.1:{port}", 1)
        file.write_text(f"{{\n  admin off\n  auto_https off\n}}\n{text}")
        command = [program, "run", "--adapter", "caddyfile", "--config", str(file)]
    environment = {"HOME": str(scratch), "XDG_DATA_HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch)}
    with (scratch / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
        try:
            _await(port, process, scratch / "said")
            yield port
        finally:
            process.terminate()
            process.wait(60)
    if server == "nginx":
        assert "[warn]" not in (scratch / "errors").read_text()


def _await(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, said.read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("it does not listen")

"""The server: the files of the preview, and news of it. It answers to its own names only, and never writes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrate.serve.bulletin import Bulletin
from narrate.serve.page import OWN, own_files, waiting_page, with_live
from narrate.serve.preview import State
from narrate.serve.problems import told

_TYPES = MimeTypes()  # the library's own list: that of the machine may say anything
for _type, _ending in (
    ("application/atom+xml", ".atom"),
    ("application/json", ".json"),
    ("image/avif", ".avif"),
    ("image/webp", ".webp"),
    ("text/calendar", ".ics"),
    ("text/javascript", ".js"),
    ("text/markdown", ".md"),
    ("text/x-opml", ".opml"),
    ("font/woff2", ".woff2"),
):
    _TYPES.add_type(_type, _ending)

_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_OF_PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_OF_DRAWINGS = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is alive."""

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(bulletin: Bulletin, names: frozenset[str], form: str) -> ASGIApp:
    """The application. `names`: the hosts it answers to, with their port; `form`: of links to the editor."""
    own = own_files()

    async def own_file(request: Request) -> Response:
        content = own.get(request.path_params["name"])
        if content is None:
            return PlainTextResponse("not found", 404)
        return Response(content, media_type=_media_type(request.path_params["name"]))

    async def now(request: Request) -> Response:
        asked = request.query_params
        stale = _is_stale(bulletin, asked.get("at", ""), asked.getlist("of")) if "at" in asked else False
        return JSONResponse({"reload": stale, **told(bulletin.state, form)})

    async def events(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(_news(bulletin), media_type="text/event-stream")

    async def file(request: Request) -> Response:
        return await asyncio.to_thread(_file, bulletin, request)

    routes = [
        Route(OWN + "events", events),
        Route(OWN + "now", now),
        Route(OWN + "{name}", own_file),
        Route("/{path:path}", file),
    ]
    return _Guard(Starlette(routes=routes), names)


class _Guard:
    """Refuses whoever asks for another host (a page elsewhere whose name leads here), and adds headers."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._names:
            await PlainTextResponse("this server answers to its own names only\n", 421)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in message["headers"]}
                more = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in known)]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _file(bulletin: Bulletin, request: Request) -> Response:
    """A file of the site: nothing else can be asked for, whatever the address looks like."""
    state, path = bulletin.state, request.scope["path"]
    if state.folder is None:
        return _waiting(bulletin)
    if not path.startswith(state.base):
        inside = path == "/" or path == state.base.rstrip("/")
        return RedirectResponse(state.base, 307) if inside else _missing(bulletin)
    name = path.removeprefix(state.base)
    if name == "" or name.endswith("/"):
        name += "index.html"
    if name in state.outputs:
        return _sent(bulletin, state.folder, name, 200) or _missing(bulletin)
    if f"{name}/index.html" in state.outputs:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(quote(f"{state.base}{name}/") + query, 307)
    return _missing(bulletin)


def _sent(bulletin: Bulletin, folder: Path, name: str, status: int) -> Response | None:
    """The file; None when it is gone meanwhile, or has become a link to something else."""
    file = folder / name
    try:
        if file.resolve(strict=True) != folder.resolve() / name or not file.is_file():
            return None
        if name.endswith(".html"):
            page = with_live(file.read_bytes(), f"{bulletin.run}.{bulletin.state.number}")
            return Response(
                page, status, media_type="text/html", headers={"content-security-policy": _OF_PAGES}
            )
        headers = (
            {"content-security-policy": _OF_DRAWINGS} if name.endswith((".svg", ".xml", ".xhtml")) else {}
        )
        return FileResponse(file, status, headers, _media_type(name))
    except OSError:
        return None


def _missing(bulletin: Bulletin) -> Response:
    state = bulletin.state
    page = _sent(bulletin, state.folder, "404.html", 404) if state.folder else None
    return page or PlainTextResponse("not found\n", 404)


def _waiting(bulletin: Bulletin) -> Response:
    failed = bulletin.state.failure is not None
    page = (
        waiting_page("Not built yet", "The site appears here as soon as the problem below is mended.")
        if failed
        else waiting_page("Building …", "The site appears here as soon as it is built.")
    )
    page = with_live(page, f"{bulletin.run}.{bulletin.state.number}")
    headers = {"content-security-policy": _OF_PAGES}
    return Response(page, 503, media_type="text/html", headers=headers)


def _media_type(name: str) -> str:
    if name.endswith("feed.json"):
        return "application/feed+json"
    found = _TYPES.guess_type(name)[0] or "application/octet-stream"
    textual = found.startswith("text/") or found in (
        "application/json",
        "application/atom+xml",
        "image/svg+xml",
    )
    return f"{found}; charset=utf-8" if textual else found


async def _news(bulletin: Bulletin) -> AsyncIterator[str]:
    """An event for each build, and one at the beginning. What a page makes of it, it asks for itself."""
    yield "retry: 500\n\n"
    told = -1
    while not bulletin.closed:
        number = bulletin.state.number
        if number != told:
            told = number
            yield f"event: build\ndata: {number}\n\n"
        elif not await bulletin.news(_HEARTBEAT):
            yield ": still here\n\n"


def _is_stale(bulletin: Bulletin, at: str, shown: list[str]) -> bool:
    """Whether a page has to be loaded again: another server made it, or something that it shows was changed since.

    `at`: of which server and build it is; `shown`: the paths of the page and of what it shows.
    """
    state = bulletin.state
    run, _, number = at.partition(".")
    if run != bulletin.run or not number.isdecimal():
        return True
    since = int(number)
    if state.folder is None or state.number <= since:
        return False
    return state.first > since or any(_is_changed(state, path, since) for path in shown)


def _is_changed(state: State, path: str, since: int) -> bool:
    if not path.startswith(state.base):
        return True
    name = path.removeprefix(state.base)
    name += "index.html" if name == "" or name.endswith("/") else ""
    if state.changed.get(name, 0) > since:
        return True
    return name not in state.outputs and state.changed.get("404.html", 0) > since

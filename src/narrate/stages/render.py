"""render: the outputs whose view or maker changed are made again, and written into the stage.

An output is a pure function of its view and of what makes it: a template with all it includes, or a renderer.
The digests of both are in the manifest; equal digests mean that the published file is right as it is.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from narrate import photographs
from narrate.cache.digest import digest, digest_of, encode, program
from narrate.cache.store import Store
from narrate.model.document import Body
from narrate.model.links import BodyRef
from narrate.model.manifest import Manifest, Output
from narrate.model.plan import Planned
from narrate.model.report import Progress, Reason
from narrate.model.search import OpenSearch
from narrate.model.views import (
    ApiEntry,
    ApiGroup,
    ApiPerson,
    ApiTag,
    Calendar,
    Feed,
    Line,
    Llms,
    MarkdownCopy,
    Outline,
    Sitemap,
    SitemapIndex,
    Stream,
)
from narrate.model.views.network import Graph
from narrate.theme.load import Theme
from narrate.workers import Workers

_DECODE_BODY = msgspec.msgpack.Decoder(Body)
_BODIES_AT_HAND = 64


class Setup(msgspec.Struct, frozen=True):
    """What a worker needs besides its task. Small, because it travels with every chunk of tasks."""

    theme: bytes
    """The digest under which the theme lies in the store."""
    cache: str
    """The store's folder."""
    stage: str
    """Where outputs are written."""
    root: str
    """The content root, for files that are copied."""
    own: str
    """narrate's folder in the user's own cache, for compiled templates; empty: there is none."""


class Task(msgspec.Struct, frozen=True):
    """One output to make."""

    path: str
    renderer: str
    view: Any
    source: str


_API = {"entries": ApiEntry, "people": ApiPerson, "tags": ApiTag}


def packed(task: Task) -> Task:
    """The task as it travels to another process: with its view encoded."""
    if isinstance(task.view, msgspec.Raw):
        return task
    return Task(task.path, task.renderer, msgspec.Raw(encode(task.view)), task.source)


class Rendered(msgspec.Struct, frozen=True):
    """What has to be published: the new manifest, and which of its files lie in the stage."""

    manifest: Manifest
    staged: tuple[str, ...]
    removed: tuple[str, ...]
    reasons: tuple[Reason, ...]
    """Why each of the staged was made, in the order of `staged`."""


def render(
    plan: Iterable[Planned],
    before: Manifest,
    output: Path,
    makers: Callable[[str], bytes],
    setup: Setup,
    workers: Workers,
    progress: Progress,
    *,
    whole: bool = True,
) -> Rendered:
    """Makes what is new or changed. `before`: the manifest of what is published in `output` now.

    `whole`: whether the plan has all outputs. If not, what it does not have is right as it is.
    """
    folder = str(output)
    digests = ViewDigests()
    outputs: dict[str, Output] = {} if whole else dict(before.outputs)
    reasons: list[Reason] = []

    def todo() -> Iterator[Task]:
        """Looks at one planned output after the other: what has to be made goes to the workers meanwhile."""
        for planned in plan:
            view, maker = digests.of(planned.view), makers(planned.renderer)
            known = before.outputs.get(planned.path)
            why = _why(planned, known, view, maker, folder)
            outputs[planned.path] = known if known is not None and not why else Output(view, maker, 0)
            if why:
                reasons.append(Reason(planned.path, why))
                yield Task(planned.path, planned.renderer, planned.view, planned.source)

    for done, (path, size) in enumerate(workers.map(render_one, (setup,), todo(), pack=packed), 1):
        made = outputs[path]
        outputs[path] = Output(made.view, made.maker, size)
        progress("rendered", done, len(reasons))
    removed = tuple(path for path in before.outputs if path not in outputs)
    return Rendered(Manifest(outputs), tuple(reason.path for reason in reasons), removed, tuple(reasons))


class ViewDigests:
    """Digests of views. A line stands in a dozen streams: in their digests its own takes its place."""

    def __init__(self) -> None:
        self._lines: dict[int, tuple[Line, bytes]] = {}

    def of(self, view: Any) -> bytes:
        """The digest of a view: equal views have equal digests."""
        stream = getattr(view, "stream", None)
        if not isinstance(stream, Stream) or not stream.days:
            return digest_of(view)
        rest = msgspec.structs.replace(stream, days=())
        parts = [encode(msgspec.structs.replace(view, stream=rest))]
        for day in stream.days:
            parts.append(f"|{day.date}|{len(day.lines)}|".encode())
            parts += [self._of_line(line) for line in day.lines]
        return digest(b"".join(parts))

    def _of_line(self, line: Line) -> bytes:
        """By identity: planners make one line for each entry and show it everywhere."""
        known = self._lines.get(id(line))
        if known is None:
            known = self._lines[id(line)] = (line, digest_of(line))
        return known[1]


def _why(planned: Planned, known: Output | None, view: bytes, maker: bytes, folder: str) -> tuple[str, ...]:
    """The reasons why an output has to be made; empty when the published file is right."""
    if known is None:
        return ("it is new",)
    reasons = []
    if not known.view:
        reasons.append("its publishing was interrupted")
    elif known.view != view:
        reasons.append("what it shows changed")
    if known.maker != maker:
        reasons.append(f"`{planned.renderer}` changed")
    if not reasons and _size(f"{folder}/{planned.path}") != known.size:
        reasons.append("the published file was touched or removed")
    return tuple(reasons)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return -1


# --- in a worker ----------------------------------------------------------------------------------


def render_one(setup: Setup, task: Task) -> tuple[str, int]:
    """Makes one output and writes it into the stage. Gives its path and size."""
    content = _maker(setup).make(task)
    _write(f"{setup.stage}/{task.path}", content)
    return task.path, len(content)


def _write(name: str, content: bytes) -> None:
    try:
        with open(name, "wb") as file:  # a `Path` costs as much again, thirty thousand times
            file.write(content)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(name), exist_ok=True)
        Path(name).write_bytes(content)


@lru_cache(1)
def _maker(setup: Setup) -> "Maker":
    return Maker(setup)


class Maker:
    """Makes outputs in one process: keeps the compiled templates, the open store and the parts of feeds."""

    def __init__(self, setup: Setup) -> None:
        from narrate.render.parts import Parts
        from narrate.theme.environment import make_environment
        from narrate.theme.pages import PAGES

        self._setup = setup
        self._store = Store(Path(setup.cache), readonly=True)
        self._bodies = lru_cache(_BODIES_AT_HAND)(self._load)
        theme = self._store.load(setup.theme)
        if theme is None:
            raise LookupError(self._setup.theme)  # the theme is saved before anything is rendered
        decoded = msgspec.msgpack.decode(theme, type=Theme)
        self._environment = make_environment(decoded, self._body, Path(setup.own) if setup.own else None)
        self._parts = Parts(self._bodies)
        self._pages = PAGES
        self._decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}
        self._renderers: dict[str, tuple[Any, Callable[[Any, Task], bytes]]] = {
            "atom": (Feed, self._atom),
            "json-feed": (Feed, self._json_feed),
            "calendar": (Calendar, self._calendar),
            "graphml": (Graph, self._graphml),
            "network-csv": (Graph, self._network_csv),
            "opml": (Outline, self._opml),
            "sitemap": (Sitemap, self._sitemap),
            "sitemap-index": (SitemapIndex, self._sitemap_index),
            "llms": (Llms, self._llms),
            "markdown": (MarkdownCopy, self._markdown),
            "api": (msgspec.Raw, self._api),
            "drawing": (bytes, self._kept),
            "picture": (bytes, self._kept),
            "static": (bytes, self._kept),
            "file": (bytes, self._file),
            "opensearch": (OpenSearch, self._opensearch),
            "json": (msgspec.Raw, self._json),
            "text": (str, self._text),
            "search-piece": (bytes, self._search_piece),
        }

    def make(self, task: Task) -> bytes:
        """The bytes of one output."""
        if task.renderer in self._pages:
            from narrate.theme.environment import render as render_template

            view = self._view(task, self._pages[task.renderer])
            return render_template(self._environment, task.renderer, view).encode("utf-8", "replace")
        type_, renderer = self._renderers[task.renderer]
        return renderer(self._view(task, type_), task)

    def _view(self, task: Task, type_: Any) -> Any:
        if not isinstance(task.view, msgspec.Raw):
            return task.view
        decoder = self._decoders.get(type_)
        if decoder is None:
            decoder = self._decoders[type_] = msgspec.msgpack.Decoder(type_)
        return decoder.decode(task.view)

    def _load(self, body: bytes) -> Body:
        blob = self._store.load(body)
        if blob is None:
            raise LookupError(body)  # bodies are saved with the documents that name them
        return _DECODE_BODY.decode(blob)

    def _body(self, ref: BodyRef) -> Markup:
        from narrate.render.body import fill

        return Markup(fill(ref, self._bodies))  # noqa: S704 - sanitised when it was parsed

    def _atom(self, feed: Feed, _: Task) -> bytes:
        from narrate.render import atom

        return atom.render(feed, self._parts)

    def _json_feed(self, feed: Feed, _: Task) -> bytes:
        from narrate.render import jsonfeed

        return jsonfeed.render(feed, self._parts)

    def _calendar(self, calendar: Calendar, _: Task) -> bytes:
        from narrate.render import ical

        return ical.render(calendar)

    def _graphml(self, graph: Graph, _: Task) -> bytes:
        from narrate.render import graphml

        return graphml.render(graph)

    def _network_csv(self, graph: Graph, _: Task) -> bytes:
        from narrate.render import network_csv

        return network_csv.render(graph)

    def _opml(self, outline: Outline, _: Task) -> bytes:
        from narrate.render import opml

        return opml.render(outline)

    def _sitemap(self, sitemap: Sitemap, _: Task) -> bytes:
        from narrate.render import sitemap as renderer

        return renderer.render(sitemap)

    def _sitemap_index(self, index: SitemapIndex, _: Task) -> bytes:
        from narrate.render import sitemap as renderer

        return renderer.render_index(index)

    def _llms(self, llms: Llms, _: Task) -> bytes:
        from narrate.render import llms as renderer

        return renderer.render(llms)

    def _markdown(self, copy: MarkdownCopy, _: Task) -> bytes:
        from narrate.render import markdown_copy

        return markdown_copy.render(copy, self._bodies).encode("utf-8", "replace")

    def _api(self, view: Any, task: Task) -> bytes:
        from narrate.render import api

        if isinstance(view, msgspec.Raw):
            name = task.path.rpartition("/")[2].removesuffix(".json")
            view = self._view(task, tuple[_API.get(name, ApiGroup), ...])  # type: ignore[misc]
        return api.render(view)

    def _opensearch(self, described: OpenSearch, _: Task) -> bytes:
        from narrate.render import opensearch

        return opensearch.render(described)

    def _json(self, view: Any, _: Task) -> bytes:
        plain = msgspec.msgpack.decode(view if isinstance(view, msgspec.Raw) else encode(view))
        return msgspec.json.encode(plain, order="deterministic")

    def _text(self, text: str, _: Task) -> bytes:
        return text.encode("utf-8", "replace")

    def _search_piece(self, key: bytes, _: Task) -> bytes:
        from narrate.search.pieces import published

        return published((self._store.load(key) or b"").decode()).encode()

    def _kept(self, key: bytes, _: Task) -> bytes:
        return self._store.load(key) or b""

    def _file(self, _digest: bytes, task: Task) -> bytes:
        return photographs.published(Path(self._setup.root, task.source).read_bytes())


def makers(templates: dict[str, bytes]) -> Callable[[str], bytes]:
    """The digest of whatever makes an output: a template with all it includes, or the program."""
    known = {name: digest_of((made, program())) for name, made in templates.items()}
    return lambda renderer: known.get(renderer, program())

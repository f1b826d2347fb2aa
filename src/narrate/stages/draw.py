"""draw: Mermaid diagrams become SVG files, each drawn once, as long as its source does not change."""

import importlib.util
import re

from narrate.cache.digest import digest_of, program_part
from narrate.cache.store import Store
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.entry import Record
from narrate.model.links import Drawn
from narrate.model.report import Progress
from narrate.svg import is_active
from narrate.workers import Workers

FOLDER = "_narrate/diagrams/"

_FAILED = b"\x00"
"""What is kept of a diagram that cannot be drawn begins with this."""

_SETTINGS = {
    # HTML inside a picture is not drawn by everything that shows SVG.
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "class": {"htmlLabels": False},
    "securityLevel": "strict",
    # Rounded outlines come from a program for sketches, which without a seed draws each a little differently.
    "handDrawnSeed": 1,
}
_VIEW = re.compile(r'<svg([^>]*?) width="100%"([^>]*?viewBox="\S+ \S+ ([\d.]+) ([\d.]+)")')
_SIZE = re.compile(rb'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_TODAY = re.compile(r'<g class="today">.*?</g>', re.DOTALL)
"""The line that a Gantt chart draws through the current day: a picture is the same tomorrow."""

_COST = 150
"""How many pages one diagram takes as long as."""


def draw(
    records: tuple[Record, ...],
    wanted: bool,
    base: str,
    store: Store,
    workers: Workers,
    progress: Progress,
    *,
    drawing: bool = True,
) -> tuple[dict[str, Drawn], tuple[Diagnostic, ...]]:
    """What is drawn of each diagram, by its source.

    Without the extra `diagrams` there are none, and every source is shown. Without `drawing` there are those that
    have been drawn before.
    """
    places = {
        diagram.source: (record.document.path, diagram.line)
        for record in reversed(records)
        for diagram in record.text.diagrams
    }
    if not wanted or not places or importlib.util.find_spec("mermaidx") is None:
        return {}, ()
    made_by = program_part(("stages/draw.py", "svg.py"), "mermaidx")
    keys = {source: digest_of(("diagram", source, made_by)) for source in sorted(places)}
    kept = {source: drawn for source, key in keys.items() if (drawn := store.load(key)) is not None}
    todo = [source for source in keys if source not in kept] if drawing else []
    blobs = []
    for done, (source, drawn) in enumerate(zip(todo, workers.map(draw_one, (), todo, _COST), strict=True), 1):
        kept[source] = drawn
        blobs.append((keys[source], drawn))
        progress("drew", done, len(todo))
    if blobs:
        store.save("diagram", blobs)
        store.keep_only("diagram", set(keys.values()))
    drawings: dict[str, Drawn] = {}
    diagnostics = []
    for source, key in keys.items():
        drawn = kept.get(source)
        if drawn is None:
            continue
        failed = drawn.startswith(_FAILED)
        drawings[source] = Drawn() if failed else Drawn(f"{base}{FOLDER}{key.hex()}.svg", _size(drawn))
        if failed:
            path, line = places[source]
            reason = drawn[1:].decode()
            message = f"the diagram cannot be drawn: {reason}"
            diagnostics.append(
                Diagnostic(Place(path, line, 1), "bad-diagram", message, "correct it; its source is shown")
            )
    return drawings, tuple(diagnostics)


def _size(svg: bytes) -> tuple[int, int]:
    found = _SIZE.search(svg)
    return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)


def draw_one(source: str) -> bytes:
    """An SVG picture of a diagram, or the reason why there is none. Runs in a worker."""
    import mermaidx

    try:
        svg = mermaidx.render(source, config=_SETTINGS).svg()
    except Exception as error:  # noqa: BLE001 - whatever the engine raises, it is about what somebody wrote
        words = str(error).strip().split("\n", 1)[0][:200] or type(error).__name__
        return _FAILED + words.encode()
    svg = _VIEW.sub(r'<svg\1 width="\3" height="\4"\2', _TODAY.sub("", svg), count=1)
    return _FAILED + b"it would run a program" if is_active(svg.encode()) else svg.encode()

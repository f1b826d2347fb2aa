"""An arc diagram: names below each other in their groups, lines down their side that connect groups, arcs between them.

Everything has one place that follows from its name alone, so one more reply adds an arc and moves nothing else. Names
read as a list does, also on a phone. All numbers are whole: the same drawing on every machine.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, east_asian_width

from narrate.model.views.network import Drawing, DrawnArcs, DrawnBand, DrawnBridge, DrawnNode
from narrate.planners.ties import HOWS, How

_ROW = 28
"""Between two names: room enough for a finger."""
_BAND = 30
"""For the name of a group."""
_STEP = 16
"""Between two lines."""
_EDGE = 10
_LONGEST = 190
_REACH = 132
"""How far arcs may bulge."""
_NEAREST = 22
_TONES = 6
_NARROW = frozenset("iljtfrI.,;:'’|!()[]- ")


class Node(NamedTuple):
    """A name in the drawing, and the number of its group."""

    name: str
    href: str
    group: int


class Group(NamedTuple):
    """A group of names; `name` may be empty."""

    name: str
    href: str


class Bridge(NamedTuple):
    """A line through some of the names, by their numbers in order."""

    name: str
    href: str
    nodes: tuple[int, ...]


class Arc(NamedTuple):
    """What is between two names, by their numbers, the upper one first."""

    upper: int
    lower: int
    how: How
    down: bool
    """Whether it leads to the lower one."""
    up: bool
    """Whether it leads to the upper one."""


def arc_diagram(
    nodes: Sequence[Node], groups: Sequence[Group], bridges: Sequence[Bridge], arcs: Sequence[Arc]
) -> Drawing:
    """`nodes` are in the order in which they are drawn, group by group. Without `groups` each is one of its own."""
    names = _EDGE + _STEP * len(bridges) + (6 if bridges else 0)
    fitted = [_fitted(node.name, _LONGEST) for node in nodes]
    port = names + max((_width(name) for name in fitted), default=0) + 14
    bands, ys, height = _rows(nodes, groups, _EDGE + _BAND * len(bridges))
    drawn_bridges = tuple(_bridge(number, one, nodes, groups, ys) for number, one in enumerate(bridges))
    paths, lit, ports = _arcs(arcs, nodes, groups, ys, port)
    width = max(
        port + (_REACH if arcs else 0),
        *(one.x + 12 + _width(one.name) for one in drawn_bridges),
        *(names + _width(one.name) for one in bands),
        names,
    )
    return Drawing(
        width=width + _EDGE,
        height=height + _EDGE,
        names=names,
        bands=bands,
        bridges=drawn_bridges,
        arcs=paths,
        nodes=tuple(
            DrawnNode(
                name=shown,
                full=node.name if shown != node.name else "",
                href=node.href,
                y=y,
                leader=f"M{names + _width(shown) + 6} {y}H{port}" if number in ports else "",
                lit="".join(lit[number]),
            )
            for number, (node, shown, y) in enumerate(zip(nodes, fitted, ys, strict=True))
        ),
    )


def _rows(
    nodes: Sequence[Node], groups: Sequence[Group], top: int
) -> tuple[tuple[DrawnBand, ...], list[int], int]:
    """Where the names of groups and of nodes stand, and where that ends."""
    bands: list[DrawnBand] = []
    ys: list[int] = []
    y, at = top, 0
    for number, group in enumerate(groups):
        begins = y
        y += _BAND
        while at < len(nodes) and nodes[at].group == number:
            ys.append(y + _ROW // 2)
            y += _ROW
            at += 1
        bands.append(
            DrawnBand(_fitted(group.name, _LONGEST + 60), group.href, begins + _BAND // 2 + 4, begins, y)
        )
        y += _EDGE // 2
    for _ in nodes[at:]:
        ys.append(y + _ROW // 2)
        y += _ROW
    return tuple(bands), ys, y


def _bridge(
    number: int, bridge: Bridge, nodes: Sequence[Node], groups: Sequence[Group], ys: list[int]
) -> DrawnBridge:
    """Its name stands on a step of its own, so that it crosses no line however long it is."""
    met = {nodes[node].group if groups else node for node in bridge.nodes}
    shown = _fitted(bridge.name, _LONGEST + 60)
    return DrawnBridge(
        name=shown,
        full=bridge.name if shown != bridge.name else "",
        href=bridge.href,
        x=_EDGE + _STEP * number,
        y=_EDGE + _BAND * number + _BAND // 2,
        bottom=max((ys[node] for node in bridge.nodes), default=0),
        dots=tuple(ys[node] for node in bridge.nodes),
        tone=number % _TONES,
        wide=len(met) > 1,
    )


def _arcs(
    arcs: Sequence[Arc], nodes: Sequence[Node], groups: Sequence[Group], ys: list[int], port: int
) -> tuple[tuple[DrawnArcs, ...], list[list[str]], set[int]]:
    """The paths of all arcs by their sort, those of each node, and which nodes have any."""
    lit: list[list[str]] = [[] for _ in nodes]
    sorts: dict[tuple[How, bool], tuple[list[str], list[str]]] = {}
    furthest = max((ys[arc.lower] - ys[arc.upper] for arc in arcs), default=1)
    for arc in arcs:
        top, bottom = ys[arc.upper], ys[arc.lower]
        far = port + (_NEAREST + (_REACH - _NEAREST) * (bottom - top) // furthest) * 4 // 3
        path = f"M{port} {top}C{far} {top} {far} {bottom} {port} {bottom}"
        head = "".join(f"M{port} {y}l9-4v8z" for y, there in ((top, arc.up), (bottom, arc.down)) if there)
        across = not groups or nodes[arc.upper].group != nodes[arc.lower].group
        paths, heads = sorts.setdefault((arc.how, across), ([], []))
        paths.append(path)
        heads.append(head)
        for node in (arc.upper, arc.lower):
            lit[node] += (path, head)
    drawn = tuple(
        DrawnArcs(how, across, "".join(sorts[how, across][0]), "".join(sorts[how, across][1]))
        for across in (False, True)
        for how in reversed(HOWS)
        if (how, across) in sorts
    )
    return drawn, lit, {node for arc in arcs for node in (arc.upper, arc.lower)}


@lru_cache(4096)
def _width(text: str) -> int:
    """About how wide a text is: nobody knows the reader's font."""
    return sum(map(_advance, text))


def _advance(letter: str) -> int:
    if letter in _NARROW:
        return 5
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(letter) in "WF":
        return 15
    return 10 if letter.isupper() or letter in "mw@" else 8


def _fitted(text: str, room: int) -> str:
    """A text that is not much wider than the room it has."""
    if _width(text) <= room:
        return text
    kept, room = "", room - 10
    for letter in text:
        room -= _advance(letter)
        if room < 0:
            break
        kept += letter
    return f"{kept.rstrip()}…"

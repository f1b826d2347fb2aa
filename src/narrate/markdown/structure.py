"""Raw HTML may be well-formed and still not valid: what stands where it may not loses its tag and keeps its content."""

import re

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [^\s=\">]+=\"[^\"]*\")*)>")
_VOID = frozenset(("br", "hr", "img", "wbr", "col"))
_BLOCKS = frozenset(
    "article aside blockquote details div dl dt dd figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table"
    " ul".split()
)
_PHRASING = frozenset(
    "abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
_WORDS_ONLY = frozenset("h1 h2 h3 h4 h5 h6 pre summary".split())
_PARENTS = {
    "li": frozenset(("ul", "ol")),
    "dt": frozenset(("dl", "div")),
    "dd": frozenset(("dl", "div")),
    "summary": frozenset(("details",)),
    "figcaption": frozenset(("figure",)),
}


class _Element:
    __slots__ = ("children", "name", "piece", "shown")

    def __init__(self, name: str, piece: int) -> None:
        self.name = name
        self.piece = piece
        self.shown = True
        self.children = 0


def mend(html: str) -> str:
    """Canonical HTML in which elements stand only where they may."""
    pieces: list[str] = []
    root = _Element("", -1)
    opened = [root]
    visible = [root]  # those that keep their tags
    done = 0
    for tag in _TAG.finditer(html):
        pieces.append(html[done : tag.start()])
        done = tag.end()
        if tag[1]:
            element = opened.pop() if len(opened) > 1 else root
            pieces.append(tag[0] if element.shown else "")
            if element.shown and len(visible) > 1:
                visible.pop()
            continue
        name, parent = tag[2], visible[-1]
        if parent.name == "details" and not parent.children and name != "summary":
            pieces.append("<summary>Details</summary>")
        parent.children += 1
        shown = _may_stand(name, visible, pieces)
        pieces.append(tag[0] if shown else "")
        if name in _VOID:
            continue
        element = _Element(name, len(pieces) - 1)
        element.shown = shown
        opened.append(element)
        if shown:
            visible.append(element)
    return "".join(pieces) + html[done:]


def _may_stand(name: str, visible: list[_Element], pieces: list[str]) -> bool:
    parent = visible[-1]
    parents = _PARENTS.get(name)
    if (parents is not None and parent.name not in parents) or (name == "summary" and parent.children > 1):
        return False
    if name not in _BLOCKS:
        return True
    # A block inside phrasing: the words around lose their emphasis, not the block its place.
    links: list[_Element] = []
    while visible[-1].name in _PHRASING or visible[-1].name == "a":
        element = visible.pop()
        if element.name == "a":
            links.append(element)
        else:
            element.shown = False
            pieces[element.piece] = ""
    around = visible[-1].name
    visible.extend(reversed(links))
    return around not in _WORDS_ONLY

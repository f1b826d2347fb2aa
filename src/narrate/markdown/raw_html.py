"""HTML that authors write, made harmless for its surroundings before it is sanitised.

An unclosed `<script>`, comment or attribute would swallow the rest of the page, so every piece of raw HTML
leaves here with complete tags only. What a page may contain at all is decided in `sanitise`.
"""

import re
from html import unescape
from typing import NamedTuple

from narrate.markdown.sanitise import QUIETLY_DROPPED, TAGS

SWALLOWING = frozenset(
    "script style textarea title xmp iframe noembed noframes plaintext template select svg math".split()
)
"""Elements whose content is not ordinary HTML: removed with it."""

_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>""")
_ODD = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*(?:>|\Z)", re.DOTALL
)
_OPENING = re.compile(r"<(" + "|".join(sorted(SWALLOWING)) + r")(?=[\s/>])", re.IGNORECASE)
_PHRASING = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time"
    " tt u var".split()
)
_SOURCE = re.compile(r"""\ssrc\s*=\s*"([^"<>]+)\"""")
_TITLE = re.compile(r"""\stitle\s*=\s*"([^"<>]+)\"""")
_HANDLER = re.compile(r"""[\s"'/]on[a-z]+\s*=""", re.IGNORECASE)
_ID = re.compile(r"""<[A-Za-z][^<>]*?[\s"'](?:id|name)\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
MORE = re.compile(r"<!--+\s*more\s*--+>", re.IGNORECASE)


class Cleaned(NamedTuple):
    """HTML with complete tags only, and the names of what is not shown."""

    html: str
    removed: tuple[str, ...]


def clean(html: str) -> Cleaned:
    """Prepares one piece of raw HTML."""
    removed: list[str] = []
    if "<!" in html or "<?" in html:
        html = _ODD.sub("", html)
    if _OPENING.search(html):
        html = _without_swallowing(html, removed)
    pieces: list[str] = []
    done = 0
    for tag in _TAG.finditer(html):
        pieces.append(html[done : tag.start()].replace("<", "&lt;"))
        done = tag.end()
        name = tag[2].lower()
        if name in SWALLOWING:
            pieces.append("&lt;" + tag[0][1:] if not tag[1] else "")
            continue
        if name not in TAGS and name not in QUIETLY_DROPPED and not tag[1]:
            removed.append(name)
        if "=" in tag[3] and _HANDLER.search(tag[3]):
            removed.append("on…=")
        pieces.append(tag[0])
    pieces.append(html[done:].replace("<", "&lt;"))
    return Cleaned("".join(pieces), tuple(removed))


def _without_swallowing(html: str, removed: list[str]) -> str:
    pieces: list[str] = []
    unclosed: set[str] = set()
    pos = 0
    while opening := _OPENING.search(html, pos):
        name = opening[1].lower()
        closing = None
        if name not in unclosed:
            closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, opening.end())
        if closing is None:
            unclosed.add(name)
            pieces.append(html[pos : opening.end()])
            pos = opening.end()
            continue
        removed.append(name)
        pieces.append(html[pos : opening.start()])
        if name == "iframe":
            pieces.append(_instead(html[opening.start() : closing.start()]))
        pos = closing.end()
    return "".join(pieces) + html[pos:]


def _instead(iframe: str) -> str:
    """A link to what an `<iframe>` would have shown."""
    source, title = _SOURCE.search(iframe), _TITLE.search(iframe)
    if source is None or not source[1].startswith(("http://", "https://", "//")):
        return ""
    words = title[1] if title else source[1].split("//", 1)[1].split("/", 1)[0]
    return f'<a href="{source[1]}">{words.replace("<", "&lt;")}</a>'


def closing(html: str, *, inline: bool) -> str:
    """What closes the phrasing elements that a block leaves open: they end with their block.

    A link may hold blocks, so one that a piece of HTML between blocks opens stays open.
    """
    opened: list[str] = []
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name not in _PHRASING or (name == "a" and not inline):
            continue
        if not tag[1]:
            opened.append(name)
        elif name in opened[-20:]:
            while opened.pop() != name:
                pass
    return "".join(f"</{name}>" for name in reversed(opened))


def words(html: str) -> str:
    """The text of a piece of HTML."""
    return unescape(_TAG.sub("", _ODD.sub("", html)))


def tag_name(html: str) -> str:
    """`script` for `<script …>`, `/script` for `</script>`, empty for anything that is no tag."""
    found = _TAG.match(html)
    return (found[1] + found[2]).lower() if found else ""


def ids(html: str) -> list[str]:
    """Every id and anchor name that the HTML may define."""
    return _ID.findall(html)

"""Markdown inside raw HTML, as Python-Markdown, kramdown and PHP Markdown Extra have it: `<div markdown>`, `markdown="1"`.

The element's tags stay HTML; what stands between them is Markdown, however far it is indented. `markdown="span"` is for the
text of one block, and so is the attribute on elements that hold no blocks: `<p markdown>`, `<figcaption markdown>`.
"""

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

TAG = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*|(?<!`)(?P<ticks>`++)[^`\n]++(?P=ticks)"
    r"|<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?P<attributes>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'=<>`]+))?)*+)\s*>",
    re.MULTILINE,
)
_SAYS = re.compile(r"""\smarkdown(?:\s*=\s*["']?(1|block|span)["']?)?(?=\s|\Z)""", re.IGNORECASE)
_OF_BLOCKS = frozenset(
    "address article aside blockquote center details div fieldset figure footer form header main nav section".split()
)
_OF_WORDS = frozenset("dd dt figcaption h1 h2 h3 h4 h5 h6 legend li p summary td th".split())
_SPAN = "span"
_DEEPEST = 20
_CODE = 4

Ends = dict[int, tuple[int, int]]
"""By the offset of an opening tag: where the closing one begins and ends."""


class Element(NamedTuple):
    """Where an element stands."""

    first: int
    """The line in which its opening tag ends."""
    last: int
    """The line in which its closing tag begins."""
    begin: int
    """The offset behind the opening tag."""
    closing: tuple[int, int]


def in_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An element that says so, and is closed before what it stands in ends; any other is raw HTML as always."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or state.src[first + 1 : first + 2] == "/":
        return False
    tag = TAG.match(state.src, first)
    if tag is None or tag["name"] is None:
        return False
    name, says = tag["name"].lower(), _SAYS.search(tag["attributes"])
    if says is None or name not in _OF_BLOCKS | _OF_WORDS:
        return False
    element = element_of(state, start, end, tag)
    if element is None or silent:
        return element is not None
    words = says[1] == _SPAN or (name in _OF_WORDS and says[1] != "block")
    _raw(state, tag[0], start)
    if words:
        _words(state, state.src[tag.end() : element.closing[0]].split("\n"), element.first)
    else:
        blocks(state, element)
    _raw(state, state.src[element.closing[0] : state.eMarks[element.last]], element.last)
    state.line = element.last + 1
    return True


def element_of(state: StateBlock, start: int, end: int, tag: re.Match[str]) -> Element | None:
    """The element that a tag opens, when it is closed before what it stands in ends."""
    if "in_html" not in state.env:
        state.env["in_html"] = _ends(state.src)
    known: Ends = state.env["in_html"]
    closing = known.get(tag.start())
    if closing is None or state.env.get("in_html_deep", 0) >= _DEEPEST:
        return None
    last = _line(state, start, end, closing[0])
    return Element(_line(state, start, end, tag.end() - 1), last, tag.end(), closing) if last >= 0 else None


def _ends(text: str) -> Ends:
    """Where each element ends, of those that are closed. Tags in code are none."""
    ends: Ends = {}
    opened: dict[str, list[int]] = {}
    fence = ""
    for tag in TAG.finditer(text):
        if tag["fence"]:
            if not fence:
                fence = tag["fence"]
            elif tag["fence"].startswith(fence):
                fence = ""
        elif tag["name"] and not fence:
            same = opened.setdefault(tag["name"].lower(), [])
            if not tag["closing"]:
                same.append(tag.start())
            elif same:
                ends[same.pop()] = tag.span()
    return ends


def _line(state: StateBlock, start: int, end: int, offset: int) -> int:
    """The line in which an offset lies, when all lines until then stand in the same block; else -1."""
    for line in range(start, end):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return -1
        if offset < state.eMarks[line]:
            return line if offset >= state.bMarks[line] else -1
    return -1


def _raw(state: StateBlock, html: str, line: int) -> None:
    token = state.push("html_block", "", 0)
    token.content, token.map = html + "\n", [line, line + 1]


def _words(state: StateBlock, lines: list[str], start: int) -> None:
    empty = next((number for number, line in enumerate(lines) if line.strip()), 0)
    text = state.push("inline", "", 0)
    text.content = "\n".join(line.strip() for line in lines[empty:]).rstrip()
    text.map, text.children = [start + empty, start + len(lines)], []


def blocks(state: StateBlock, element: Element) -> None:
    """What stands between the tags, without the indent that all of it has: as if the tags were not in its lines."""
    start, last, begin, (until, _) = element
    marks = (state.bMarks, state.eMarks, state.tShift, state.sCount)
    kept = [(line, [mark[line] for mark in marks]) for line in (start, last)]
    around = state.parentType, state.lineMax, state.blkIndent
    state.eMarks[last] = until
    state.bMarks[start] = begin
    rest = state.src[begin : state.eMarks[start]]
    state.tShift[start] = len(rest) - len(rest.lstrip(" \t"))
    inside = (line for line in range(start + 1, last + 1) if not state.isEmpty(line))
    indent = min((state.sCount[line] for line in inside), default=state.blkIndent)
    state.sCount[start] = indent
    state.blkIndent, state.parentType, state.lineMax = indent, "container", last + 1
    first = len(state.tokens)
    # A search looks for headings where they are not indented as far as code: these are none of the page's.
    deep = indent - around[2] >= _CODE
    state.level += deep
    state.env["in_html_deep"] = state.env.get("in_html_deep", 0) + 1
    state.md.block.tokenize(state, start, last + 1)
    state.env["in_html_deep"] -= 1
    state.level -= deep
    state.parentType, state.lineMax, state.blkIndent = around
    for line, values in kept:
        for mark, value in zip(marks, values, strict=True):
            mark[line] = value
    for token in state.tokens[first:]:
        # Raw blocks take a line with its end; here that is the first character of the closing tag.
        if token.map and token.map[1] > last and token.content.endswith("<") and token.type != "inline":
            token.content = token.content[:-1] + "\n"

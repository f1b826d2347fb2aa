"""What Docusaurus writes as components (MDX): tabs, which are the same as content tabs; imports, which say nothing here."""

import re

from markdown_it.rules_block import StateBlock

from narrate.markdown.callout_kinds import TAB
from narrate.markdown.in_html import TAG, blocks, element_of

_AROUND = re.compile(r"</?Tabs(?=[\s>])")
_ITEM = re.compile(r"<TabItem\s")
_LABEL = re.compile(r"""\s(label|value)\s*=\s*(?:"([^"]+)"|'([^']+)')""")
_IMPORT = re.compile(
    r"""import [\w{}*, \t]+ from (["'])(?:@theme|@site|@docusaurus|@astrojs|\.{1,2})/[^"'\s]+\1;?[ \t]*\Z"""
)
_MOST_LINES = 40


def tabs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`<Tabs …>` and `</Tabs>`, which leave nothing, and `<TabItem label="Linux">` with Markdown in it."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start):
        return False
    if _AROUND.match(state.src, first):
        return _around(state, start, end, silent=silent)
    tag = TAG.match(state.src, first) if _ITEM.match(state.src, first) else None
    said = {name: one or other for name, one, other in _LABEL.findall(tag["attributes"])} if tag else {}
    element = element_of(state, start, end, tag) if tag and said else None
    if element is None or state.src[element.closing[1] : state.eMarks[element.last]].strip():
        return False
    if silent:
        return True
    before = state.tokens[-1] if state.tokens else None
    follows = before is not None and before.type == "container_close" and TAB in before.meta
    token = state.push("container_open", "div", 1)
    token.markup, token.map = "<TabItem", [start, element.last + 1]
    title = said.get("label") or said["value"]
    token.meta = {"said": (TAB, "-" if follows else "+", " ".join(title.split())), TAB: True}
    blocks(state, element)
    state.push("container_close", "div", -1).meta = {TAB: True}
    state.line = element.last + 1
    return True


def _around(state: StateBlock, start: int, end: int, *, silent: bool) -> bool:
    """The tag alone, on as many lines as it takes."""
    for line in range(start, min(end, start + _MOST_LINES)):
        if state.isEmpty(line):
            return False
        if state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith(">"):
            if not silent:
                state.line = line + 1
            return True
    return False


def imports(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`import Tabs from "@theme/Tabs";` at the beginning of a block: of a theme, or of a file of the site."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not _IMPORT.match(state.src, first, state.eMarks[start]):
        return False
    if not silent:
        state.line = start + 1
    return True

"""Content tabs of MkDocs: `=== "Title"` with an indented body. They stand below each other, and the first is open."""

import re

from markdown_it.rules_block import StateBlock

from narrate.markdown.callout_kinds import TAB

_OPENING = re.compile(r'===(!?\+?|\+!) +"([^"\n]*[^"\s][^"\n]*)"[ \t]*\Z')
_INDENT = 4


def content_tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What begins like one and has no indented body is text. `===!` begins another group, `===+` is open, too."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start):
        return False
    found = _OPENING.match(state.src, first, state.eMarks[start])
    if found is None:
        return False
    indent = state.sCount[start] + _INDENT
    last = _end(state, start, end, indent)
    if last == start + 1:
        return False
    if silent:
        return True
    before = state.tokens[-1] if state.tokens else None
    follows = before is not None and before.type == "container_close" and TAB in before.meta
    fold = "-" if follows and not found[1] else "+"
    parent, line_max, around = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "container", last, indent
    token = state.push("container_open", "div", 1)
    token.markup, token.map = "===", [start, last]
    token.meta = {"said": (TAB, fold, found[2].strip()), TAB: True}
    state.md.block.tokenize(state, start + 1, last)
    state.push("container_close", "div", -1).meta = {TAB: True}
    state.parentType, state.lineMax, state.blkIndent = parent, line_max, around
    state.line = last
    return True


def _end(state: StateBlock, start: int, end: int, indent: int) -> int:
    """The line behind the last that is indented so far."""
    last = start + 1
    for line in range(start + 1, end):
        if not state.isEmpty(line):
            if state.sCount[line] < indent:
                break
            last = line + 1
    return last

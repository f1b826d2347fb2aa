"""Containers of Docusaurus, VuePress, VitePress and Starlight: `:::note Title`, a body, `:::`; a longer row holds shorter ones.

Also `:::note[Title]`, `::: details Title`, MyST's `:::{note} Title` and Quarto's `::: {.callout-note title="Title"}`. A row
with a word that means no callout is text.
"""

import re

from markdown_it.rules_block import StateBlock

from narrate.markdown.callout_kinds import is_kind

_OPENING = re.compile(
    r"(:{3,})[ \t]*(?:\{[ \t]*\.?([A-Za-z][\w-]*+)([^{}\n]*)\}|([A-Za-z][\w-]*+)(?![^ \t\[{]))([^\n]*)"
)
_LABEL = re.compile(r"\[(.*)\]")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}\Z")
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')""")
_CLOSED = re.compile(r"collapse\s*=\s*[\"']?true")
_FOLDS = re.compile(r"collapse\s*=|\bopen\b")
_ROW = re.compile(r"(:{3,})[ \t]*\Z")
_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"#{1,6}[ \t]")
_DETAILS = "details"


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """One that nothing closes ends at the next heading, or with what is around it."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start):
        return False
    found = _OPENING.match(state.src, first, state.eMarks[start])
    said = _said(found) if found else None
    if found is None or said is None:
        return False
    if silent:
        return True
    last, closed = _end(state, start, end, len(found[1]))
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("container_open", "div", 1)
    token.markup, token.map = found[1], [start, last]
    token.meta = {"said": said, "closed": closed}
    state.md.block.tokenize(state, start + 1, last)
    state.push("container_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last + closed
    return True


def _said(found: re.Match[str]) -> tuple[str, str, str | None] | None:
    """The word, how it folds as in a callout, and the title; None when it is no callout."""
    word = (found[2] or found[4]).lower().removeprefix("callout-")
    rest = found[5].strip()
    if not (is_kind(word) or word == _DETAILS) or rest.endswith(":::"):
        return None
    written = _ATTRIBUTES.search(rest)
    attributes = (found[3] or "") + (written[0] if written else "")
    rest = rest[: written.start()].rstrip() if written else rest
    label = _LABEL.fullmatch(rest)
    named = _TITLE.search(attributes)
    title = label[1] if label else rest or (named[1] or named[2] if named else "")
    fold = "-" if word == _DETAILS or _CLOSED.search(attributes) else ""
    if _FOLDS.search(attributes) and not _CLOSED.search(attributes):
        fold = "+"
    return word, fold, (title or "").strip() or None


def _end(state: StateBlock, start: int, end: int, row: int) -> tuple[int, bool]:
    """The line at which it ends, and whether that is a row that closes it; else it ends at the next heading."""
    heading, fence = 0, ""
    for line in range(start + 1, end):
        first, last = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return heading or line, False
        if state.is_code_block(line):
            continue
        if state.src.startswith(":::", first):
            found = _ROW.match(state.src, first, last)
            if found and len(found[1]) >= row:
                return line, True
        elif found := _FENCE.match(state.src, first, last):
            if not fence:
                fence = found[0]
            elif found[0].startswith(fence):
                fence = ""
        elif not heading and not fence and _HEADING.match(state.src, first, last):
            heading = line
    return heading or end, False

"""Admonitions of Python-Markdown and MkDocs: `!!! note "Title"`, or `??? note` to fold, with an indented body."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.admon.index import admonition as block

_OPENING = re.compile(r'(?:!!!|\?\?\?\+?) +[A-Za-z][\w -]*+(?:"[^"\n]*+")?+[ \t]*+\Z')
_TITLE = re.compile(r'"([^"\n]*)"')
_FOLDS = {"!!!": "", "???": "-", "???+": "+"}


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What begins like one and has no indented body is text: people do write `!!! Attention`."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not _OPENING.match(state.src, first, state.eMarks[start]):
        return False
    inside = next((line for line in range(start + 1, end) if not state.isEmpty(line)), start)
    if state.sCount[inside] < state.sCount[start] + 4:
        return False
    return block(state, start, end, silent)


def parts(opening: Token) -> tuple[str, str, str | None]:
    """The type as it was written, how it folds as in a callout, and the title; None when it says none."""
    title = _TITLE.search(opening.info)
    return opening.meta["tag"], _FOLDS[opening.markup], title[1].strip() if title else None

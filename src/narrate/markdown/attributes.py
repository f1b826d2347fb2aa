"""Attribute lists of other generators (`{: .note}`, `{#id}`): dropped, but a heading keeps its id and a picture its width."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_LINE = re.compile(r"\{:[^{}\n]*\}\s*\Z")
_INLINE = re.compile(r"\{:[^{}\n]{0,300}\}")
_AFTER_LINK = re.compile(r"\{\s*(?:[.#][\w-]|[\w-]+=)[^{}\n]{0,300}\}")
_ON_HEADING = re.compile(r"\s*\{:?\s*((?:[.#][\w:.-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s}]+)|\s+)+)\}\s*\Z")
_WIDTH = re.compile(r"""(?:\A|[\s{:])width\s*=\s*["']?(\d{1,5})(?:px)?(?=["'\s}])""")
_ID = re.compile(r"(?:\A|\s)#([\w:.-]+)")


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that is only `{: … }`."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{:", first) or state.is_code_block(start):
        return False
    if not _LINE.match(state.src, first, state.eMarks[start]):
        return False
    if not silent:
        state.line = start + 1
    return True


def attribute_span(state: StateInline, silent: bool) -> bool:
    """`{: … }` inside a block, and `{.class}` or `{width=…}` right after a link, a picture or emphasis."""
    pos = state.pos
    pattern = _INLINE
    if not state.src.startswith("{:", pos):
        if not pos or state.src[pos - 1] not in ")]*_`":
            return False
        pattern = _AFTER_LINK
    found = pattern.match(state.src, pos, state.posMax)
    if found is None:
        return False
    if not silent and state.tokens and not state.pending and state.tokens[-1].type == "image":
        _resize(state.tokens[-1], found[0])
    state.pos = found.end()
    return True


def _resize(picture: Token, said: str) -> None:
    """Gives a picture the width in pixels that its attributes say, as `|300` in its words does."""
    width = _WIDTH.search(said)
    if width:
        picture.children = [*(picture.children or ()), Token("text", "", 0, content=f"|{width[1]}")]


def on_heading(content: str) -> tuple[str, str]:
    """A heading's text without its attribute list, and the id that it gives."""
    if not content.rstrip().endswith("}"):
        return content, ""
    found = _ON_HEADING.search(content, max(0, len(content) - 300))
    if found is None:
        return content, ""
    given = _ID.search(found[1])
    return content[: found.start()], given[1] if given else ""

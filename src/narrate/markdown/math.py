"""Math: `$…$` and `$$…$$` become MathML at build time. Money stays money: `$5 and $6` is text."""

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_INLINE = re.compile(r"\$(?![\s$.,;:)!?])((?:[^$\\]|\\.){1,2000})(?<![\s\\])\$(?![\w$])", re.DOTALL)
_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$)){1,4000}?)\$\$", re.DOTALL)
_BLANK = re.compile(r"\n[ \t]*\n")
_MACROS = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|DeclareMathOperator|require|href|unicode)\b"
)
_LONGEST = 4000

_ELEMENTS = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd"
    " mlabeledtr mstyle mpadded mphantom menclose merror mmultiscripts mprescripts none mfenced".split()
)
_CHILDREN = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
}
"""How many children an element must have: the converter lets some go missing."""
_ATTRIBUTES = frozenset(
    "display mathvariant stretchy fence form separator symmetric lspace rspace width height depth columnalign rowalign"
    " columnspacing rowspacing columnlines rowlines linethickness accent accentunder displaystyle scriptlevel"
    " movablelimits minsize maxsize notation largeop voffset".split()
)


def math_inline(state: StateInline, silent: bool) -> bool:
    """`$x$` and `$$x$$` inside a paragraph."""
    pos, src = state.pos, state.src
    if pos and (src[pos - 1] == "$" or src[pos - 1].isalnum()):
        return False
    display = src.startswith("$$", pos)
    if display and state.html_terminator_last("$$") < pos + 3:
        return False
    found = (_DISPLAY if display else _INLINE).match(src, pos, state.posMax)
    if found is None or not found[1].strip() or _BLANK.search(found[1]):
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = found[1].strip()
        token.info = "block" if display else "inline"
        token.meta["span"] = (pos, found.end())
    state.pos = found.end()
    return True


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` lines around a formula; blank lines end it."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", first) or state.is_code_block(start):
        return False
    line = state.src[first : state.eMarks[start]].rstrip()
    last = start
    if len(line) > 4 and line.endswith("$$") and "$$" not in line[2:-2]:
        content = line[2:-2]
    elif "$$" in line[2:]:
        return False
    else:
        last = _closing_line(state, start, end)
        if last < 0:
            return False
        content = line[2:] + "\n" + state.getLines(start + 1, last + 1, state.blkIndent, False).rstrip()[:-2]
    if not content.strip():
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.content = content.strip()
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """The line that ends with `$$`, or -1. What was searched in vain is remembered, so that it stays linear."""
    if start < state.env.get("math_searched", -1):
        return -1
    number = start + 1
    while number < end and not state.isEmpty(number):
        if state.sCount[number] < state.blkIndent:
            break
        if state.src[state.bMarks[number] : state.eMarks[number]].rstrip().endswith("$$"):
            return number
        number += 1
    state.env["math_searched"] = number
    return -1


@lru_cache(maxsize=512)
def mathml(source: str, display: str) -> str:
    """The formula as MathML, or an empty string when it cannot be converted."""
    if len(source) > _LONGEST or _MACROS.search(source):
        return ""
    converter = _converter()
    if converter is None:
        return ""
    try:
        element = converter(display=display).convert_to_element(source)
        written = _written(element, source)
    except Exception:  # noqa: BLE001 - the converter raises many kinds, some of them undocumented
        return ""
    return "" if "<merror" in written else written


def available() -> bool:
    """Whether formulas can be converted at all (the extra `math`)."""
    return _converter() is not None


@lru_cache(maxsize=1)
def _converter() -> Any:
    try:
        from latex2mathml.converter import Converter
    except ImportError:
        return None
    return Converter


def _written(element: "Element", source: str = "") -> str:
    """MathML of known elements only. The converter's texts hold character references of their own."""
    tag = element.tag if element.tag in _ELEMENTS else "mrow"
    if len(element) != _CHILDREN.get(tag, len(element)):
        raise ValueError(tag)
    attributes = "".join(
        f' {name}="{escape(unescape(str(value)))}"'
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES
    )
    if tag == "math":
        attributes += f' alttext="{escape(source)}"'
    inner = escape(unescape(element.text or ""), quote=False) + "".join(
        _written(child) + escape(unescape(child.tail or ""), quote=False) for child in element
    )
    return f"<{tag}{attributes}>{inner}</{tag}>"


def source_html(source: str, display: str) -> str:
    """What stands for a formula that is not converted: its source."""
    return (
        f'<code class="math">{escape(source if display == "inline" else source.strip(), quote=False)}</code>'
    )

"""Hugo's own shortcodes that show or link something: `{{< figure src="…" caption="…" >}}`, `{{< ref "page.md" >}}`.

All others are text, as other generators' templates are.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from narrate.markdown.page import words_of
from narrate.markdown.wikilinks import SIZE, Wikilink, plain_name

_OPENING = re.compile(r"\{\{([<%])\s*(figure|ref|relref)\s")
_CLOSING = {"<": ">}}", "%": "%}}"}
_LONGEST = 4000
_MOST_LINES = 40
_PARAMETER = re.compile(r"""([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|'([^']*)'|([^\s"'`=]+))""")
_NAMED = re.compile(r"""\s*(?:path\s*=\s*)?(?:"([^"]+)"|`([^`]+)`|([^\s"'`=]+))""")
_SENTENCE = (".", "!", "?", "…", ":", "。")


def figure(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{{< figure … >}}` on lines of its own, several if need be, is a paragraph: its last line may begin with `>`."""
    first = state.bMarks[start] + state.tShift[start]
    found = _OPENING.match(state.src, first)
    if found is None or found[2] != "figure" or state.is_code_block(start):
        return False
    for line in range(start, min(end, start + _MOST_LINES)):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        closing = state.src.find(_CLOSING[found[1]], state.bMarks[line], state.eMarks[line])
        if closing >= 0:
            break
    else:
        return False
    if state.src[closing + 3 : state.eMarks[line]].strip():
        return False
    if not silent:
        state.push("paragraph_open", "p", 1).map = [start, line + 1]
        text = state.push("inline", "", 0)
        text.content = state.getLines(start, line + 1, state.blkIndent, False).strip()
        text.map, text.children = [start, line + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = line + 1
    return True


def shortcode(state: StateInline, silent: bool) -> bool:
    """A picture, or a link to a page that has the page's title."""
    pos = state.pos
    found = _OPENING.match(state.src, pos, state.posMax)
    if found is None:
        return False
    end = state.src.find(_CLOSING[found[1]], found.end(), min(state.posMax, pos + _LONGEST))
    said = state.src[found.end() : end].rstrip().removesuffix("/")
    if end < 0 or "{{" in said:
        return False
    shown = _figure if found[2] == "figure" else _reference
    if not shown(state, said, (pos, end + 3), silent=silent):
        return False
    state.pos = end + 3
    return True


def _figure(state: StateInline, said: str, span: tuple[int, int], *, silent: bool) -> bool:
    parameters = {
        one[1].lower(): next((value for value in one.groups()[1:] if value is not None), "")
        for one in _PARAMETER.finditer(said)
    }
    if not parameters.get("src"):
        return False
    if silent:
        return True
    told = [_words(state, parameters.get(name, "")) for name in ("title", "caption", "attr")]
    alt = _words(state, parameters.get("alt", "")) or told[1] or told[0]
    linked = "" if state.linkLevel else parameters.get("link", "")
    if linked:
        state.push("link_open", "a", 1).attrs = {"href": linked}
    token = state.push("image", "img", 0)
    token.attrs = {"src": parameters["src"], "alt": "", "title": _caption([one for one in told if one])}
    token.meta.update(span=span, figure=True)
    token.content = alt + _size(parameters)
    token.children = [Token("text", "", 0, content=token.content)]
    if linked:
        state.push("link_close", "a", -1)
    return True


def _words(state: StateInline, markdown: str) -> str:
    """What is said in Markdown, without its marks."""
    said = markdown.replace('\\"', '"')
    return " ".join(words_of(state.md.inline.parse(said, state.md, {}, [])).split())


def _caption(told: list[str]) -> str:
    """Title, caption and source as sentences that follow each other."""
    ended = [one if one.endswith(_SENTENCE) else f"{one}." for one in told[:-1]]
    return " ".join([*ended, *told[-1:]])


def _size(parameters: dict[str, str]) -> str:
    """The width, and with it the height, as behind a bar."""
    width, height = (parameters.get(name, "").removesuffix("px") for name in ("width", "height"))
    for size in (f"{width}x{height}", width):
        if SIZE.fullmatch(size):
            return f"|{size}"
    return ""


def _reference(state: StateInline, said: str, span: tuple[int, int], *, silent: bool) -> bool:
    found = _NAMED.match(said)
    if found is None:
        return False
    address = next(filter(None, found.groups()))
    target, _, fragment = address.partition("#")
    link = Wikilink("wikilink", target, fragment, "", "")
    if silent:
        return True
    if state.linkLevel:  # inside a link it is words only
        state.append_pending(plain_name(link))
        return True
    token = state.push("wikilink", "", 0)
    token.meta.update(span=span, link=link)
    token.content = plain_name(link)
    return True

"""Bare web addresses become links, as GFM has it: `https://…`, `http://…`, `www.…`. Addresses of people do not."""

import re

from markdown_it.rules_inline import StateInline

_URL = re.compile(
    r"://(?=[^\W_])[^\s<\x00/?#:]{1,255}(?:[:/?#][^\s<\x00]{0,4000})?",
)
_WWW = re.compile(r"www\.[\w-]{1,63}\.?[^\s<\x00/?#:]{0,255}(?:[:/?#][^\s<\x00]{0,4000})?")
_SCHEME = re.compile(r"(?:\A|(?<=[\s*_~(\[\"'“‘,;:|>-]))https?\Z", re.IGNORECASE)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_BEFORE = " \t\r\n*_~([\"'“‘,;:|>-"


def autolink(state: StateInline, silent: bool) -> bool:
    """An address at its `://` (what stands before it is still pending) or at its `www.`."""
    if silent or state.linkLevel:
        return False
    src, pos = state.src, state.pos
    if src[pos] == ":":
        if not src.startswith("://", pos):
            return False
        scheme = _SCHEME.search(src, max(0, pos - 6), pos)
        if scheme is None or not state.pending.endswith(scheme[0]):
            return False
        start, found = scheme.start(), _URL.match(src, pos, state.posMax)
    else:
        if pos and src[pos - 1] not in _BEFORE:
            return False
        start, found = pos, _WWW.match(src, pos, state.posMax)
    if found is None:
        return False
    end = _trimmed(src, start, found.end())
    if end <= pos + 4:
        return False
    _push(state, start, end)
    return True


def _trimmed(src: str, start: int, end: int) -> int:
    """The end without punctuation that belongs to the sentence."""
    surplus = src.count(")", start, end) - src.count("(", start, end)
    while end > start:
        last = src[end - 1]
        if last in "?!.,:*_~'\"”’[]`|":
            end -= 1
        elif last == ")" and surplus > 0:
            surplus -= 1
            end -= 1
        elif last == ";":
            entity = _ENTITY.search(src, max(start, end - 40), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return end


def _push(state: StateInline, start: int, end: int) -> None:
    text = state.src[start:end]
    if start < state.pos:
        state.pending = state.pending[: start - state.pos]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": "http://" + text if text.startswith("www.") else text}
    token.info = "auto"
    token.meta["span"] = (start, end)
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
    state.pos = end

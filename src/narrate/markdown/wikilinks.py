"""Wikilinks and embeds: `[[Page]]`, `[[Page#Heading|text]]`, `[[Page#^block]]`, `![[Page]]`, `![[image.png|300]]`."""

import re
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from narrate.model.document import Form

_WIKILINK = re.compile(r"\[\[([^\[\]\n]{1,1000})\]\]")
_BARS = re.compile(r"\\?\|")
SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")


class Wikilink(NamedTuple):
    """What stands between the brackets."""

    form: Form
    target: str
    fragment: str
    text: str
    size: str


def read(inner: str, *, embed: bool) -> Wikilink:
    """`Page#Heading|text` taken apart. The bar may be escaped, as it has to be in a table."""
    address, *rest = (piece.strip() for piece in _BARS.split(inner))
    target, _, fragment = address.partition("#")
    size = ""
    if embed and rest and SIZE.fullmatch(rest[-1]):
        size = rest.pop()
    picture = embed and target.lower().endswith(_PICTURES)
    form: Form = "image" if picture else "embed" if embed else "wikilink"
    # `[[Page#Heading#Part]]` names the innermost heading.
    return Wikilink(form, target.strip(), fragment.rpartition("#")[2].strip(), "|".join(rest).strip(), size)


def wikilink(state: StateInline, silent: bool) -> bool:
    """`[[…]]` and `![[…]]`. A Markdown link or a defined reference of the same spelling goes before it."""
    pos = state.pos
    embed = state.src[pos] == "!"
    found = _WIKILINK.match(state.src, pos + embed, state.posMax)
    if found is None or not found[1].strip(" |#"):
        return False
    end = found.end()
    if state.linkLevel and not embed:
        # Inside a link it is words only.
        if not silent:
            link = read(found[1], embed=False)
            state.append_pending(link.text or plain_name(link))
        state.pos = end
        return True
    if not embed and state.src[end : end + 1] == "(":
        return False
    references = state.env.get("references")
    if references and not embed and normalizeReference(found[1]) in references:
        return False
    if not silent:
        _push(state, found[1], embed, end)
    state.pos = end
    return True


def label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the words of a link that begin at the `[` at `start` end, or -1: wikilinks may be among them."""
    before, level = state.pos, 1
    state.pos = start + 1
    skip = state.md.inline.skipToken
    end = -1
    while state.pos < state.posMax:
        char = state.src[state.pos]
        if char == "]":
            level -= 1
            if level == 0:
                end = state.pos
                break
        position = state.pos
        skip(state)
        if char == "[":
            if state.pos == position + 1:
                level += 1
            elif disable_nested and not _WIKILINK.fullmatch(state.src, position, state.pos):
                break
    state.pos = before
    return end


def _push(state: StateInline, inner: str, embed: bool, end: int) -> Token:
    token = state.push("wikilink", "", 0)
    token.meta["span"] = (state.pos, end)
    token.meta["link"] = link = read(inner, embed=embed)
    token.content = link.text or plain_name(link)
    return token


def plain_name(link: Wikilink) -> str:
    """The words of a wikilink that has none of its own and whose target is not known."""
    target = link.target.rpartition("/")[2].removesuffix(".md")
    fragment = "" if link.fragment.startswith("^") else link.fragment
    if link.form == "image":
        return ""
    return " › ".join(part for part in (target, fragment) if part) or link.fragment

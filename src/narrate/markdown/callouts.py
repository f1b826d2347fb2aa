"""Callouts: `> [!note] Title`, with `+` or `-` to fold; the sets of GitHub and Obsidian, case-insensitive.

The admonitions of MkDocs, the containers of Docusaurus and content tabs are the same in other spellings.
"""

import re
from collections.abc import Callable

from markdown_it.token import Token

from narrate.markdown import admonitions
from narrate.markdown.callout_kinds import TAB, kind_of, title_of

_MARK = re.compile(r"\[!([\w -]{1,40})(?:\|[^\]\n]{0,80})?\]([+-]?)[ \t]*([^\n]*)(?:\n|\Z)")
_OPENING = frozenset(("blockquote_open", "admonition_open", "container_open"))
_CLOSING = frozenset(("blockquote_close", "admonition_close", "container_close"))

Say = Callable[[str], str]


def mark(tokens: list[Token], say: Say) -> list[Token]:
    """Makes callouts of the quotes that begin with `[!type]`, of admonitions and of containers."""
    result: list[Token] = []
    opened: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.type in _OPENING:
            opened.append(token)
            begun, index = _begun(tokens, index - 1, say)
            result.extend(begun)
            continue
        if token.type in _CLOSING:
            opening = opened.pop()
            if opening.type == "callout_open":
                token.type = "callout_close"
                token.meta = opening.meta
        if token.type == "heading_open" and token.level and _only_containers(opened, token.level):
            token.meta["told"] = True
        result.append(token)
    return result


def _only_containers(opened: list[Token], level: int) -> bool:
    """Whether nothing but rows of colons stand around: what is in them is a part of the page like any other."""
    return len(opened) == level and all(token.markup.startswith(":::") for token in opened)


def _begun(tokens: list[Token], index: int, say: Say) -> tuple[list[Token], int]:
    """What stands for the token at `index` that opens something, and the index behind what that takes the place of."""
    token = tokens[index]
    if token.type == "blockquote_open":
        return _quoted(tokens, index, say)
    if token.type == "container_open":
        word, fold, title = token.meta["said"]
        return _opened(token, word, fold, title, token.map, say), index + 1
    titled = tokens[index + 1].type == "admonition_title_open"
    word, fold, title = admonitions.parts(token)
    return _opened(token, word, fold, title, token.map, say), index + (4 if titled else 1)


def _quoted(tokens: list[Token], index: int, say: Say) -> tuple[list[Token], int]:
    """A quote: it is a callout when its first line says so, and is then without that line."""
    quote, *following = tokens[index : index + 3]
    if len(following) < 2 or following[0].type != "paragraph_open" or following[1].type != "inline":
        return [quote], index + 1
    paragraph, text = following
    found = _MARK.match(text.content)
    if found is None:
        return [quote], index + 1
    begun = _opened(quote, found[1], found[2], found[3].strip() or None, text.map, say)
    rest = text.content[found.end() :]
    if not rest:
        return begun, index + 4
    text.content = rest
    text.map = [text.map[0] + 1, text.map[1]] if text.map else None
    return [*begun, paragraph, text], index + 3


def _opened(
    opening: Token, type_: str, fold: str, title: str | None, lines: list[int] | None, say: Say
) -> list[Token]:
    """The opening and its title; one that is said to be empty is there only where it is what unfolds it."""
    word = type_.strip().lower()
    kind = TAB if opening.meta.get(TAB) else kind_of(word)
    opening.type = "callout_open"
    opening.meta = {"kind": kind, "fold": fold, "title": title or ""}
    if title == "" and not fold:
        return [opening]
    text = Token("inline", "", 0, map=lines and [lines[0], lines[0] + 1], children=[])
    text.content = title or say(title_of(word))
    begin = Token("callout_title_open", "", 1, meta=opening.meta)
    return [opening, begin, text, Token("callout_title_close", "", -1, meta=opening.meta)]


def opening(token: Token) -> str:
    """The HTML that opens a callout."""
    classes = f'class="callout callout-{token.meta["kind"]}"'
    if not token.meta["fold"]:
        return f"<div {classes}>\n"
    return f"<details {classes}{' open' if token.meta['fold'] == '+' else ''}>\n"


def closing(token: Token) -> str:
    """The HTML that closes a callout."""
    return "</details>\n" if token.meta["fold"] else "</div>\n"


def title_tag(token: Token) -> str:
    """The element of a callout's title."""
    return "summary" if token.meta["fold"] else "p"

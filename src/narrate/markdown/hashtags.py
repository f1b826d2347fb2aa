"""Hashtags: `#ci`, `#ci/cache`. Which of them count is decided where the whole site is known."""

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_HASHTAG = re.compile(r"#([\w][\w/-]{0,99})")
_COLOUR = re.compile(r"(?=.*\d)(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def hashtag(state: StateInline, silent: bool) -> bool:
    """`#tag` after a line start, a space or `(`, with a non-digit; never inside a link, and no colour."""
    pos = state.pos
    if silent or state.linkLevel or (pos and state.src[pos - 1] not in " \n\t(\xa0"):
        return False
    found = _HASHTAG.match(state.src, pos, state.posMax)
    if found is None:
        return False
    name = found[1].rstrip("/-")
    if not any(c.isalpha() for c in name) or "//" in name or _COLOUR.fullmatch(name):
        return False
    if state.src[found.end() : found.end() + 1] in ("#", "@"):
        return False
    token = state.push("hashtag", "", 0)
    token.content = "#" + name
    state.pos = pos + 1 + len(name)
    token.meta["span"] = (pos, state.pos)
    return True


_ENDS = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")


def without_last(tokens: list[Token]) -> list[Token]:
    """A paragraph's tokens without the hashtags behind its last sentence, or on a last line of their own.

    They are no words of it, and stand among the tags wherever it is listed. One within a sentence stays.
    """
    end = len(tokens)
    while end and (tokens[end - 1].type == "hashtag" or not _words(tokens[end - 1])):
        end -= 1
    if end in (0, len(tokens)):
        return tokens
    on_own_line = tokens[end].type in ("softbreak", "hardbreak")
    return tokens[:end] if on_own_line or _ENDS.search(_words(tokens[end - 1])) else tokens


def _words(token: Token) -> str:
    return "" if token.type in ("softbreak", "hardbreak") else token.content.strip(" \t,;·")

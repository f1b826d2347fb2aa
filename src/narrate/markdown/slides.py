"""Slides: a body divided at its horizontal rules, each piece with what its speaker says under it.

Without any rule the second-level headings divide it. In a piece, a paragraph that begins with `Note:` or `Notes:`, as
reveal.js has it, and all that follows are for the speaker, and for whoever reads it later.
"""

import re
from collections.abc import Callable, Iterable

from markdown_it.token import Token

from narrate.words import phrase

_NOTES = re.compile(r"notes?:[ \t]*(\n|(?=\S)|\Z)", re.IGNORECASE)
_TITLE = phrase("Speaker notes")


def divide(tokens: list[Token], say: Callable[[str], str]) -> list[Token]:
    """The tokens with those of slides around them."""
    ruled = any(token.type == "hr" and token.level == 0 for token in tokens)
    result: list[Token] = []
    for slide in _pieces(tokens, ruled=ruled):
        at = _notes(slide)
        shown, notes = (slide, []) if at < 0 else (slide[:at], _without_word(slide[at:]))
        result += [Token("slide_open", "section", 1), *shown]
        if notes:
            title = Token("slide_notes_open", "div", 1, meta={"title": say(_TITLE)})
            result += [title, *notes, Token("slide_notes_close", "div", -1)]
        result.append(Token("slide_close", "section", -1))
    return result


def _pieces(tokens: list[Token], *, ruled: bool) -> Iterable[list[Token]]:
    """What stands between rules, or from heading to heading; nothing for what is empty."""
    piece: list[Token] = []
    for token in tokens:
        rule = ruled and token.type == "hr"
        if token.level == 0 and (rule or (not ruled and token.type == "heading_open" and token.tag == "h2")):
            if piece:
                yield piece
            piece = []
            if rule:
                continue
        piece.append(token)
    if piece:
        yield piece


def _notes(slide: list[Token]) -> int:
    """Where the speaker's notes begin; -1 when there are none."""
    for index, token in enumerate(slide):
        if token.type == "paragraph_open" and token.level == 0 and _NOTES.match(slide[index + 1].content):
            return index
    return -1


def _without_word(notes: list[Token]) -> list[Token]:
    """The notes without the word that begins them."""
    opening, text, closing, *rest = notes
    found = _NOTES.match(text.content)
    if found:
        if found[1] and text.map:
            text.map = [text.map[0] + 1, text.map[1]]
        text.content = text.content[found.end() :]
    return [opening, text, closing, *rest] if text.content else rest

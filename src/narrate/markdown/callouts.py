"""Callouts: `> [!note] Title`, with `+` or `-` to fold; the sets of GitHub and Obsidian, case-insensitive.

The admonitions of MkDocs are the same in another spelling.
"""

import re
from collections.abc import Callable

from markdown_it.token import Token

from narrate.markdown import admonitions
from narrate.words import phrase

_MARK = re.compile(r"\[!([\w -]{1,40})(?:\|[^\]\n]{0,80})?\]([+-]?)[ \t]*([^\n]*)(?:\n|\Z)")

_SYNONYMS = {
    "abstract": "summary tldr",
    "tip": "hint",
    "success": "check done",
    "question": "help faq",
    "warning": "attention",
    "failure": "fail missing",
    "danger": "error",
    "quote": "cite",
}
_KINDS = frozenset(
    "note abstract info todo tip important success question warning caution failure danger bug example quote".split()
)
_MEANING = {kind: kind for kind in _KINDS} | {
    synonym: kind for kind, synonyms in _SYNONYMS.items() for synonym in synonyms.split()
}
_TITLES = {
    "tldr": "TL;DR",
    "faq": "FAQ",
    "note": phrase("Note"),
    "abstract": phrase("Abstract"),
    "summary": phrase("Summary"),
    "info": phrase("Info"),
    "todo": phrase("To do"),
    "tip": phrase("Tip"),
    "hint": phrase("Hint"),
    "important": phrase("Important"),
    "success": phrase("Success"),
    "check": phrase("Check"),
    "done": phrase("Done"),
    "question": phrase("Question"),
    "help": phrase("Help"),
    "warning": phrase("Warning"),
    "attention": phrase("Attention"),
    "caution": phrase("Caution"),
    "failure": phrase("Failure"),
    "fail": phrase("Fail"),
    "missing": phrase("Missing"),
    "danger": phrase("Danger"),
    "error": phrase("Error"),
    "bug": phrase("Bug"),
    "example": phrase("Example"),
    "quote": phrase("Quote"),
    "cite": phrase("Cite"),
}
"""What a callout without a title is called."""
CLASSES = frozenset("callout-" + kind for kind in _KINDS)


def mark(tokens: list[Token], say: Callable[[str], str]) -> list[Token]:
    """Makes callouts of the quotes that begin with `[!type]`, and of admonitions."""
    result: list[Token] = []
    open_quotes: list[Token | None] = []
    open_admonitions: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "blockquote_open":
            text = tokens[index + 2] if index + 2 < len(tokens) else None
            found = None
            if text is not None and text.type == "inline" and tokens[index + 1].type == "paragraph_open":
                found = _MARK.match(text.content)
            if found and text is not None:
                open_quotes.append(token)
                result.extend(_opening(token, text, found, say))
                rest = text.content[found.end() :]
                if rest:
                    result.append(tokens[index + 1])
                    text.content = rest
                    text.map = [text.map[0] + 1, text.map[1]] if text.map else None
                    result.append(text)
                    index += 3
                else:
                    index += 4
                continue
            open_quotes.append(None)
        elif token.type == "blockquote_close":
            opening = open_quotes.pop()
            if opening is not None:
                token.type = "callout_close"
                token.meta = opening.meta
        elif token.type == "admonition_open":
            open_admonitions.append(token)
            titled = tokens[index + 1].type == "admonition_title_open"
            word, fold, title = admonitions.parts(token)
            result.extend(_begun(token, word, fold, title, token.map, say))
            index += 4 if titled else 1
            continue
        elif token.type == "admonition_close":
            token.type = "callout_close"
            token.meta = open_admonitions.pop().meta
        result.append(token)
        index += 1
    return result


def _opening(quote: Token, text: Token, found: re.Match[str], say: Callable[[str], str]) -> list[Token]:
    return _begun(quote, found[1], found[2], found[3].strip() or None, text.map, say)


def _begun(
    opening: Token,
    type_: str,
    fold: str,
    title: str | None,
    lines: list[int] | None,
    say: Callable[[str], str],
) -> list[Token]:
    """The opening and its title; one that is said to be empty is there only where it is what unfolds it."""
    word = type_.strip().lower()
    opening.type = "callout_open"
    opening.meta = {"kind": _MEANING.get(word, "note"), "fold": fold}
    if title == "" and not fold:
        return [opening]
    text = Token("inline", "", 0, map=lines and [lines[0], lines[0] + 1], children=[])
    text.content = title or say(_TITLES.get(word) or word.capitalize())
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

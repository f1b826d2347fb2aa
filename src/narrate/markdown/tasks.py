"""Task lists: `- [ ] open`, `- [x] done`. The box is ours, disabled, and labelled with the item's words."""

import re
from html import escape

from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\](?:[ \t\n\xa0]+|\Z)")


def mark(tokens: list[Token]) -> None:
    """Takes the boxes out of the text of list items; the item and its text know the state."""
    for index in range(len(tokens) - 2):
        token = tokens[index]
        if token.type != "list_item_open":
            continue
        text = tokens[index + 2]
        if text.type != "inline" or not text.content.startswith("["):
            continue
        found = _BOX.match(text.content)
        if found:
            token.meta["task"] = text.meta["task"] = found[1] != " "
            text.content = text.content[found.end() :]


def box(done: bool, words: str) -> str:
    """The HTML of a box."""
    label = escape(words.strip()[:200])
    return f'<input type="checkbox" disabled{" checked" if done else ""} aria-label="{label}"> '

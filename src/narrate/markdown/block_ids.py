"""Block ids: `^id` at the end of a block names it, so that `[[Page#^id]]` leads to it and `![[Page#^id]]` shows it."""

import re

from markdown_it.token import Token

_AT_END = re.compile(r"(?:\A|[ \t\n])\^([A-Za-z0-9-]{1,80})\s*\Z")


def mark(tokens: list[Token]) -> list[Token]:
    """Takes the `^id`s out of the text; the token that opens the named block carries it as `block_id`."""
    opened: list[int] = []
    last = [-1]  # at each depth, the opening token of the block before
    result: list[Token] = []
    skip = 0
    for token in tokens:
        if skip:
            skip -= 1
            continue
        if token.type == "inline" and opened and "^" in token.content:
            found = _AT_END.search(token.content, max(0, len(token.content) - 120))
            if found and found.start() and opened:
                token.content = token.content[: found.start()].rstrip()
                _named(result, opened).meta.setdefault("block_id", found[1])
            elif found and result[opened[-1]].type == "paragraph_open" and last[-2] >= 0:
                # A paragraph that is only an id names the block before it.
                result[last[-2]].meta.setdefault("block_id", found[1])
                result.pop(opened.pop())
                last.pop()
                skip = 1
                continue
        if token.nesting > 0:
            opened.append(len(result))
            last.append(-1)
        elif token.nesting < 0:
            last.pop()
            last[-1] = opened.pop()
        elif token.type != "inline":
            last[-1] = len(result)
        result.append(token)
    return result


def _named(result: list[Token], opened: list[int]) -> Token:
    """The block that an id at the end of the innermost open block's text names: in a tight list, the item."""
    block = result[opened[-1]]
    if block.hidden and len(opened) > 1:
        return result[opened[-2]]
    return block

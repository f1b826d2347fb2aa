"""The quick way through a plain YAML block: `key: words`, `key: [a, b]` and lists of words, nothing else.

Nine of ten blocks are like that, and this takes a quarter of the time. Whatever it is not sure of it
leaves to `yaml_block`, and a property test holds the two equal.
"""

import re

from narrate.frontmatter.block import Pair, Reading
from narrate.model.document import Value

# Words YAML cannot take for anything else: no indicator at the start, no `#`, no `: `, no odd character.
_ODD = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_WORDS = rf"[A-Za-z0-9_/(](?:[^#:{_ODD}]|:(?=[^\s{_ODD}]))*"
_ITEM = r"[A-Za-z0-9_/][A-Za-z0-9_/. +-]*"
_FLOW = rf"\[({_ITEM}(?:,[ ]*{_ITEM})*)\]"
_QUOTED = rf'"([^"\\{_ODD}]*)"'
_LINE = re.compile(
    rf"([A-Za-z_][\w-]{{0,99}}):(?:[ ]*|[ ]+(?:({_WORDS})|{_QUOTED}[ ]*|{_FLOW}[ ]*))\n|([ ]*)-[ ]+({_WORDS})\n",
    re.ASCII,
)
_NULLS = frozenset(("null", "Null", "NULL"))


def read_plain(block: str) -> Reading | None:
    """The pairs of a plain block, or None for any other."""
    pairs: list[Pair] = []
    items: list[Value] | None = None
    indent = ""
    at = line = 0
    while at < len(block):
        match = _LINE.match(block, at)
        if match is None:
            return None
        at = match.end()
        key, words, quoted, flow, dashes, item = match.groups()
        if key is None:
            if items is None or (items and dashes != indent):
                return None
            indent = dashes
            items.append(_word(item))
        else:
            items = None
            if words is not None:
                value: Value = _word(words)
            elif quoted is not None:
                value = quoted.strip()
            elif flow is not None:
                value = [_word(part) for part in flow.split(",")]
            else:
                value = items = []
            pairs.append(Pair(key, value, line, 1))
        line += 1
    return (
        Reading(tuple(Pair(p.key, "", p.line, 1) if p.value == [] else p for p in pairs)) if pairs else None
    )


def _word(text: str) -> str:
    text = text.strip(" ")
    return "" if text in _NULLS else text.strip()

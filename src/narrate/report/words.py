"""What anybody wrote, perhaps a stranger, as words within a line of ours: nothing in it is markup or a line of its own."""

import re
import unicodedata

from narrate.report.visible import visible

_MARKUP = re.compile(r"[!#$&()*+.:<>@\[\\\]^_`{|}~]")
"""The signs that can be markup within a line."""
_LONGEST = 200


def one_line(text: str, longest: int = _LONGEST) -> str:
    """On one line, with what cannot be seen made visible, and not longer than a title is."""
    words = " ".join(visible(text, keep="\n\t").split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def as_words(text: str, longest: int = _LONGEST) -> str:
    """As words in Markdown: a sign that could be markup, HTML, a formula or a mention is an entity."""
    seen = "".join(c for c in one_line(text, longest) if unicodedata.category(c) != "Cf" or c == "\u200d")
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", seen)

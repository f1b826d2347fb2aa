"""What somebody wrote, made safe to print: nothing in it can forge a line, move the cursor or break an encoding."""

import unicodedata


def visible(text: str, keep: str = "") -> str:
    """With control characters, line separators and invisible marks as their codes: they cannot forge a line."""
    if text.isprintable():
        return text
    return "".join(
        c
        if c.isprintable() or c in keep or _is_harmless(c)
        else c.encode("unicode_escape", "surrogatepass").decode()
        for c in text
    )


def _is_harmless(character: str) -> bool:
    """Whether it is a blank (a no-break space) or joins emoji: not printable for Python, but no danger."""
    return unicodedata.category(character) == "Zs" or character == "\u200d"


def encodable(text: str) -> str:
    """Without lone surrogates, which a path that is no UTF-8 has and JSON in UTF-8 cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()

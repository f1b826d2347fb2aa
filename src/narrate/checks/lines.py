"""The lines of a source file, as diagnostics count them."""

from functools import lru_cache


@lru_cache(4)
def lines_of(content: bytes) -> tuple[str, ...]:
    """Kept for the last few files: what is looked for in a file is looked for often."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(text.split("\n"))

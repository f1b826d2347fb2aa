"""What a body says in short: what stands before `<!-- more -->`, else its first paragraph with words."""

from narrate.markdown import emails
from narrate.markdown.page import Page

LONGEST = 300


def write(page: Page) -> str:
    """Plain text, at most 300 characters, cut at a word."""
    chosen = page.prose[: page.more] if page.more > 0 else page.prose[:1]
    return cut(" ".join(chosen) if chosen else page.fallback)


def cut(text: str) -> str:
    """Text on one line, without addresses, cut at a word."""
    text = emails.mask(" ".join(text.split()))
    if len(text) <= LONGEST:
        return text
    words = text[: LONGEST - 1]
    shorter = words.rpartition(" ")[0]
    return (shorter if len(shorter) > LONGEST // 2 else words).rstrip(" ,;:–-") + "…"

"""A title as a heading that says exactly that, whatever characters it has."""

import re

from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from narrate.model.document import Document

_MARKUP = (r"[<>&]", r"[\\`*_\[\]<>&#@]", r"[\\`*_{}\[\]<>#+!|~$%&=:@^-]")
"""What may have to be escaped: no more than is needed, people read it in their editor."""
_HARMLESS = frozenset({"hashtag"})


def one_line(title: str) -> str:
    """A title on one line, without what no page may hold."""
    return " ".join("".join(each if each.isprintable() else " " for each in title).split())


def heading(title: str) -> str:
    """`# Title`, with code and hashtags as they are written and everything else as plain words.

    Empty when no heading can say it: then it belongs in the front matter.
    """
    for words in (title, *(re.sub(markup, r"\\\g<0>", title) for markup in _MARKUP)):
        if _says(parse(f"# {words}\n"), title):
            return f"# {words}"
    return ""


def parse(text: str) -> Document:
    """What a text says as a file of its own."""
    return parse_document("entry.md", text.encode("utf-8", "replace"), MarkdownSettings())[0]


def _says(document: Document, title: str) -> bool:
    if document.diagnostics or document.front.title or document.text.words:
        return False
    tags = [reference.raw for reference in document.text.references if reference.form in _HARMLESS]
    if len(tags) < len(document.text.references):
        return False
    words = title
    while tags and words.endswith(tags[-1]) and words != tags[-1]:
        words = words.removesuffix(tags.pop()).rstrip()
    return document.heading in (words, _without_code_marks(words))


def _without_code_marks(words: str) -> str:
    return re.sub(r"(?<!`)`([^`]+)`(?!`)", r"\1", words)

"""A body as a reader of a test sees it: HTML with its holes in words."""

from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from narrate.model.document import (
    Body,
    Close,
    Document,
    Drawing,
    Embed,
    Image,
    Open,
    Reference,
    Segment,
    Text,
)


def parsed(text: str | bytes, path: str = "notes/a.md") -> tuple[Document, dict[bytes, Body]]:
    """A file's document and bodies, with the default settings."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return parse_document(path, data, MarkdownSettings())


def shown(text: Text, body: Body) -> str:
    """The body's HTML; `{link to.md}` and `{/link}` for holes."""
    return "".join(_piece(segment, text.references) for segment in body.html)


def html(source: str, path: str = "notes/a.md") -> str:
    """The HTML of a file's body."""
    document, bodies = parsed(source, path)
    return shown(document.text, bodies[document.text.body])


def markdown(source: str) -> str:
    """The Markdown copy of a file's body, with `{0}` where a reference stands."""
    document, bodies = parsed(source)
    pieces = bodies[document.text.body].markdown
    return "".join(piece if isinstance(piece, str) else f"{{{piece}}}" for piece in pieces)


def _piece(segment: Segment, references: tuple[Reference, ...]) -> str:
    if isinstance(segment, str):
        return segment
    if isinstance(segment, Drawing):
        return f"{{drawing {segment.number}}}"
    reference = references[segment.ref]
    where = reference.target + ("#" + reference.fragment if reference.fragment else "")
    if isinstance(segment, Close):
        return f"{{/{reference.form}}}"
    if isinstance(segment, Open):
        return f"{{{reference.form} {where}}}"
    if isinstance(segment, Image):
        size = f" {reference.size}" if reference.size else ""
        return f"{{image {where} ({reference.text}){size}}}"
    assert isinstance(segment, Embed)
    return f"{{embed {where}{' block' if segment.block else ''}}}"

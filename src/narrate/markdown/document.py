"""Parse: a file's path, bytes and the Markdown settings to a `Document`. Nothing else, and it never fails."""

import hashlib
import re
from html import escape

import msgspec

from narrate.frontmatter.read import read_front_matter
from narrate.markdown import blocks, body, emails, log, slides, templates, titles
from narrate.markdown.outer import outer
from narrate.markdown.source import Source
from narrate.model.config import MarkdownSettings
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Body, Document, FrontMatter, Section, Text
from narrate.words import words

LARGEST = 5_000_000
"""Bytes of a file that is still parsed."""
_DRAFTS = "_drafts"
"""Whatever is in a folder of this name is a draft, as Jekyll has it."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SHOWN = 20_000
"""How much is shown of a larger one."""


def parse_document(path: str, data: bytes, settings: MarkdownSettings) -> tuple[Document, dict[bytes, Body]]:
    """The document that a file says, and its bodies by their digest."""
    digest = hashlib.blake2b(data, digest_size=16).digest()
    if len(data) > LARGEST:
        return _too_large(path, data, digest)
    text, diagnostics = _decoded(path, data)
    block = read_front_matter(path, text)
    front = block.front
    if _DRAFTS in path.split("/")[:-1] and not front.draft:
        front = msgspec.structs.replace(front, draft=True)
    source = Source(path, block.body_line, templates.fenced(block.body), text.split("\n"))
    read = blocks.read(source, words(settings.language).gettext)
    written = body.Written(settings, "nrt" + digest.hex()[:16], read)
    tokens = read.tokens
    timed: tuple[log.Timed, ...] = ()
    if log.is_log(path, front.log):
        tokens, timed = log.divide(tokens, len(source.lines))
    tokens, title = titles.take(tokens, front.title)
    if front.slides:
        tokens = slides.divide(tokens, words(settings.language).gettext)
    lines = (0, timed[0].line if timed else len(source.lines))
    composed = body.compose(written, tokens, lines, (title,) if title else ())
    bodies = {composed.text.body: composed.body}
    diagnostics.extend([*block.diagnostics, *read.diagnostics, *composed.diagnostics])
    sections = []
    for entry in timed:
        part = body.compose(written, entry.tokens, (entry.line, entry.end), (entry.heading,))
        bodies[part.text.body] = part.body
        diagnostics.extend(part.diagnostics)
        sections.append(_section(entry, part.text, source))
    heading = (titles.words(title), titles.identifier(title)) if title else ("", "")
    said = (front, *heading, composed.text, tuple(sections))
    return Document(path, digest, *said, tuple(diagnostics), outer(*said)), bodies


def _section(entry: log.Timed, text: Text, source: Source) -> Section:
    return Section(
        entry.time,
        entry.slug,
        log.without_time(titles.words(entry.heading)),
        titles.identifier(entry.heading),
        source.place(entry.line).line,
        text,
    )


def _decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text with line feeds only, without BOM and without characters that a page may not have."""
    diagnostics = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        line = data.count(b"\n", 0, error.start) + 1
        shown = data.splitlines()[line - 1].decode("utf-8", "replace") if data.strip() else ""
        diagnostics.append(
            Diagnostic(
                Place(path, line, 0, 1, shown[:500]),
                "not-utf-8",
                f"the byte `0x{data[error.start]:02x}` is not UTF-8",
                "save the file as UTF-8",
            )
        )
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", text), diagnostics


def _too_large(path: str, data: bytes, digest: bytes) -> tuple[Document, dict[bytes, Body]]:
    """A document that shows the start of the file as plain text."""
    start = emails.mask(data[:_SHOWN].decode("utf-8", "replace"))
    start = _CONTROL.sub("\ufffd", start)
    shown = Body((f"<pre><code>{escape(start, quote=False)}\n</code></pre>\n",), ("\n",))
    text = Text(body.digest(shown), 0, "", (), (), (), ())
    problem = Diagnostic(
        Place(path),
        "too-large",
        f"the file has {len(data):,} bytes: only its start is shown, as plain text",
        f"split it, or keep it out of the content: files up to {LARGEST:,} bytes are parsed",
    )
    said = (FrontMatter(), "", "", text, ())
    document = Document(path, digest, *said, (problem,), outer(*said))
    return document, {text.body: shown}

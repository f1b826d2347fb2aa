"""One body: from block tokens to what is shown (`Body`) and what others may know of it (`Text`)."""

import hashlib
import re
from typing import Any, NamedTuple

import msgspec
from markdown_it.token import Token

from narrate.markdown import (
    emails,
    footnotes,
    hashtags,
    markdown_copy,
    parts,
    raw_html,
    render,
    structure,
    summary,
)
from narrate.markdown.blocks import Blocks
from narrate.markdown.page import Page, plain_text, words_of
from narrate.markdown.parser import MAX_NESTING, parser
from narrate.markdown.render_inline import inline_html, note_id, text_html
from narrate.markdown.sanitise import sanitise
from narrate.markdown.segments import Split, split
from narrate.markdown.status import has_attendance, is_metadata, status
from narrate.markdown.substance import is_about, substance
from narrate.model.config import MarkdownSettings
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Body, Reference, Text

_ENCODER = msgspec.msgpack.Encoder()
_FIGURES = re.compile(
    r"(?=.*\d[ /\u2013-]\d)[~<>≈]?\d[\d :.,/\u2013+T-]{2,20}(?: ?(?:Z|UTC|GMT|CES?T|[ap]m|AM|PM|%))?"
)
"""What a table cell says when it is a date, a time or a number with a blank or hyphen in it: one thing, in one line."""


class Composed(NamedTuple):
    """A finished body."""

    text: Text
    body: Body
    diagnostics: tuple[Diagnostic, ...]


class Written(NamedTuple):
    """What all bodies of one file share."""

    settings: MarkdownSettings
    token: str
    blocks: Blocks


def compose(
    written: Written, tokens: list[Token], lines: tuple[int, int], titles: tuple[Token, ...] = ()
) -> Composed:
    """Renders the tokens of one body, which stands in `lines`. `titles` are headings that are not shown in it."""
    blocks = written.blocks
    env: dict[str, Any] = {"backs": {}, "note_ids": {}}
    if blocks.references:
        env["references"] = blocks.references
        env["duplicate_refs"] = blocks.duplicates
    tokens = tokens + footnotes.used([*titles, *tokens], blocks.definitions)
    if blocks.definitions:
        env["footnotes"] = footnotes.environment(blocks.definitions)
    page = Page(blocks.source, written.settings, env, written.token)
    _parse_inlines([*titles, *tokens], env)
    if "footnotes" in env:
        tokens = footnotes.move_to_end(tokens, env)
    _reserve_ids(page, tokens)
    for title in titles:
        inline_html(page, title)
    hidden = len(page.links)
    html = _blocks_html(page, tokens)
    clean = sanitise(html)
    result = split(structure.mend(clean) if page.raw else clean, page)
    for number in range(hidden):
        # What a title links to is not shown in the body, but it is said there.
        result.keep(number, page.links[number])
    references = result.references(page)
    copy = markdown_copy.write(page, result, lines, tokens, titles, blocks.definitions)
    body = Body(tuple(result.segments), copy, tuple(reference.written for reference in references))
    return Composed(_text(page, result, body, references, tokens), body, tuple(page.diagnostics))


def _text(
    page: Page, result: Split, body: Body, references: tuple[Reference, ...], tokens: list[Token]
) -> Text:
    headings = {heading.id for heading in page.headings}
    return Text(
        digest(body),
        page.words,
        summary.write(page),
        tuple(page.headings),
        parts.find(page, result, raw=bool(page.raw)),
        references,
        tuple(page.diagrams),
        tuple(name for name in result.ids if name not in headings),
        substance(tokens),
        status(tokens, page.source.text, page.settings.language),
        has_attendance(tokens),
    )


def digest(body: Body) -> bytes:
    """Under which a body is stored."""
    return hashlib.blake2b(_ENCODER.encode(body), digest_size=16).digest()


def _parse_inlines(tokens: list[Token], env: dict[str, Any]) -> None:
    md = parser()
    parse = md.inline.parse
    for token in tokens:
        if token.type == "inline":
            token.children = []
            env["inline"] = token
            parse(token.content, md, env, token.children)


def _reserve_ids(page: Page, tokens: list[Token]) -> None:
    """Takes the ids that authors and footnotes have, so that headings get others."""
    taken = page.ids.taken
    for number in page.env.get("footnotes", {}).get("list", ()):
        note_id(page, number)
    for token in tokens:
        if token.type == "html_block":
            taken.update(raw_html.ids(token.content))
        elif token.type == "inline" and "<" in token.content:
            for child in token.children or ():
                if child.type == "html_inline":
                    taken.update(raw_html.ids(child.content))


def _blocks_html(page: Page, tokens: list[Token]) -> str:
    """The HTML of all blocks, with placeholders."""
    pieces: list[str] = []
    closing: list[str] = []
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        kind = token.type
        if kind == "inline":
            pieces.append(_inline(page, tokens, index))
        elif kind == "heading_open":
            heading = render.heading_html(page, token, tokens[index + 1])
            page.words += len(words_of(tokens[index + 1].children or []).split())
            _named(page, token, heading, pieces, [])
            skip = 2
        elif kind == "paragraph_open" and _is_embed(tokens[index + 1]):
            inline = tokens[index + 1]
            pieces.append(f"<div>{inline_html(page, inline).strip()}</div>\n")
            skip = 2
        elif kind == "paragraph_open" and _is_captioned(tokens[index + 1]):
            _named(page, token, _figure(page, tokens[index + 1]), pieces, [])
            skip = 2
        else:
            if kind == "td_open" and _FIGURES.fullmatch(tokens[index + 1].content):
                token.meta["unbroken"] = True
            _block(page, token, pieces, closing)
        if token.level >= MAX_NESTING - 2:
            _too_deep(page, token)
    return "".join(pieces)


def _block(page: Page, token: Token, pieces: list[str], closing: list[str]) -> None:
    page.block(token)
    html = render.BLOCK[token.type](page, token)
    if token.nesting > 0:
        _named(page, token, html, pieces, closing)
    elif token.nesting < 0:
        end = closing.pop() if closing else ""
        # A part of a list item is what is in it; of any other block, the block.
        pieces.append(end + html if token.type == "list_item_close" else html + end)
    elif "block_id" in token.meta:
        ends: list[str] = []
        _named(page, token, html, pieces, ends)
        pieces.extend(ends)
    else:
        pieces.append(html)
    if token.type == "tr_open":
        page.cell = (token.map[0] if token.map else 0, 0)
    elif token.type == "table_close":
        page.cell = (-1, 0)


def _named(page: Page, token: Token, html: str, pieces: list[str], closing: list[str]) -> None:
    """Writes the beginning of a block; one with a block id begins a part."""
    name = "^" + token.meta["block_id"] if "block_id" in token.meta else ""
    if not name or name in page.ids.taken:
        pieces.append(html)
        closing.append("")
        return
    page.ids.taken.add(name)
    if html.startswith("<"):
        cut = min(html.find(" ") % (len(html) + 1), html.find(">"))
        html = f'{html[:cut]} id="{name}"{html[cut:]}'
    start, end = page.mark(name), page.mark("$" + name)
    pieces.append(html + start if token.type == "list_item_open" else start + html)
    if token.type == "heading_open":
        pieces.append(end)
    closing.append(end)


def _inline(page: Page, tokens: list[Token], index: int) -> str:
    """The text of a block, counted and remembered for the summary."""
    inline = tokens[index]
    around = tokens[index - 1] if index else inline
    html = inline_html(page, inline)
    if page.cell[0] >= 0:
        written = inline.content.replace("|", "\\|")
        line = page.source.lines[page.cell[0]] if page.cell[0] < len(page.source.lines) else ""
        page.cell = (page.cell[0], max(line.find(written, page.cell[1]), page.cell[1]) + len(written))
    if "task" in inline.meta:
        html = render.task_box(page, inline) + html
    children = inline.children or []
    prose = "".join(plain_text(c) for c in children if c.type not in ("image", "hashtag", "template"))
    count = len(prose.split())
    page.words += count
    is_prose = around.type == "paragraph_open" and around.level == 0 and any(c.isalnum() for c in prose)
    if is_prose:
        page.paragraph(prose)
    if is_prose and not page.in_status and not (":" in prose and _is_aside(page, inline)):
        page.prose.append(words_of(hashtags.without_last(children)))
    elif count and not page.fallback and any(c.isalnum() for c in prose):
        page.fallback = prose
    return html


def _is_aside(page: Page, inline: Token) -> bool:
    """Whether a paragraph only says what its links mean, or when and by whom it was written."""
    return is_about(inline.children or []) or is_metadata(inline, page.settings.language)


def _is_embed(inline: Token) -> bool:
    """Whether a paragraph is nothing but an embed."""
    children = inline.children
    return bool(
        children
        and len(children) == 1
        and children[0].type == "wikilink"
        and children[0].meta["link"].form == "embed"
    )


def _is_captioned(inline: Token) -> bool:
    """Whether a paragraph is nothing but a picture, a film or a sound with a title; a Hugo figure may be a link."""
    children = inline.children or []
    shown = children[1] if len(children) == 3 and children[1].meta.get("figure") else None
    if len(children) == 1 and children[0].type == "image":
        shown = children[0]
    return shown is not None and bool(str(shown.attrs.get("title", "")).strip())


def _figure(page: Page, inline: Token) -> str:
    """Its title is its caption."""
    shown = next(child for child in inline.children or [] if child.type == "image")
    picture = inline_html(page, inline)
    caption = " ".join(str(shown.attrs["title"]).split())
    page.words += len(caption.split())
    caption = emails.mask(caption)
    if page.links and "<img" in picture:
        page.links[-1].caption = caption
    return f"<figure>{picture}<figcaption>{text_html(caption)}</figcaption></figure>\n"


def _too_deep(page: Page, token: Token) -> None:
    if page.env.get("too_deep"):
        return
    page.env["too_deep"] = True
    page.report(
        "too-deep",
        f"lists and quotes are nested deeper than {MAX_NESTING} levels: what is inside is left out",
        "nest less deeply",
        line=token.map[0] if token.map else 0,
    )

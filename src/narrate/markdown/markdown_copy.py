"""The source of a body as it may be published: without comments and addresses, its links as holes.

Every link whose place is known is cut out, those by reference (`[words][label]`) too, and all link reference
definitions are left out: the renderer writes each link anew from what it resolves to, so that no path of
something that is withheld can survive. Links in raw HTML have no place of their own: their tags are left out
unless they lead elsewhere.
"""

import re
from bisect import bisect_right

from markdown_it.token import Token

from narrate.markdown import emails
from narrate.markdown.destinations import interpret
from narrate.markdown.page import Page
from narrate.markdown.segments import Split

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"""<(/?)(a|img)\b((?:"[^"]*"|'[^']*'|[^'"<>])*)>""", re.IGNORECASE)
_URL = re.compile(r"""(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")

Edit = tuple[int, int, str | int]


def write(
    page: Page,
    result: Split,
    lines: tuple[int, int],
    tokens: list[Token],
    titles: tuple[Token, ...],
    definitions: dict[str, list[Token]],
) -> tuple[str | int, ...]:
    """Text without the headings that are `titles`, and the numbers of references where they stand."""
    source = page.source
    first, last = source.offset(lines[0], 0), source.offset(lines[1], 0)
    edits = _links(page, result) + _definitions(page, definitions)
    code = _code(page, tokens)
    edits.extend(_raw(page))
    edits.extend(
        (source.offset(title.map[0], 0), source.offset(title.map[1], 0), "") for title in titles if title.map
    )
    for start, end, prose, quoted in emails.find(source.text[first:last]):
        row = bisect_right(code, (start + first, len(source.text)))
        inside = row > 0 and start + first < code[row - 1][1]
        edits.append((start + first, end + first, quoted if inside else prose))
    edits.sort(key=lambda edit: (edit[0], -edit[1]))
    pieces: list[str | int] = []
    text: list[str] = []
    pos = first
    for start, end, put in edits:
        if start < pos or start >= last or end > last:
            continue
        text.append(source.text[pos:start])
        pos = end
        if isinstance(put, str):
            text.append(put)
            continue
        pieces.append("".join(text))
        text.clear()
        pieces.append(put)
    text.append(source.text[pos:last])
    pieces.append("".join(text))
    return _tidy(pieces)


def _tidy(pieces: list[str | int]) -> tuple[str | int, ...]:
    """Without the blank lines that were left where something was cut out."""
    tidied = [_BLANK_LINES.sub("\n\n", piece) if isinstance(piece, str) else piece for piece in pieces]
    if tidied and isinstance(tidied[0], str):
        tidied[0] = tidied[0].lstrip("\n")
    if tidied and isinstance(tidied[-1], str):
        tidied[-1] = tidied[-1].rstrip() + "\n" if tidied[-1].strip() or len(tidied) > 1 else ""
    return tuple(piece for piece in tidied if piece != "")


def _links(page: Page, result: Split) -> list[Edit]:
    edits: list[Edit] = []
    for number, link in enumerate(page.links):
        if link.start >= 0:
            edits.append((link.start, link.end, result.final.get(number, emails.mask(link.words))))
            if link.caption:
                edits.append((link.end, link.end, f"\n{link.caption}"))
    edits.extend((link.start, link.end, emails.mask(link.words)) for link in page.dropped if link.start >= 0)
    return edits


def _definitions(page: Page, footnotes: dict[str, list[Token]]) -> list[Edit]:
    """Link reference definitions, and footnotes that nothing refers to."""
    used = page.env["footnotes"]["refs"] if footnotes else {}
    unused = [note[0].map for label, note in footnotes.items() if used.get(":" + label, -1) < 0]
    spans = [known["map"] for known in page.env.get("references", {}).values()]
    spans.extend(known["map"] for known in page.env.get("duplicate_refs", ()))
    spans.extend(span for span in unused if span)
    return [(page.source.offset(start, 0), page.source.offset(end, 0), "") for start, end in spans]


def _raw(page: Page) -> list[Edit]:
    """Comments, and the tags of links and pictures of this site, in raw HTML."""
    edits: list[Edit] = []
    opened: list[bool] = []
    for line, column, content, _ in page.raw:
        start = page.source.offset(line, column)
        if not page.source.text.startswith(content.rstrip("\n"), start):
            start = page.source.text.find(content.strip(), start)
            if start < 0:
                continue
        edits.extend((start + m.start(), start + m.end(), "") for m in _COMMENT.finditer(content))
        for tag in _TAG.finditer(content):
            if tag[1]:
                keep = opened.pop() if opened and tag[2].lower() == "a" else True
            else:
                url = _URL.search(tag[3])
                meant = interpret(url[1].strip("\"'")) if url else None
                keep = url is None or (meant is not None and meant.external)
                if tag[2].lower() == "a":
                    opened.append(keep)
            if not keep:
                edits.append((start + tag.start(), start + tag.end(), ""))
    return edits


def _code(page: Page, tokens: list[Token]) -> list[tuple[int, int]]:
    """Where code blocks are, from first to last."""
    return sorted(
        (page.source.offset(token.map[0], 0), page.source.offset(token.map[1], 0))
        for token in tokens
        if token.type in ("fence", "code_block") and token.map
    )

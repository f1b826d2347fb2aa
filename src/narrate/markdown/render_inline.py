"""The text of a block to HTML with placeholders: one small function for each type of token."""

from collections.abc import Callable

from markdown_it.token import Token

from narrate.markdown import emails, math, raw_html
from narrate.markdown.destinations import interpret
from narrate.markdown.headings import slug
from narrate.markdown.page import Link, Page, words_of
from narrate.markdown.wikilinks import SIZE

Inline = Callable[[Page, list[Token], int], str]


def text_html(text: str) -> str:
    """Text for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inline_html(page: Page, inline: Token) -> str:
    """The HTML of a block's text."""
    children = inline.children or []
    page.begin(inline)
    pieces: list[str] = []
    skip_to = -1
    for index, child in enumerate(children):
        if index < skip_to:
            continue
        if child.type == "text":
            content = child.content
            pieces.append(text_html(content) if content else "")
        elif child.type == "html_inline":
            html, skip_to = _html_inline(page, children, index)
            pieces.append(html)
        else:
            pieces.append(INLINE[child.type](page, children, index))
    html = "".join(pieces)
    return html + raw_html.closing(html, inline=True) if page.raw and "<" in html else html


def _fixed(html: str) -> Inline:
    return lambda page, tokens, index: html


def _code_inline(page: Page, tokens: list[Token], index: int) -> str:
    content = tokens[index].content
    if "@" in content:
        return page.trust(f"<code>{text_html(emails.mask(content, code=True))}</code>")
    return f"<code>{text_html(content)}</code>"


def _link_open(page: Page, tokens: list[Token], index: int) -> str:
    token = tokens[index]
    level = token.level
    close = index + 1
    while tokens[close].type != "link_close" or tokens[close].level != level:
        close += 1
    words = page.plain(index, close)
    url = str(token.attrs["href"])
    meant = interpret(url)
    link = Link("link", "", words=words, text=emails.mask(words))
    page.place_link(link, token.meta.get("span"), index)
    if meant is None:
        tokens[close].hidden = True
        page.dropped.append(link)
        scheme = url.strip()[:11].lower()
        if scheme.startswith(("javascript:", "vbscript:", "data:")):
            _removed(page, scheme.partition(":")[0] + ":", link.line, link.column)
        return ""
    link.target, link.fragment = meant.target, meant.fragment
    page.links.append(link)
    return f'<a href="{page.hole("o", len(page.links) - 1)}">'


def _link_close(page: Page, tokens: list[Token], index: int) -> str:
    return "" if tokens[index].hidden else "</a>"


def _image(page: Page, tokens: list[Token], index: int) -> str:
    token = tokens[index]
    words = words_of(token.children or [])
    alt, bar, size = words.rpartition("|")
    if not bar or not SIZE.fullmatch(size.strip()):
        alt, size = words, ""
    meant = interpret(str(token.attrs["src"]))
    link = Link("image", "", text=emails.mask(alt.strip()), size=size.strip(), words=alt)
    page.place_link(link, token.meta.get("span"), index)
    if meant is None or not meant.target:
        page.dropped.append(link)
        return text_html(alt)
    link.target, link.fragment = meant.target, meant.fragment
    page.links.append(link)
    return f'<img src="{page.hole("i", len(page.links) - 1)}">'


def _wikilink(page: Page, tokens: list[Token], index: int) -> str:
    token = tokens[index]
    wiki = token.meta["link"]
    link = Link(
        wiki.form, wiki.target, wiki.fragment, emails.mask(wiki.text), size=wiki.size, words=token.content
    )
    page.place_link(link, token.meta["span"], index)
    page.links.append(link)
    number = len(page.links) - 1
    if wiki.form == "image":
        return f'<img src="{page.hole("i", number)}">'
    if wiki.form == "embed":
        return page.hole("e", number)
    return f'<a href="{page.hole("o", number)}">{text_html(token.content)}</a>'


def _named(page: Page, tokens: list[Token], index: int) -> str:
    token = tokens[index]
    link = Link("mention" if token.type == "mention" else "hashtag", token.content[1:], text=token.content)
    link.words = token.content
    page.place_link(link, token.meta["span"], index)
    page.links.append(link)
    return f'<a href="{page.hole("o", len(page.links) - 1)}">{text_html(token.content)}</a>'


def _math(page: Page, tokens: list[Token], index: int) -> str:
    token = tokens[index]
    line, column = page.position().at(token.meta["span"][0])
    return page.trust(formula(page, token.content, token.info, line, column))


def formula(page: Page, source: str, display: str, line: int, column: int) -> str:
    """A formula as MathML, or its source and a diagnostic."""
    if page.settings.math and math.available():
        written = math.mathml(source, display)
        if written:
            return written
        page.report(
            "bad-math",
            f"the formula `{source[:60]}` cannot be converted",
            "check its braces and commands; a dollar sign that is money is written `\\$`",
            line=line,
            column=column,
        )
    return math.source_html(source, display)


def _footnote_ref(page: Page, tokens: list[Token], index: int) -> str:
    meta = tokens[index].meta
    note = note_id(page, meta["id"])
    back = page.ids.unique(f"fnref-{note[3:]}")
    page.env["backs"].setdefault(meta["id"], []).append(back)
    page.trusted.append(f'<a href="#{note}" id="{back}">')
    return f'<sup class="footnote-ref"><a href="{page.hole("f", len(page.trusted) - 1)}">{meta["id"] + 1}</a></sup>'


def note_id(page: Page, number: int) -> str:
    """The id of a footnote: from its label, else its number."""
    known: dict[int, str] = page.env["note_ids"]
    if number not in known:
        label = page.env["footnotes"]["list"][number].get("label") or str(number + 1)
        known[number] = page.ids.unique("fn-" + slug(emails.mask(label)))
    return known[number]


def _html_inline(page: Page, tokens: list[Token], index: int) -> tuple[str, int]:
    """The HTML of an inline tag, and the index of the next token: `<script>` goes with what is in it."""
    content = tokens[index].content
    line, column = page.position().at(tokens[index].meta["span"][0])
    if raw_html.MORE.fullmatch(content):
        page.more = len(page.prose)
        return "", -1
    name = raw_html.tag_name(content)
    if name in raw_html.SWALLOWING:
        for later in range(index + 1, min(len(tokens), index + 1000)):
            if tokens[later].type == "html_inline" and raw_html.tag_name(tokens[later].content) == "/" + name:
                _removed(page, name, line, column)
                return "", later + 1
    sentence = page.sentence(index) if name in ("a", "img") else ""
    return raw(page, content, line, column, sentence), -1


def raw(page: Page, content: str, line: int, column: int, sentence: str) -> str:
    """A piece of raw HTML, ready for the sanitiser."""
    page.raw.append((line, column, content, sentence))
    cleaned = raw_html.clean(content)
    for name in cleaned.removed:
        _removed(page, name, line, column)
    return cleaned.html


def _removed(page: Page, name: str, line: int, column: int) -> None:
    """Says once for each element what is not shown."""
    reported = page.env.setdefault("removed", set())
    if name in reported:
        return
    reported.add(name)
    what = f"`<{name}>`" if name.isalnum() else f"`{name}`"
    page.report(
        "removed-html",
        f"{what} is not shown: a page may not contain it",
        "write it as Markdown, or as code to show the HTML itself",
        line=line,
        column=column,
    )


INLINE: dict[str, Inline] = {
    "softbreak": _fixed("\n"),
    "hardbreak": _fixed("<br>\n"),
    "em_open": _fixed("<em>"),
    "em_close": _fixed("</em>"),
    "strong_open": _fixed("<strong>"),
    "strong_close": _fixed("</strong>"),
    "s_open": _fixed("<del>"),
    "s_close": _fixed("</del>"),
    "code_inline": _code_inline,
    "text_special": lambda page, tokens, index: text_html(tokens[index].content),
    "template": lambda page, tokens, index: text_html(tokens[index].content),
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "wikilink": _wikilink,
    "mention": _named,
    "hashtag": _named,
    "math": _math,
    "footnote_ref": _footnote_ref,
}

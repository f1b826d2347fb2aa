"""Tokens to HTML with placeholders: one small function for each type of token."""

from collections.abc import Callable
from html import escape

from markdown_it.token import Token

from narrate.markdown import callouts, emails, fences, highlight, math, raw_html, summary, tasks
from narrate.markdown.destinations import interpret
from narrate.markdown.headings import slug
from narrate.markdown.page import Link, Page, words_of
from narrate.markdown.wikilinks import SIZE
from narrate.model.document import Diagram, Heading

Inline = Callable[[Page, list[Token], int], str]
Block = Callable[[Page, Token], str]


def text_html(text: str) -> str:
    """Text for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- inside a block -------------------------------------------------------------------------------


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
    return page.trust(_formula(page, token.content, token.info, line, column))


def _formula(page: Page, source: str, display: str, line: int, column: int) -> str:
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
    return _raw(page, content, line, column, sentence), -1


def _raw(page: Page, content: str, line: int, column: int, sentence: str) -> str:
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

# --- blocks ---------------------------------------------------------------------------------------


def _opening(page: Page, token: Token) -> str:
    return "" if token.hidden else f"<{token.tag}>"


def _opening_line(page: Page, token: Token) -> str:
    return f"<{token.tag}>\n"


def _closing(page: Page, token: Token) -> str:
    return "\n" if token.hidden else f"</{token.tag}>\n"


def _ordered_open(page: Page, token: Token) -> str:
    start = token.attrs.get("start", 1)
    return f'<ol start="{start}">\n' if start != 1 else "<ol>\n"


def _item_open(page: Page, token: Token) -> str:
    if "task" not in token.meta:
        return "<li>"
    return f'<li class="task{" done" if token.meta["task"] else ""}">'


def _cell_open(page: Page, token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return f'<{token.tag} class="align-{style[11:]}">' if style else f"<{token.tag}>"


def _code_block(page: Page, token: Token) -> str:
    return _pre(page, token, fences.Info("", "", frozenset()))


def _fence(page: Page, token: Token) -> str:
    info = fences.read(token.info)
    line = token.map[0] if token.map else 0
    if fences.is_mermaid(info) and token.content.strip():
        source = emails.mask(token.content.rstrip("\n") + "\n", code=True)
        page.diagrams.append(Diagram(source, page.source.place(line).line))
        page.drawings.append("<pre>" + fences.inner_html(token.content, info, highlighted=False) + "</pre>\n")
        return f"<div>{page.hole('d', len(page.drawings) - 1)}</div>\n"
    if info.language and highlight.too_large(token.content) and page.settings.highlight:
        page.report(
            "no-highlighting",
            f"the code has {len(token.content):,} characters and is shown without colours",
            f"blocks up to {highlight.CAP:,} characters and lines up to {highlight.LINE_CAP:,} are highlighted",
            line=line,
        )
    return _pre(page, token, info)


def _pre(page: Page, token: Token, info: fences.Info) -> str:
    inner = page.trust(fences.inner_html(token.content, info, highlighted=page.settings.highlight))
    if not info.title:
        return f"<pre>{inner}</pre>\n"
    title = text_html(emails.mask(info.title, code=True))
    return f'<figure class="code"><figcaption>{title}</figcaption><pre>{inner}</pre></figure>\n'


def _math_block(page: Page, token: Token) -> str:
    line = token.map[0] if token.map else 0
    return f'<div class="math">{page.trust(_formula(page, token.content, "block", line, 0))}</div>\n'


def _html_block(page: Page, token: Token) -> str:
    line = token.map[0] if token.map else 0
    content = token.content
    if raw_html.MORE.search(content):
        page.more = len(page.prose)
    if content.lstrip().startswith("<!--") and "-->" not in content:
        page.report(
            "unclosed-block",
            "the comment opened with `<!--` is never closed",
            "close it with `-->`: until then everything after it is hidden",
            line=line,
            column=0,
            width=4,
        )
    html = _raw(page, content, line, 0, summary.cut(raw_html.words(content)))
    return html + raw_html.closing(html, inline=False)


def heading_id(page: Page, inline: Token) -> str:
    """A new heading's id: its own `{#id}`, else made from its words."""
    given = inline.meta.get("id", "")
    if given and given not in page.ids.taken and not given.startswith("n-"):
        page.ids.taken.add(given)
        return str(given)
    return page.ids.unique(slug(emails.mask(words_of(inline.children or []))))


def heading_html(page: Page, opening: Token, inline: Token) -> str:
    """A whole heading; at the top level it also begins a part."""
    identifier = heading_id(page, inline)
    text = emails.mask(" ".join(words_of(inline.children or []).split()))
    html = f'<{opening.tag} id="{escape(identifier)}">{inline_html(page, inline)}</{opening.tag}>\n'
    if opening.level:
        page.env.setdefault("other_ids", []).append(identifier)
        return html
    line = page.source.place(opening.map[0] if opening.map else 0).line
    page.headings.append(Heading(int(opening.tag[1]), text, identifier, line))
    return page.mark(identifier) + html


def _footnotes_open(page: Page, token: Token) -> str:
    return page.mark("") + '<div class="footnotes">\n<ol>\n'


def _footnote_open(page: Page, token: Token) -> str:
    return f'<li id="{note_id(page, token.meta["id"])}">'


def _footnote_anchor(page: Page, token: Token) -> str:
    backs: list[str] = page.env["backs"].get(token.meta["id"], [])
    number = token.meta["subId"]
    if number >= len(backs):
        return ""
    page.trusted.append(f'<a href="#{backs[number]}" class="footnote-back" aria-label="Back to the text">')
    return f' <a href="{page.hole("f", len(page.trusted) - 1)}">↩︎</a>'


BLOCK: dict[str, Block] = {
    "paragraph_open": _opening,
    "paragraph_close": _closing,
    "bullet_list_open": _opening_line,
    "bullet_list_close": _closing,
    "ordered_list_open": _ordered_open,
    "ordered_list_close": _closing,
    "list_item_open": _item_open,
    "list_item_close": _closing,
    "blockquote_open": _opening_line,
    "blockquote_close": _closing,
    "callout_open": lambda page, token: callouts.opening(token),
    "callout_close": lambda page, token: callouts.closing(token),
    "callout_title_open": lambda page, token: f'<{callouts.title_tag(token)} class="callout-title">',
    "callout_title_close": lambda page, token: f"</{callouts.title_tag(token)}>\n",
    "hr": lambda page, token: "<hr>\n",
    "table_open": lambda page, token: '<div class="table"><table>\n',
    "table_close": lambda page, token: "</table></div>\n",
    "thead_open": _opening_line,
    "thead_close": _closing,
    "tbody_open": _opening_line,
    "tbody_close": _closing,
    "tr_open": _opening_line,
    "tr_close": _closing,
    "th_open": _cell_open,
    "th_close": _closing,
    "td_open": _cell_open,
    "td_close": _closing,
    "dl_open": _opening_line,
    "dl_close": _closing,
    "dt_open": _opening,
    "dt_close": _closing,
    "dd_open": _opening,
    "dd_close": _closing,
    "fence": _fence,
    "code_block": _code_block,
    "math_block": _math_block,
    "html_block": _html_block,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": lambda page, token: "</ol>\n</div>\n",
    "footnote_open": _footnote_open,
    "footnote_close": lambda page, token: "</li>\n",
    "footnote_anchor": _footnote_anchor,
}


def task_box(page: Page, inline: Token) -> str:
    """The box of a task, labelled with its words."""
    return page.trust(tasks.box(inline.meta["task"], emails.mask(words_of(inline.children or []))))

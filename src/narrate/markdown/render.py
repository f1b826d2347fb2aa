"""Block tokens to HTML with placeholders: one small function for each type of token."""

from collections.abc import Callable
from html import escape

from markdown_it.token import Token

from narrate.markdown import callouts, emails, fences, highlight, raw_html, summary, tasks
from narrate.markdown.headings import slug
from narrate.markdown.leads import status_words
from narrate.markdown.page import Page, lasting_words, words_of
from narrate.markdown.render_inline import formula, inline_html, note_id, raw, text_html
from narrate.model.document import Diagram, Heading
from narrate.words import words

Block = Callable[[Page, Token], str]


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
    classes = [f"align-{style[11:]}"] if style else []
    if "unbroken" in token.meta:
        classes.append("unbroken")
    return f'<{token.tag} class="{" ".join(classes)}">' if classes else f"<{token.tag}>"


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
    return f'<div class="math">{page.trust(formula(page, token.content, "block", line, 0))}</div>\n'


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
    html = raw(page, content, line, 0, summary.cut(raw_html.words(content)))
    return html + raw_html.closing(html, inline=False)


def heading_id(page: Page, inline: Token) -> str:
    """A new heading's id: its own `{#id}`, else made from its words."""
    given = inline.meta.get("id", "")
    if given and given not in page.ids.taken and not given.startswith("n-"):
        page.ids.taken.add(given)
        return str(given)
    return page.ids.unique(slug(emails.mask(lasting_words(inline.children or [], links=True))))


def heading_html(page: Page, opening: Token, inline: Token) -> str:
    """A whole heading; at the top level it also begins a part. One without content is left out.

    One in a container is listed among the headings of the page, too.
    """
    inner = inline_html(page, inline)
    if not inner.strip():
        return ""
    identifier = heading_id(page, inline)
    html = f'<{opening.tag} id="{escape(identifier)}">{inner}</{opening.tag}>\n'
    if opening.level and "told" not in opening.meta:
        return html
    text = emails.mask(" ".join(words_of(inline.children or []).split()))
    line = page.source.place(opening.map[0] if opening.map else 0).line
    page.headings.append(Heading(int(opening.tag[1]), text, identifier, line))
    page.in_status = text.casefold().strip(" :") in status_words(page.settings.language)
    return html if opening.level else page.mark(identifier) + html


def _footnotes_open(page: Page, token: Token) -> str:
    return page.mark("") + '<div class="footnotes">\n<ol>\n'


def _footnote_open(page: Page, token: Token) -> str:
    return f'<li id="{note_id(page, token.meta["id"])}">'


def _footnote_anchor(page: Page, token: Token) -> str:
    backs: list[str] = page.env["backs"].get(token.meta["id"], [])
    number = token.meta["subId"]
    if number >= len(backs):
        return ""
    back = escape(words(page.settings.language).gettext("Back to the text"))
    page.trusted.append(f'<a href="#{backs[number]}" class="footnote-back" aria-label="{back}">')
    return f' <a href="{page.hole("f", len(page.trusted) - 1)}">↩︎</a>'


def _notes_open(page: Page, token: Token) -> str:
    """A slide's sections end before its notes, as they do with the slide: each is whole when it is embedded."""
    title = escape(token.meta["title"])
    return f'{page.mark("")}<div class="slide-notes">\n<p class="slide-notes-title">{title}</p>\n'


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
    "slide_open": lambda page, token: '<section class="slide">\n',
    "slide_close": lambda page, token: page.mark("") + "</section>\n",
    "slide_notes_open": _notes_open,
    "slide_notes_close": lambda page, token: page.mark("") + "</div>\n",
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
    return page.trust(
        tasks.box(
            inline.meta["task"],
            emails.mask(lasting_words(inline.children or [], links=False)).strip()
            or words(page.settings.language).gettext("task"),
        )
    )

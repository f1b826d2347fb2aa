"""The one configured parser of a process, and what of CommonMark it extends."""

from functools import lru_cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it import rules_inline as common
from markdown_it.ruler import RuleOptionsType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from narrate.markdown import (
    admonitions,
    attributes,
    autolinks,
    containers,
    content_tabs,
    destinations,
    dispatch,
    footnotes,
    hashtags,
    in_html,
    math,
    mdx,
    mentions,
    shortcodes,
    templates,
    wikilinks,
)
from narrate.markdown.inline import DispatchInline, Rule, located

MAX_NESTING = 100


def inline_rules() -> dict[str, tuple[Rule, ...]]:
    """For each character that begins something, the rules to try, in order."""
    link, image = located(common.link), located(common.image)
    return {
        "\n": (common.newline,),
        "\\": (common.escape,),
        "`": (common.backtick,),
        "~": (common.strikethrough.tokenize,),
        "*": (common.emphasis.tokenize,),
        "_": (common.emphasis.tokenize,),
        "[": (wikilinks.wikilink, footnotes.reference, link),
        "!": (wikilinks.wikilink, image),
        "^": (footnotes.inline_note,),
        "<": (located(common.autolink), located(common.html_inline)),
        "&": (common.entity,),
        "$": (math.math_inline,),
        "{": (shortcodes.shortcode, templates.template, attributes.attribute_span),
        "@": (mentions.mention,),
        "#": (hashtags.hashtag,),
        ":": (autolinks.autolink,),
        "w": (autolinks.autolink,),
    }


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes, definition lists and our own rules; for one process."""
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": True})
    md.enable(["table", "strikethrough"])
    md.inline = DispatchInline(inline_rules())
    md.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis", "fragments_join"])
    md.use(deflist_plugin)
    block = md.block.ruler
    block.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    anywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block.before("fence", "math_block", math.math_block, anywhere)
    block.before("fence", "admonition", admonitions.admonition, anywhere)
    block.before("fence", "container", containers.container, anywhere)
    block.before("fence", "content_tab", content_tabs.content_tab, anywhere)
    in_paragraphs: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    block.before("reference", "attribute_line", attributes.attribute_line, in_paragraphs)
    block.before("html_block", "tabs", mdx.tabs, in_paragraphs)
    block.before("reference", "imports", mdx.imports)
    block.before("html_block", "in_html", in_html.in_html, in_paragraphs)
    block.before("reference", "figure", shortcodes.figure, in_paragraphs)
    dispatch.by_first_character(block)
    md.helpers = cast("Any", destinations.helpers)
    # Links are judged and decoded where they are read; markdown-it's own rewriting of them is not needed.
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md

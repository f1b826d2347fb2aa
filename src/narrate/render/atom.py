"""Atom feeds (RFC 4287), with replies (RFC 4685)."""

from narrate.model.views import Feed, FeedItem, Ref
from narrate.render.parts import Parts
from narrate.render.xml import DECLARATION, text

_SPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'


def render(feed: Feed, parts: Parts) -> bytes:
    """The feed. Every entry has an author, if only through the feed, as the standard demands."""
    lines = [
        f'{DECLARATION}<feed {_SPACES} xml:lang="{text(feed.language)}">',
        f"<id>{text(feed.id)}</id>",
        f"<title>{text(feed.title)}</title>",
        f"<subtitle>{text(feed.description)}</subtitle>" if feed.description else "",
        f"<updated>{feed.updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{text(feed.atom)}"/>',
        f'<link rel="alternate" type="text/html" href="{text(feed.url)}"/>',
        f'<link rel="alternate" type="application/feed+json" href="{text(feed.json)}"/>' if feed.json else "",
        f"<author><name>{text(feed.site or feed.title)}</name><uri>{text(feed.root)}</uri></author>",
        "<generator>narrate</generator>",
    ]
    head = "\n".join(filter(None, lines)).encode("utf-8", "replace")
    return b"\n".join((head, *(parts.part("atom", item, _entry) for item in feed.items), b"</feed>\n"))


def _entry(item: FeedItem, content: str) -> bytes:
    lines = [
        "<entry>",
        f"<id>{text(item.id)}</id>",
        f"<title>{text(item.title)}</title>",
        f"<published>{item.published}</published>" if item.published else "",
        f"<updated>{item.updated or item.published}</updated>",
        f'<link rel="alternate" type="text/html" href="{text(item.url)}"/>',
        *(f"<author>{_person(author)}</author>" for author in item.authors),
        *(f'<category term="{text(tag)}"/>' for tag in item.tags),
        _reply(item),
        f"<summary>{text(item.summary)}</summary>" if item.summary else "",
        f'<content type="html" xml:base="{text(item.url)}">{text(content)}</content>',
        "</entry>",
    ]
    return "\n".join(filter(None, lines)).encode("utf-8", "replace")


def _person(author: Ref) -> str:
    return f"<name>{text(author.name)}</name>" + (f"<uri>{text(author.href)}</uri>" if author.href else "")


def _reply(item: FeedItem) -> str:
    if not item.in_reply_to:
        return ""
    ref, href = text(item.reply_id or item.in_reply_to), text(item.in_reply_to)
    return f'<thr:in-reply-to ref="{ref}" href="{href}" type="text/html"/>'

"""JSON Feed 1.1 (jsonfeed.org)."""

from typing import Any

import msgspec

from narrate.model.views import Feed, FeedItem
from narrate.render.parts import Parts


def render(feed: Feed, parts: Parts) -> bytes:
    """The feed, one item on a line."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.json,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.site or feed.title, "url": feed.root}],
    }
    items = b",\n".join(parts.part("json", item, _item) for item in feed.items)
    return _written(head)[:-1] + b',"items":[\n' + items + (b"\n]}\n" if items else b"]}\n")


def _item(item: FeedItem, content: str) -> bytes:
    members = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [_present(name=author.name, url=author.href) for author in item.authors],
        "tags": item.tags,
        "_narrate": _present(in_reply_to=item.in_reply_to),
    }
    # content stays even when it is empty: an item must have some
    return _written(members)[:-1] + b',"content_html":' + msgspec.json.encode(content) + b"}"


def _present(**members: str) -> dict[str, str]:
    return {name: value for name, value in members.items() if value}


def _written(members: dict[str, Any]) -> bytes:
    return msgspec.json.encode({name: value for name, value in members.items() if value})

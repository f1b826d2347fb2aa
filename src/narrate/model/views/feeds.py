"""Feeds and the list of all of them."""

from narrate.model.links import BodyRef
from narrate.model.views.names import Ref
from narrate.model.views.view import View


class FeedItem(View, frozen=True):
    """An entry in a feed."""

    id: str
    url: str
    title: str
    summary: str
    published: str
    """RFC 3339."""
    updated: str
    authors: tuple[Ref, ...]
    """Addresses are absolute."""
    tags: tuple[str, ...]
    in_reply_to: str
    """The absolute address of what it replies to, or empty."""
    body: BodyRef
    reply_id: str = ""
    """The feed id of what it replies to, when that is an entry; empty: its address."""


class Feed(View, frozen=True):
    """A stream as a feed: Atom (RFC 4287) or JSON Feed 1.1. Addresses are absolute."""

    id: str
    title: str
    description: str
    language: str
    url: str
    atom: str
    json: str
    root: str
    updated: str
    """RFC 3339: of its newest change."""
    items: tuple[FeedItem, ...]
    site: str = ""
    """The site's title: the author of what has none; empty: the feed's title."""


class OutlineFeed(View, frozen=True):
    """A line of the OPML file. Addresses are absolute."""

    title: str
    feed: str
    page: str


class OutlineGroup(View, frozen=True):
    """Feeds of one sort: people, communities, tags, …"""

    title: str
    feeds: tuple[OutlineFeed, ...]


class Outline(View, frozen=True):
    """All feeds of the site (OPML 2.0)."""

    title: str
    groups: tuple[OutlineGroup, ...]

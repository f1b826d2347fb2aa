"""All feeds of the site as one OPML 2.0 file, for a feed reader's import."""

from narrate.model.views import Outline, OutlineFeed
from narrate.render.xml import DECLARATION, text


def render(outline: Outline) -> bytes:
    """The outline: a group a line, its feeds below it."""
    lines = [
        f'{DECLARATION}<opml version="2.0">',
        f"<head><title>{text(outline.title)}</title></head>",
        "<body>",
    ]
    for group in outline.groups:
        lines += [f'<outline text="{text(group.title)}">', *map(_feed, group.feeds), "</outline>"]
    return "\n".join((*lines, "</body>", "</opml>", "")).encode("utf-8", "replace")


def _feed(feed: OutlineFeed) -> str:
    title, page = text(feed.title), text(feed.page)
    # `rss` is what OPML calls every subscription, Atom included
    return f'<outline type="rss" text="{title}" title="{title}" xmlUrl="{text(feed.feed)}" htmlUrl="{page}"/>'

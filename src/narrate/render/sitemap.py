"""Sitemaps (sitemaps.org 0.9)."""

from narrate.model.views import Sitemap, SitemapIndex, SitemapUrl
from narrate.render.xml import DECLARATION, text

LIMIT = 50_000
"""Addresses that one sitemap may hold."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def split(sitemap: Sitemap) -> tuple[Sitemap, ...]:
    """The sitemap in pieces that the standard allows: one, or several that a `SitemapIndex` lists."""
    starts = range(0, max(len(sitemap.urls), 1), LIMIT)
    return tuple(Sitemap(sitemap.urls[start : start + LIMIT]) for start in starts)


def render(sitemap: Sitemap) -> bytes:
    """One sitemap."""
    return _file("urlset", "\n".join(map(_url, sitemap.urls)))


def render_index(index: SitemapIndex) -> bytes:
    """The list of sitemaps."""
    return _file(
        "sitemapindex", "\n".join(f"<sitemap><loc>{text(url)}</loc></sitemap>" for url in index.sitemaps)
    )


def _file(element: str, lines: str) -> bytes:
    return f'{DECLARATION}<{element} xmlns="{_SPACE}">\n{lines}\n</{element}>\n'.encode("utf-8", "replace")


def _url(url: SitemapUrl) -> str:
    updated = f"<lastmod>{text(url.updated)}</lastmod>" if url.updated else ""
    return f"<url><loc>{text(url.url)}</loc>{updated}</url>"

"""Other files for programs: sitemaps, Markdown copies, `llms.txt`."""

from narrate.model.links import BodyRef
from narrate.model.views.view import View


class SitemapUrl(View, frozen=True):
    """A page of the sitemap. `updated` is a date or empty."""

    url: str
    updated: str


class Sitemap(View, frozen=True):
    """All pages (sitemaps.org 0.9), at most 50,000: `render.sitemap.split`."""

    urls: tuple[SitemapUrl, ...]


class SitemapIndex(View, frozen=True):
    """The sitemaps of a site with more than 50,000 pages, by absolute address."""

    sitemaps: tuple[str, ...]


class MarkdownCopy(View, frozen=True):
    """An entry's Markdown at its address with `index.md`. Front matter in the order of `fields`."""

    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    title: str
    body: BodyRef
    parts: tuple["MarkdownCopy", ...] = ()
    """The timed entries of a day."""


class LlmsLink(View, frozen=True):
    """A line of `llms.txt`. The address is absolute."""

    title: str
    url: str
    note: str


class LlmsGroup(View, frozen=True):
    """A section of `llms.txt`."""

    title: str
    links: tuple[LlmsLink, ...]


class Llms(View, frozen=True):
    """`llms.txt`: the site in one page for language models (llmstxt.org)."""

    title: str
    summary: str
    groups: tuple[LlmsGroup, ...]

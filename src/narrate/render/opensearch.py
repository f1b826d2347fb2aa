"""The description by which a browser searches the site from its address bar (OpenSearch 1.1)."""

from narrate.model.search import OpenSearch
from narrate.render.xml import DECLARATION, text

_LONGEST = 16
"""Characters of a short name."""


def render(described: OpenSearch) -> bytes:
    """The whole file."""
    lines = [
        f'{DECLARATION}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{text(_short(described.title))}</ShortName>",
        f"<Description>{text(described.title[:1024])}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Url type="text/html" method="get" template="{text(described.page)}?q={{searchTerms}}"/>',
        "</OpenSearchDescription>",
    ]
    return "\n".join((*lines, "")).encode("utf-8", "replace")


def _short(title: str) -> str:
    """As many whole words as there is room for."""
    return title if len(title) <= _LONGEST else title[: _LONGEST + 1].rpartition(" ")[0] or title[:_LONGEST]

"""Addresses in sanitised HTML: where a body is shown decides what its links and ids may be.

On its own page a body is printed as it is. Inside another page its ids would meet others, and inside a
feed its addresses would lead nowhere: `Place` rewrites both, tag by tag.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin

# the spans of highlighted code are most of all tags, and never need a look
_TAG = re.compile(
    r'<(?!span class="[\w -]*">)[a-zA-Z][a-zA-Z0-9-]*((?:\s+[^\s"\'=<>/]+(?:\s*=\s*"[^"]*")?)+)\s*/?>'
)
_ATTRIBUTE = re.compile(r'\s+([^\s"\'=<>/]+)(?:\s*=\s*"([^"]*)")?')
_NAMING = frozenset(
    {"id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details"}
)
_LEADING = frozenset({"href", "src", "poster", "cite"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "ssh", "git", "irc", "ircs",
                      "xmpp", "matrix", "news", "webcal", "geo", "urn", "doi", "slack", "msteams", "vscode"})  # fmt: skip
_NEVER_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")


def safe(href: str) -> str:
    """The address, or an empty string when its scheme is not one that a link may have (`javascript:`)."""
    href = _NEVER_IN_ADDRESSES.sub("", href)
    scheme = _SCHEME.match(href)
    return href if scheme is None or scheme[1].lower() in _SCHEMES else ""


def local(href: str) -> bool:
    """Whether an address is on the site itself, so that a page may load it."""
    return href.startswith("/") and href[1:2] not in {"/", "\\"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body is shown."""

    absolute: str = ""
    """The absolute address that every address becomes absolute to; empty in a page of the site."""
    page: str = ""
    """The address of the body's own page, for links within it, when it is not shown there."""
    ids: bool = True
    """Whether ids may stand here."""

    @property
    def unchanged(self) -> bool:
        """Whether markup can be printed as it is."""
        return self.ids and not self.absolute

    def address(self, href: str) -> str:
        """An address as it must be here; empty when it leads nowhere from here."""
        if href.startswith("#"):
            if self.ids and not self.absolute:
                return href
            own = self.page or self.absolute
            if not own:
                return ""
            href = own.partition("#")[0] + href
        try:
            return urljoin(self.absolute, href) if self.absolute else href
        except ValueError:  # `http://[`
            return ""

    def markup(self, html: str) -> str:
        """Sanitised HTML as it must be here."""
        return html if self.unchanged else _TAG.sub(self._tag, html)

    def _tag(self, tag: re.Match[str]) -> str:
        whole, start, end = tag[0], tag.start(1) - tag.start(), tag.end(1) - tag.start()
        return whole[:start] + _ATTRIBUTE.sub(self._attribute, tag[1]) + whole[end:]

    def _attribute(self, attribute: re.Match[str]) -> str:
        name = attribute[1].lower()
        if name in _NAMING:
            return attribute[0] if self.ids else ""
        if name not in _LEADING or attribute[2] is None:
            return attribute[0]
        address = self.address(unescape(attribute[2]))
        return f' {name}="{escape(address)}"' if address else ""

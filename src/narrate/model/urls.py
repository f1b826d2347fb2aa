"""Addresses: pure functions from names and paths to slugs, and from addresses to links."""

import hashlib
import re
import unicodedata
from urllib.parse import quote, urlsplit

_SPELLED = (
    (re.compile(r"(?<=\w)\+\+"), "pp"),
    (re.compile(r"(?<=\w)#(?!\w)"), "-sharp"),
    (re.compile("&"), " and "),
)
_DROPPED = re.compile(r"[^\w.~-]+")
_LONGEST = 120
"""Bytes of a slug: file systems allow 255 for a name, and people less."""
_SIMPLE = re.compile(r"[A-Za-z0-9]+(?:[-_.~][A-Za-z0-9]+)*")
_PLAIN = re.compile(r"[A-Za-z0-9/~._-]*")
_DASHES = re.compile(r"-{2,}")
_STOPS = re.compile(r"\.+(?=-)|(?<=-)\.+")
"""Stops beside a word; that of `1.2` is part of one."""


def slugify(text: str) -> str:
    """A slug of lower-case letters, digits, `-`, `_`, `.` and `~`, never empty.

    Letters of every script are kept (NFC). `C++` and `C#` differ from `C`; what has no letter at all
    (an emoji) becomes a short digest, so that two of them do not meet.
    """
    slug = unicodedata.normalize("NFC", text.strip())
    if len(slug) <= _LONGEST and _SIMPLE.fullmatch(slug):
        return slug.lower()
    for pattern, words in _SPELLED:
        slug = pattern.sub(words, slug)
    slug = _DASHES.sub("-", _STOPS.sub("", _DROPPED.sub("-", slug.casefold()))).strip("-.")
    slug = unicodedata.normalize("NFC", slug)
    if len(slug.encode()) > _LONGEST:
        cut = slug.encode()[:_LONGEST].decode(errors="ignore").rstrip("-.")
        return f"{cut}-{_short_digest(text)}"
    return slug or _short_digest(text)


def _short_digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def base_path(base_url: str) -> str:
    """The path of the site's address: `/`, or `/wol/` for `https://intranet.example/wol/`."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


def page_file(url: str) -> str:
    """The output path of the page at a site-relative address: `/people/ana/` → `people/ana/index.html`."""
    return url.lstrip("/") + "index.html"


def encode(url: str) -> str:
    """Percent-encodes a site-relative address for an attribute."""
    if _PLAIN.fullmatch(url):
        return url
    return quote(url, safe="/~-._!$&'()*+,;=:@")

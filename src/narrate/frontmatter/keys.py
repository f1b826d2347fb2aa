"""The accepted spellings of every canonical key, and which of them decide who may see an entry."""

import re
from functools import lru_cache

CANONICAL: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "summary": ("summary", "description", "excerpt"),
    "slug": ("slug",),
    "kind": ("kind", "type"),
    "date": ("date", "pubdate", "pub_date", "created", "date.created", "created_at", "date_created",
             "publishdate", "publish_date", "published"),
    "updated": ("updated", "date.updated", "lastmod", "modified", "date.modified", "last_modified_at",
                "last_modified", "updated_at", "date_modified", "date_updated", "last_updated"),
    "authors": ("authors", "author"),
    "tags": ("tags", "tag", "categories", "category", "keywords"),
    "communities": ("communities", "community"),
    "aliases": ("aliases", "alias"),
    "redirect_from": ("redirect_from",),
    "reply_to": ("reply_to", "in_reply_to"),
    "draft": ("draft",),
    "published": ("published", "publish"),
    "visibility": ("visibility",),
    "publish_on": ("publish_on", "publishdate", "publish_date"),
    "expires": ("expires", "expirydate", "expiry_date", "unpublishdate"),
    "id": ("id",),
    "log": ("log",),
    "slides": ("slides", "marp"),
    "listed": ("listed",),
    "lang": ("lang",),
}  # fmt: skip
"""Canonical key to the spellings that mean it, the one that wins first. `published` is a flag or a date."""

SPELLINGS: frozenset[str] = frozenset(spelling for spellings in CANONICAL.values() for spelling in spellings)

MEANS: dict[str, tuple[str, ...]] = {
    spelling: tuple(name for name, spellings in CANONICAL.items() if spelling in spellings)
    for spelling in SPELLINGS
}
"""Spelling to the canonical keys it gives a value to (`publishDate` is a date and a gate)."""

WRAPPERS: tuple[str, ...] = ("taxonomies", "extra", "params")
"""Tables of Zola and Hugo whose keys count as if they stood outside, where those are silent."""

GATES: frozenset[str] = frozenset(
    spelling
    for name in ("draft", "published", "visibility", "publish_on", "expires")
    for spelling in CANONICAL[name]
)
"""Spellings that decide who may see an entry: one that cannot be read withholds it."""

_WORDS = "|".join(sorted((re.escape(word).replace("_", "[-_ ]?") for word in GATES), key=len, reverse=True))
_BEGINS = rf"""[\s"'>*{{\[,-]*(?:{_WORDS})["']?"""
GATE_LINE = re.compile(rf"{_BEGINS}\s*[:=]", re.IGNORECASE)
"""Matches a line that wants to say something about visibility, however broken: `draft = true`, ` "Draft":true`."""
GATE_WORDS = re.compile(rf"""{_BEGINS}(?:\s*[:=]|[ \t]+["']?[\w-]+["']?\s*$)""", re.IGNORECASE)
"""Matches `draft true` too: among keys that is a broken key, anywhere else it is two words."""


@lru_cache(4096)
def normal(key: str) -> str:
    """A key as it is compared: lower case, with `_` for `-` and space."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")

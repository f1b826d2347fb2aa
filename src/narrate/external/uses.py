"""Where the content links to other hosts."""

import re
from collections.abc import Iterator
from fnmatch import translate
from urllib.parse import urlsplit

import msgspec

from narrate.build import Understood
from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Place

_RESERVED = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\.?", re.IGNORECASE)
"""Hosts that stand for others in texts (RFC 2606)."""


class Use(msgspec.Struct, frozen=True):
    """An address on another host, and where it is written."""

    url: str
    place: Place


def uses(content: Understood, config: Config) -> Iterator[Use]:
    """Every `http` and `https` address that the content links to, shows or names in a field."""
    skipped = [re.compile(translate(pattern)) for pattern in config.check.skip_external]
    for entry in content.index.entries:
        targets = content.index.links.targets.get(entry.url, ())
        for reference, target in zip(entry.text.references, targets, strict=False):
            if target.state != "elsewhere" or "://" not in reference.target:
                continue
            raw = reference.raw.split("\n", 1)[0]
            at = max(raw.rfind(reference.target), 0)
            width = len(reference.target) if reference.target in raw else len(raw)
            place = Place(entry.path, reference.line, reference.column + at, max(width, 1))
            yield from _use(target.href, place, skipped)
        if entry.section < 0:
            for field in config.kinds.kinds[entry.kind].fields:
                value = entry.fields.get(field.name, "") if field.type == "url" else ""
                if isinstance(value, str) and value:
                    yield from _use(value, place_among(entry.path, entry.places, field.name, value), skipped)


def _use(url: str, place: Place, skipped: list[re.Pattern[str]]) -> Iterator[Use]:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return
    asked = parts.scheme.lower() in ("http", "https") and host and not _RESERVED.fullmatch(host)
    if asked and not any(pattern.match(url) for pattern in skipped):
        yield Use(url.partition("#")[0], place)

"""Pictures of which those who cannot see them learn nothing."""

import re
from collections.abc import Iterator

from narrate.build import Understood
from narrate.checks.lines import lines_of
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Reference

_ALT = re.compile(r"\balt\s*(?:=|$)", re.IGNORECASE)
_AROUND = 10
"""How many lines around a picture's address its element may have."""


def without_alt_text(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`no-alt-text`. `<img alt="">` says that a picture is decoration, and is left alone."""
    targets = content.index.links.targets
    for entry in content.index.entries:
        for reference, target in zip(entry.text.references, targets.get(entry.url, ()), strict=False):
            if reference.form not in ("image", "embed") or reference.text or target.state != "file":
                continue
            raw = reference.raw.split("\n", 1)[0]
            html = not raw.startswith("!")
            if html and _ALT.search(_element(content.found.content[entry.path], reference)):
                continue
            place = Place(entry.path, reference.line, reference.column, max(1, len(raw)))
            message = f"the picture `{reference.target}` has no alternative text"
            yield Diagnostic(place, "no-alt-text", message, _way_out(reference, html))


def _element(source: bytes, reference: Reference) -> str:
    """The HTML element that a picture's address stands in, as far as it is written around that."""
    lines = lines_of(source)
    around = lines[max(0, reference.line - _AROUND) : reference.line + _AROUND]
    at = sum(len(line) + 1 for line in lines[max(0, reference.line - _AROUND) : reference.line - 1])
    text = "\n".join(around)
    at += reference.column - 1
    return text[max(text.rfind("<", 0, at), 0) :].partition(">")[0]


def _way_out(reference: Reference, html: bool) -> str:
    if html:
        return 'say what it shows: `alt="…"`; or `alt=""` if it is mere decoration'
    if reference.raw.startswith("![["):
        return f"say what it shows: `![[{reference.target}|…]]`"
    return f"say what it shows: `![…]({reference.target})`"

"""Text as XML 1.0 may hold it."""

import re

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def text(words: str) -> str:
    """Escaped for an element or an attribute in double quotes; what XML forbids (control characters) is left out."""
    allowed = _FORBIDDEN.sub("", words)
    return allowed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

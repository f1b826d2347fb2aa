"""Text as XML 1.0 may hold it."""

import re

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def text(words: str) -> str:
    """Escaped for an element or an attribute in double quotes; what XML forbids (control characters) is left out."""
    return _FORBIDDEN.sub("", words).translate(_MARKUP)

"""Text as a YAML scalar that every parser reads as that text."""

import json
import re

_PLAIN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[+-][0-9]{2}:[0-9]{2}|Z)?)?)?"
    r"|[^\W\d][\w/-]*(?: [\w/-]+)*"
)
_SPECIAL = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(text: str) -> str:
    """The text as it is where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL:
        return text
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))

"""SVG pictures that would run something, or ask another host, when they are opened by themselves."""

import re

_ACTIVE = re.compile(
    r"<(?:[\w.-]+:)?(?:script|foreignObject|iframe|embed|object|handler|listener)\b"
    r"|\son\w+\s*=|attributeName\s*=\s*[\"'](?:on|[\w.-]*:?href)"
    r"|javascript:|data:text|<!ENTITY|<\?xml-stylesheet|@import"
    r"|href\s*=\s*(?:\"[^\"]*&|'[^']*&)#"
    r"|<(?:[\w.-]+:)?(?:image|use|feImage)\b[^>]*href\s*=\s*[\"']\s*(?:https?:)?//"
    r"|url\(\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8|us-ascii|iso-8859-1)", re.IGNORECASE)


def is_active(content: bytes) -> bool:
    """Whether a picture holds a program, HTML or an entity: a page's policy does not cover a file opened alone.

    In another encoding than UTF-8 nobody can see what is in it: then it counts as active.
    """
    if b"\0" in content or _ENCODING.search(content[:400]):
        return True
    return bool(_ACTIVE.search(content.decode("utf-8", "replace")))

"""SVG pictures that would run something when they are opened by themselves."""

import re

_ACTIVE = re.compile(
    rb"<script|\son\w+\s*=|<foreignObject|javascript:|<!ENTITY|<iframe|<embed|<object|data:text",
    re.IGNORECASE,
)


def is_active(content: bytes) -> bool:
    """Whether a picture holds a program, HTML or an entity: a page's policy does not cover a file opened alone."""
    return bool(_ACTIVE.search(content))

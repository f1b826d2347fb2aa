"""Heading ids: made as forges make them, so that links written for the forge work here; unique and never empty."""

import re

_DROPPED = re.compile(r"[^\w\- ]+")
RESERVED = "n-"
"""Ids that begin so are the theme's."""


def slug(text: str) -> str:
    """`Warming the cache: why?` → `warming-the-cache-why`."""
    made = _DROPPED.sub("", text.strip().lower()).strip().replace(" ", "-")
    return "h-" + made if made.startswith(RESERVED) else made or "section"


class Ids:
    """The ids of one body. Linear: each slug has a counter of its own."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """`wanted`, or with the next free number."""
        number = self._next.get(wanted, 0)
        made = wanted if not number else f"{wanted}-{number}"
        while made in self.taken:
            number += 1
            made = f"{wanted}-{number}"
        self._next[wanted] = number + 1
        self.taken.add(made)
        return made

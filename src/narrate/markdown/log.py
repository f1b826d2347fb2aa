"""Daily logs: a second-level heading that begins with a time begins an entry of its own."""

import re
from typing import NamedTuple

from markdown_it.token import Token

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?![\d:])(?:\s*[–—:-]\s*|\s+|\Z)")


class Timed(NamedTuple):
    """The tokens of one timed entry, without its heading."""

    time: str
    slug: str
    heading: Token
    tokens: list[Token]
    line: int
    end: int
    """Lines of the body: of the heading, and after the last."""


def is_log(path: str, declared: bool | None) -> bool:
    """Whether timed headings are entries: as front matter says, else when a folder is named `log`."""
    return declared if declared is not None else "log" in path.split("/")[:-1]


def divide(tokens: list[Token], last_line: int) -> tuple[list[Token], tuple[Timed, ...]]:
    """What stands before the first timed heading, and the timed entries."""
    starts = [
        index
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
        and token.tag == "h2"
        and token.level == 0
        and time_of(tokens[index + 1])
    ]
    if not starts:
        return tokens, ()
    ends = [*starts[1:], len(tokens)]
    lines = [(tokens[start].map or [0])[0] for start in starts]
    used: dict[str, int] = {}
    timed = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        time = time_of(tokens[start + 1])
        slug = time.replace(":", "")
        used[slug] = tie = used.get(slug, 0) + 1
        timed.append(
            Timed(
                time,
                slug if tie == 1 else f"{slug}-{tie}",
                tokens[start + 1],
                tokens[start + 3 : end],
                lines[number],
                lines[number + 1] if number + 1 < len(lines) else last_line,
            )
        )
    return tokens[: starts[0]], tuple(timed)


def time_of(heading: Token) -> str:
    """`HH:MM`, or empty when the heading does not begin with a time."""
    found = _TIME.match(heading.content)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    return f"{int(found[1]):02}:{found[2]}"


def without_time(words: str) -> str:
    """The words after the time."""
    return _TIME.sub("", words, count=1).strip()

"""Fenced code: language, `title="…"`, highlighted lines (`{1,3-5}` or `hl_lines="1 3"`); Mermaid."""

import re
from html import escape
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll

from narrate.markdown import emails, highlight

_TITLE = re.compile(r"""(?:title|filename|caption)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'}]+))""")
_LINES = re.compile(
    r"""\{\s*(\d[\d\s,-]*)\}|(?:hl_lines|highlight|emphasize-lines)\s*=\s*["'\[{]?([\d\s,-]+)["'\]}]?"""
)
_LANGUAGE = re.compile(r"\{?\.?([\w#+.*/-]+)")
_CLASS = re.compile(r"[^\w+#.-]+")
_MOST_LINES = 100_000


class Info(NamedTuple):
    """What stands behind the opening fence."""

    language: str
    title: str
    lines: frozenset[int]


def read(info: str) -> Info:
    """The info string taken apart."""
    info = info.strip()
    if not info:
        return Info("", "", frozenset())
    info = unescapeAll(info) if "\\" in info or "&" in info else info
    found = _LANGUAGE.match(info)
    language = found[1] if found and "=" not in info[: found.end() + 1] else ""
    if language.replace("-", "").isdigit():
        language = ""
    if info == language or (" " not in info and "{" not in info and "=" not in info):
        return Info(language, "", frozenset())
    title = _TITLE.search(info)
    numbers = _LINES.search(info)
    return Info(
        language,
        next((group for group in title.groups() if group), "") if title else "",
        _numbers(numbers[1] or numbers[2]) if numbers else frozenset(),
    )


def _numbers(written: str) -> frozenset[int]:
    result: set[int] = set()
    for piece in re.split(r"[\s,]+", written):
        first, dash, last = piece.partition("-")
        if not first.isdigit() or (dash and not last.isdigit()) or len(first) > 6 or len(last) > 6:
            continue
        result.update(range(int(first), min(int(last if dash else first), _MOST_LINES) + 1))
    return frozenset(result)


def inner_html(code: str, info: Info, *, highlighted: bool) -> str:
    """What stands inside the `<pre>`: ours, and inserted after sanitising."""
    code = emails.mask(code.removesuffix("\n"), code=True)
    language = _CLASS.sub("-", info.language)
    opening = f'<code class="language-{escape(language)}">' if language else "<code>"
    if not info.lines and not (highlighted and language):
        return opening + escape(code, quote=False) + "\n</code>"
    done = highlight.lines(code, info.language if highlighted else "")
    if not info.lines:
        return opening + "\n".join(done) + "\n</code>"
    written = [
        f'<span class="hll">{line}\n</span>' if number in info.lines else line + "\n"
        for number, line in enumerate(done, 1)
    ]
    return opening + "".join(written) + "</code>"


def is_mermaid(info: Info) -> bool:
    """Whether the block is a diagram."""
    return info.language.lower() == "mermaid"

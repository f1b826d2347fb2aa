"""Finds the block of front matter at the start of a text and splits it from the body.

python-frontmatter's handlers do it, with tighter boundaries: theirs would take `-----` for a fence
and swallow the blank lines after it, which moves every line number.
"""

import json
import re

import msgspec
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from narrate.frontmatter.block import Format
from narrate.frontmatter.keys import SPELLINGS, normal

_YAML = YAMLHandler(re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE))
# The package's own TOMLHandler is there only when the package `toml` is; its base class can do the same.
_TOML = BaseHandler(re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE), "+++", "+++")
_JSON = JSONHandler(re.compile(r"^(?:{|})[ \t]*(?:\n|\Z)", re.MULTILINE))
_HANDLERS: dict[str, tuple[Format, BaseHandler]] = {
    "---": ("yaml", _YAML), "+++": ("toml", _TOML), "{": ("json", _JSON),
}  # fmt: skip

_SPACE = re.compile(r"[\s\ufeff]*")
_HEADER_START = re.compile(
    r"(?:title|date|authors?|tags|category|slug|summary|modified|status|lang)[ \t]*:[ \t]+\S", re.IGNORECASE
)
_HEADER_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]*(.*)")


class Fenced(msgspec.Struct, frozen=True):
    """A block and the body that follows it."""

    format: Format
    block: str
    before: int
    """How many lines stand before the block."""
    body: str
    body_line: int
    """How many lines stand before the body."""
    closed: bool = True
    """False when there is an opening fence only: `block` is then everything after it, and `body` is empty."""


def find_block(text: str) -> Fenced | None:
    """The block that a text begins with, after blank lines and HTML comments at most; None for plain text."""
    if text[:1] not in "-+{<\ufeff \t\n":
        return _header(text) if text[:1].isalpha() else None
    start = _start(text)
    rest = text[start:]
    opening = rest[:3] if rest[:1] in "-+" else rest[:1]
    if opening not in _HANDLERS:
        return None
    name, handler = _HANDLERS[opening]
    if not handler.detect(rest):
        return None
    before = text.count("\n", 0, start) + (name != "json")
    try:
        block, body = handler.split(rest)
    except ValueError:  # there is no second fence
        return Fenced(name, rest.partition("\n")[2] if name != "json" else rest, before, "", before, False)
    if name == "json":
        block, body = _json_split(rest, body)
    return Fenced(name, block, before, body, _lines(text, len(text) - len(body)))


def _lines(text: str, size: int) -> int:
    """How many lines the first characters of a text are; a last one without a newline is one too."""
    return text.count("\n", 0, size) + (size > 0 and text[size - 1] != "\n")


def _json_split(rest: str, body: str) -> tuple[str, str]:
    """The whole object with its braces: the handler ends at the first `}` in a line of its own, JSON need not."""
    try:
        end = json.JSONDecoder().raw_decode(rest)[1]
    except (ValueError, RecursionError):
        end = -1
    if end >= 0 and not rest[end:].partition("\n")[0].strip():
        body = rest[end:].partition("\n")[2]
    return rest[: len(rest) - len(body)], body


def _start(text: str) -> int:
    """Where the first line begins that is neither blank nor part of an HTML comment."""
    at = 0
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if not text.startswith("<!--", at):
            break
        end = text.find("-->", at)
        if end < 0:
            return 0
        at = end + 3
    indented = at > 0 and text[at - 1] not in "\n\ufeff"
    return 0 if indented else at


def _header(text: str) -> Fenced | None:
    """Pelican's and MultiMarkdown's way: `Key: value` lines without fences, up to the first blank line.

    Prose can look like that too, so it must have a title, or a date and nothing but known keys.
    """
    if not _HEADER_START.match(text):
        return None
    block = text.partition("\n\n")[0]
    keys = set()
    for line in block.split("\n"):
        if line[:1] in " \t":
            continue
        pair = _HEADER_LINE.fullmatch(line)
        if not pair:
            return None
        keys.add(normal(pair[1]))
    if "title" in keys or ("date" in keys and keys <= SPELLINGS | {"status"}):
        size = min(len(text), len(block) + 2)
        return Fenced("header", block, 0, text[size:], _lines(text, size))
    return None

"""Every place where somebody wrote a tag."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from narrate.build import Understood
from narrate.checks.lines import lines_of
from narrate.fields import place_of
from narrate.model.config import Config
from narrate.model.diagnostic import Place
from narrate.model.document import Document, Reference
from narrate.stages.register.tags import TagNames

_MOST_LINES = 200
"""How far below its key a list of tags is looked through."""
_LONGEST = 500
"""How much of a line is searched for what is no plain word."""
_FENCE = re.compile(r"(?:---|\+\+\+|\.\.\.|\})\s*")
_COMMENT = re.compile(r"(?<=\s)#(?=\s).*")
_GROUP = re.compile(r"(?:^\s*-\s+)?[\s#]*([^\s,;\[\]{}\"'#][^,;\[\]{}\"']*(?<!\s))")
_WORD = re.compile(r"([^\s,;\[\]{}\"'#][^\s,;\[\]{}\"']*)")


class TagUse(msgspec.Struct, frozen=True):
    """A tag in one document, as it is written there."""

    id: str
    written: str
    document: Document
    reference: Reference | None
    """The hashtag; None: it stands in the front matter."""


def tag_uses(content: Understood, config: Config) -> Iterator[TagUse]:
    """All tags of what is published, in the order of documents."""
    names = TagNames(content.passed.records, config)
    seen: set[str] = set()
    for record in content.passed.records:
        document = record.document
        if document.path not in seen:
            seen.add(document.path)
            if config.kinds.kinds[record.kind].registry != "tag":
                for written in dict.fromkeys(document.front.tags):
                    if id_ := names.id(written):
                        yield TagUse(id_, written, document, None)
        for reference in record.text.references:
            if reference.form == "hashtag" and (id_ := names.of_hashtag(reference.target)):
                yield TagUse(id_, reference.target, document, reference)


def place_of_tag(use: TagUse, content: bytes) -> Place:
    """Where a tag stands; that of its key when it cannot be told. `content`: the bytes of the file."""
    path = use.document.path
    if use.reference is not None:
        width = len(use.reference.raw) or len(use.written) + 1
        return Place(path, use.reference.line, use.reference.column, width)
    return place_in_list(use.document, "tags", use.written, content)


def place_in_list(document: Document, key: str, word: str, content: bytes) -> Place:
    """Where a word of a front matter list stands: on the line of its key or on one of those below."""
    first, column, _ = document.front.places.get(key, (0, 0, ""))
    below = min((line for line, _, _ in document.front.places.values() if line > first), default=0)
    found = _words(content, first, column, below).get(word) if first else None
    if first and not found:
        found = _searched(lines_of(content), word, first, column, below)
    return Place(document.path, *found, len(word)) if found else place_of(document, key)


@lru_cache(4)
def _words(content: bytes, first: int, column: int, below: int) -> dict[str, tuple[int, int]]:
    """Line and column of each word, and of each group of words between commas, quotes or brackets, of a list.

    `below`: the line of the next key, or 0.
    """
    lines = lines_of(content)
    end = min(first + _MOST_LINES, len(lines) + 1, below or len(lines) + 1)
    found: dict[str, tuple[int, int]] = {}
    for number in range(first, end):
        text = lines[number - 1]
        if number > first and _FENCE.fullmatch(text):
            break
        start = _after_key(text, column) if number == first else 0
        for pattern in (_GROUP, _WORD):
            for piece in pattern.finditer(_COMMENT.sub("", text), start):
                found.setdefault(piece[1], (number, piece.start(1) + 1))
    return found


def _searched(
    lines: tuple[str, ...], word: str, first: int, column: int, below: int
) -> tuple[int, int] | None:
    """The same for what has commas or brackets in itself, such as `[[Page]]`; not in a list of thousands."""
    pattern = re.compile(rf"(?<![^\s,;:=\[\]\"'#({{]){re.escape(word)}(?![^\s,;\[\]\"')}}])")
    end = min(first + _MOST_LINES, len(lines) + 1, below or len(lines) + 1)
    for number in range(first, end):
        text = lines[number - 1][:_LONGEST]
        if number > first and _FENCE.fullmatch(text):
            break
        found = pattern.search(_COMMENT.sub("", text), _after_key(text, column) if number == first else 0)
        if found:
            return number, found.start() + 1
    return None


def _after_key(text: str, column: int) -> int:
    """Where a key's value begins on its line."""
    found = re.compile(r"[:=]").search(text, column - 1)
    return found.end() if found else column - 1

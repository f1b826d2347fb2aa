"""The plain words of an entry's Markdown copy: what is searched, and what a hit shows.

The browser reads the same copies (`index.md`) for its passages, so this has a twin there.
"""

import re
from typing import NamedTuple

_FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)$")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s+\S+")
_ROW_LINE = re.compile(r"[\s|:-]+$")
_BEGINS = re.compile(
    r"\s*(?:>\s*)*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?"
    r"(?:\[![A-Za-z-]+\][+-]?\s*|:{3,}\s*[A-Za-z-]*\s*|(?:!!!|\?\?\?\+?)\s+[A-Za-z-]+\s*|===[!+]*\s+(?=\"))?"
)
_INLINE = re.compile(
    r"(?=[`!\[<\\&*~=_])(?:"  # where nothing begins, no alternative is tried
    r"(?<!`)(`{1,3})(?!`)(?P<code>.{1,1000}?)(?<!`)\1(?!`)"
    r"|!?\[(?P<words>(?:[^\[\]\\\n]|\\.)*)\]\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[^\S\n]+\"[^\"\n]*\")?\)"
    r"|<(?P<address>https?://[^<>\s]*)>"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|\[\^[^\]\n]{1,100}\]:?"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|&(?P<entity>amp|lt|gt|quot|nbsp|#39);"
    r"|\*{1,3}|~~|=="
    r"|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))"
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": " ", "#39": "'"}
_SPACES = re.compile(r"[^\S\n]{2,}|\t")


class Block(NamedTuple):
    """A paragraph, a list item, a row or a line of code."""

    heading: int
    """The number of the heading it stands under; 0: before the first."""
    text: str


class Plain(NamedTuple):
    """The words of an entry."""

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]


def plain(markdown: str) -> Plain:
    """The words of a Markdown text, block by block."""
    reading = _Reading()
    for line in markdown.split("\n"):
        reading.line(line)
    reading.end()
    headings = tuple(_inline("\n".join(reading.headings)).split("\n")) if reading.headings else ()
    written = iter(_inline("\n".join(reading.written)).split("\n"))
    blocks = []
    for heading, code in reading.blocks:
        words = (next(written, "") if code is None else code).strip()
        if words:
            blocks.append(Block(heading, words))
    return Plain(headings, tuple(blocks))


class _Reading:
    """The lines of a text, put together."""

    def __init__(self) -> None:
        self.headings: list[str] = []
        self.written: list[str] = []
        """Blocks of text as they are written, each on a line."""
        self.blocks: list[tuple[int, str | None]] = []
        """The heading of each block, and a line of code; of text the next of `written` stands for it."""
        self._lines: list[str] = []
        self._fence = ""

    def end(self) -> None:
        """Ends a block."""
        if self._lines:
            self.written.append(" ".join(self._lines))
            self.blocks.append((len(self.headings), None))
            self._lines = []

    def line(self, line: str) -> None:
        """Takes another line."""
        if self._fence or line.lstrip(" >\t")[:1] in ("`", "~"):
            fenced = _FENCE.match(line)
            if self._fence:
                if fenced and fenced[1].startswith(self._fence):
                    self._fence = ""
                elif line.strip():
                    self.blocks.append((len(self.headings), line))
                return
            if fenced:
                self.end()
                self._fence = fenced[1]
                return
        start = line[:1]
        if start.isalpha():
            self._lines.append(line)
        elif not line.strip() or _DEFINITION.match(line):
            self.end()
        elif heading := _HEADING.match(line):
            self.end()
            self.headings.append(_CLOSING.sub("", heading[1].strip()))
        elif _UNDERLINE.match(line):
            if self._lines:
                self.headings.append(" ".join(self._lines))
                self._lines = []
        else:
            self._marked(line)

    def _marked(self, line: str) -> None:
        """A line of text that may have a marker: that, or the row of a table, begins a block of its own."""
        begins = _BEGINS.match(line)
        rest = line[begins.end() :] if begins else line
        row = rest.startswith("|")
        if row or len(rest) < len(line.lstrip()):
            self.end()
        if not (row and _ROW_LINE.match(rest)):
            self._lines.append(rest.replace("|", " ") if row else rest)


def _inline(text: str) -> str:
    """Lines of text without markup; a line stays a line."""
    return _SPACES.sub(" ", _INLINE.sub(_words, text))


def _words(found: re.Match[str]) -> str:
    if found["code"] is not None:
        return found["code"]
    if found["words"] is not None:
        return _INLINE.sub(_words, found["words"])
    if found["entity"]:
        return _ENTITIES[found["entity"]]
    return found["address"] or found["escaped"] or ""

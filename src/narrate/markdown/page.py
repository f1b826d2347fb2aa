"""What is collected while one body is rendered: links, code, diagrams, headings, words."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from narrate.markdown import emails
from narrate.markdown.headings import Ids
from narrate.markdown.leads import Leads, leads_of
from narrate.markdown.source import Position, Source
from narrate.model.config import MarkdownSettings
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Diagram, Form, Heading

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*\s+")
_LONGEST_SENTENCE = 300


@dataclass(slots=True)
class Link:
    """A link as it was found; whether it survives sanitising is known later. Positions are of the body's text."""

    form: Form
    target: str
    fragment: str = ""
    text: str = ""
    sentence: str = ""
    line: int = 0
    column: int = 0
    raw: str = ""
    size: str = ""
    lead: str = ""
    start: int = -1
    end: int = -1
    words: str = ""
    """What the Markdown copy shows when the link did not survive."""
    block: bool = False
    caption: str = ""
    """Of a picture: what the Markdown copy has below it."""


_NONE = Leads((0,), ("",))


@dataclass(slots=True)
class Page:
    """The state of rendering one body."""

    source: Source
    settings: MarkdownSettings
    env: dict[str, Any]
    token: str
    """Begins every placeholder: made from the file's digest, so that no author can write it."""
    ids: Ids = field(default_factory=Ids)
    links: list[Link] = field(default_factory=list)
    dropped: list[Link] = field(default_factory=list)
    trusted: list[str] = field(default_factory=list)
    """HTML of ours that goes in after sanitising."""
    diagrams: list[Diagram] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    in_status: bool = False
    """Whether the section that is being read says the state: there, links say without a colon what they mean."""
    marks: list[str] = field(default_factory=list)
    """Names of the places where the HTML is split: a heading's id, `^block` or its end `$block`."""
    raw: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Line, column and text of each piece of raw HTML, and the sentence around it."""
    words: int = 0
    prose: list[str] = field(default_factory=list)
    """The plain text of each top-level paragraph that has words."""
    fallback: str = ""
    """The first text with words that is no top-level paragraph."""
    more: int = -1
    """How many of `prose` stand before `<!-- more -->`."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    inline: Token | None = None
    cell: tuple[int, int] = (-1, 0)
    _position: Position | None = None
    _offsets: list[int] = field(default_factory=list)
    _plain: str = ""
    _ends: list[int] | None = None
    _leads: Leads = _NONE
    _last_lead: str = ""
    _list_lead: str = ""

    def hole(self, kind: str, number: int) -> str:
        """A placeholder."""
        return f"{self.token}{kind}{number}x"

    def trust(self, html: str) -> str:
        """A placeholder for HTML of ours."""
        self.trusted.append(html)
        return self.hole("c", len(self.trusted) - 1)

    def mark(self, name: str) -> str:
        """A placeholder where the HTML is split."""
        self.marks.append(name)
        return self.hole("m", len(self.marks) - 1)

    def begin(self, inline: Token) -> None:
        """Moves on to the text of another block."""
        self.inline = inline
        self._position = None
        self._ends = None
        self._offsets = []

    def position(self) -> Position:
        """Where the text of the current block stands."""
        if self._position is None:
            inline = self.inline or Token("", "", 0)
            self._position = Position(self.source, inline.meta.get("host", inline), self.cell)
        return self._position

    def plain(self, start: int, end: int) -> str:
        """The plain text of the current block's tokens `start` to `end`."""
        self._measure()
        return self._plain[self._offsets[start] : self._offsets[end]]

    def block(self, token: Token) -> None:
        """Notes where a list begins and ends: a lead above it is that of its items."""
        if token.level == 0:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._list_lead = self._last_lead
            elif token.nesting < 0 and token.type != "paragraph_close":
                self._list_lead = ""
            if token.type != "paragraph_close":
                self._last_lead = ""

    def paragraph(self, words: str) -> None:
        """Notes a paragraph that is nothing but a lead: a list may follow."""
        self._last_lead = words.strip().removesuffix(":").casefold() if words.rstrip().endswith(":") else ""

    def _measure(self) -> None:
        if self._offsets or self.inline is None:
            return
        pieces = [plain_text(child) for child in self.inline.children or ()]
        length = 0
        for piece in pieces:
            self._offsets.append(length)
            length += len(piece)
        self._offsets.append(length)
        self._plain = "".join(pieces)
        self._leads = leads_of(self.inline.children or [], bare=self.in_status)

    def sentence(self, index: int) -> str:
        """The sentence around a token of the current block, as plain text."""
        self._measure()
        text, offset = self._plain, self._offsets[index]
        if self._ends is None:
            self._ends = [found.end() for found in _SENTENCE_END.finditer(text)]
        before = bisect_right(self._ends, offset)
        start = self._ends[before - 1] if before else 0
        after = bisect_left(self._ends, offset + 1)
        end = self._ends[after] if after < len(self._ends) else len(text)
        if end - start > _LONGEST_SENTENCE:
            start = max(start, min(offset - _LONGEST_SENTENCE // 3, end - _LONGEST_SENTENCE + 2))
            cut = min(end, start + _LONGEST_SENTENCE - 2)
            words = text[start:cut]
            if start and not text[start - 1].isspace():
                words = words.partition(" ")[2] or words
            if cut < end:
                words = words.rpartition(" ")[0] or words
            return emails.mask(" ".join(words.split()))[:_LONGEST_SENTENCE]
        return emails.mask(" ".join(text[start:end].split()))[:_LONGEST_SENTENCE]

    def place_link(self, link: Link, span: tuple[int, int] | None, index: int) -> None:
        """Says where a link stands and in which sentence."""
        link.sentence = self.sentence(index)
        link.lead = self._leads.at(index) or self._list_lead
        position = self.position()
        if span is None:
            link.line, link.column = position.at(0)
            return
        link.line, link.column = position.at(span[0])
        last_line, last_column = position.at(span[1])
        link.start = self.source.offset(link.line, link.column)
        link.end = self.source.offset(last_line, last_column)
        link.raw = emails.mask(self.source.text[link.start : link.end][:2000])

    def report(
        self, code: str, message: str, help_: str = "", *, line: int, column: int = -1, width: int = 1
    ) -> None:
        """Adds a diagnostic about a place of the body."""
        self.diagnostics.append(
            self.source.diagnostic(code, message, help_, line=line, column=column, width=width)
        )


_SIZE = re.compile(r"\|\d{1,5}(?:x\d{1,5})?\Z")
_BREAKS = {"softbreak": " ", "hardbreak": " "}
_TEXTUAL = frozenset(
    ("text", "text_special", "code_inline", "wikilink", "mention", "hashtag", "math", "template")
)


def plain_text(token: Token) -> str:
    """A token's words, without markup."""
    kind = token.type
    if kind in _TEXTUAL:
        return token.content
    if kind == "image":
        words = words_of(token.children or [])
        return _SIZE.sub("", words) if "|" in words else words
    return _BREAKS.get(kind, "")


def lasting_words(tokens: list[Token], *, links: bool) -> str:
    """The words without names of other pages that are there only because a wikilink has no words of its own.

    An id or a label cannot be told apart again when such a page is withheld. `links`: keeps the words of links.
    """
    words: list[str] = []
    inside = False
    for token in tokens:
        if token.type in ("link_open", "link_close") and not links:
            inside = token.nesting > 0 and not _ELSEWHERE.match(str(token.attrs.get("href", "")))
        unnamed = token.type == "wikilink" and not (links and token.meta["link"].text)
        words.append("" if inside or unnamed else plain_text(token))
    return "".join(words)


_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:|//")


def words_of(tokens: list[Token]) -> str:
    """The words of a block's tokens, without markup."""
    return "".join(map(plain_text, tokens))

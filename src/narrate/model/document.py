"""A document: what one file says, parsed, before anything is known about other files.

What others see of a document (`Document`, with `Text` for each body) is small and loaded at once;
the rendered HTML (`Body`) is stored apart under its digest and loaded only to render a page.
"""

from typing import Any, Literal

import msgspec

from narrate.model.diagnostic import Diagnostic

Value = str | list[Any] | dict[str, Any]
"""A front matter value: text, or a list or mapping of values. Scalars are text, whatever the format took them for."""

Substance = Literal["nothing", "links", "words"]
"""What a body says, besides comments and headings: nothing; only, in words, what it is about; or something."""

Form = Literal["link", "image", "wikilink", "embed", "mention", "hashtag"]


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """A link as it was written, not yet resolved."""

    form: Form
    target: str
    """Path, page name, URL, handle or tag, without fragment; decoded, not percent-encoded. Empty: this page."""
    fragment: str = ""
    """What follows `#`: a heading's text or id, or `^block`."""
    text: str = ""
    """The words of the link, or the alternative text; empty when a wikilink has none of its own."""
    sentence: str = ""
    """The sentence around it, as plain text."""
    line: int = 0
    column: int = 0
    raw: str = ""
    """The source as written, for the diagnostic's caret and for the Markdown copy."""
    size: str = ""
    """`![[image.png|300]]` or `300x200`: the width and height asked for."""
    lead: str = ""
    """The words before a colon at the start of its line, which may say what the link means (`model.leads`); lower case."""

    @property
    def written(self) -> "Written":
        """What the body keeps of it."""
        return Written(self.form, self.target, self.text, self.raw, self.size)


class Written(msgspec.Struct, frozen=True, array_like=True):
    """What filling a hole needs of a reference: no place in the file, so that moving a link keeps its body equal."""

    form: Form
    target: str
    text: str = ""
    raw: str = ""
    size: str = ""


class Open(msgspec.Struct, frozen=True, array_like=True, tag="o"):
    """Where the link `references[ref]` begins."""

    ref: int


class Close(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """Where the link `references[ref]` ends."""

    ref: int


class Image(msgspec.Struct, frozen=True, array_like=True, tag="i"):
    """Where the picture `references[ref]` stands."""

    ref: int


class Embed(msgspec.Struct, frozen=True, array_like=True, tag="e"):
    """Where the embed `references[ref]` stands. `block`: it has a block of its own, else it is inside a line."""

    ref: int
    block: bool


class Drawing(msgspec.Struct, frozen=True, array_like=True, tag="d"):
    """Where `diagrams[number]` stands; `source` is the HTML that shows its source instead."""

    number: int
    source: str
    words: str = "Diagram: its source follows"
    """What is said to whoever cannot see it."""
    title: str = "Source of the diagram"


Segment = str | Open | Close | Image | Embed | Drawing
"""A piece of a body: sanitised HTML, or a typed hole that the render stage fills."""


class Body(msgspec.Struct, frozen=True, array_like=True):
    """A rendered body with holes where it depends on other documents."""

    html: tuple[Segment, ...]
    markdown: tuple[str | int, ...]
    """The source without comments and e-mail addresses; a number is the reference that stands there."""
    references: tuple[Written, ...] = ()
    """One for each reference of the text, in order (`Reference.written`)."""


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading of a body. `id` is unique in the body and not empty."""

    level: int
    text: str
    id: str
    line: int


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A piece of a body that can be embedded alone: segments `start` to `end` (exclusive) of its HTML."""

    id: str
    """A heading's id, or `^block`."""
    start: int
    end: int


class Diagram(msgspec.Struct, frozen=True, array_like=True):
    """A Mermaid diagram as written."""

    source: str
    line: int


class Text(msgspec.Struct, frozen=True, array_like=True):
    """What others may know of a body."""

    body: bytes
    """The digest under which the `Body` is stored. Equal bodies have equal digests."""
    words: int
    summary: str
    """Plain text: what stands before `<!-- more -->`, else the first paragraph, cut at a word."""
    headings: tuple[Heading, ...]
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    diagrams: tuple[Diagram, ...]
    ids: tuple[str, ...] = ()
    """Every other `id` a link may lead to (footnotes, authors' anchors, blocks)."""
    says: Substance = "words"
    status: tuple[str, ...] = ()
    """The lines in which it says its own state, as plain text: under a heading *Status*, or behind `Status:`."""
    attended: bool = False
    """Whether it says who was there: then it is the minutes of a meeting, and what others said."""


class Author(msgspec.Struct, frozen=True, array_like=True):
    """Somebody as written or as Git knows them; at least one of the three is not empty."""

    name: str = ""
    email: str = ""
    handle: str = ""


class FrontMatter(msgspec.Struct, frozen=True, array_like=True):
    """The canonical keys, interpreted as far as the file alone allows. Dates are ISO 8601 (see `moment`)."""

    title: str = ""
    summary: str = ""
    slug: str = ""
    kind: str = ""
    date: str = ""
    updated: str = ""
    publish_on: str = ""
    expires: str = ""
    id: str = ""
    visibility: str = ""
    draft: bool = False
    log: bool | None = None
    slides: bool = False
    listed: bool = True
    lang: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """As written: a leading `/` is a redirect, anything else another name too."""
    redirects: tuple[str, ...] = ()
    """`redirect_from`: old addresses, never names."""
    declares_tags: bool = False
    """Whether a tags key is there at all, even empty."""
    broken: bool = False
    """The block cannot be read and what decides its visibility could not be salvaged."""
    fields: dict[str, Value] = {}
    """Everything else, by lower-case key."""
    places: dict[str, tuple[int, int, str]] = {}
    """Line, column and source line of each key, by lower-case canonical key."""


class Section(msgspec.Struct, frozen=True, array_like=True):
    """One timed entry of a daily log."""

    time: str
    """`HH:MM`."""
    slug: str
    """`1432`, `1432-2` on a tie."""
    title: str
    """The words after the time, or empty."""
    heading_id: str
    line: int
    text: Text


class Document(msgspec.Struct, frozen=True, array_like=True):
    """One parsed file."""

    path: str
    digest: bytes
    """Of the file's bytes."""
    front: FrontMatter
    heading: str
    """The text of the heading that is the document's title and is therefore not in the body, or empty."""
    heading_id: str
    text: Text
    """The body; of a daily log, what stands before the first timed heading."""
    sections: tuple[Section, ...]
    """The timed entries of a daily log; empty for any other document."""
    diagnostics: tuple[Diagnostic, ...]
    outer: bytes
    """The digest of what others can see of it: of all of this but what bodies say and where in the file it stands."""

"""The sanitised HTML, split once into strings and typed holes; what is odd in attributes goes here too."""

import re
from dataclasses import dataclass, field
from html import escape, unescape

from narrate.markdown import emails, raw_html
from narrate.markdown.destinations import interpret
from narrate.markdown.headings import RESERVED
from narrate.markdown.page import Link, Page
from narrate.model.document import Close, Drawing, Embed, Image, Open, Reference, Segment
from narrate.words import words

_PIECE = re.compile(
    r"<div>nrt([0-9a-f]{16})(?P<block>[ed])(?P<n>\d+)x</div>"
    r'|<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?: [^\s=">]+="[^"]*")+)>'
    r"|<(?P<bare>/?)a>"
    r"|nrt([0-9a-f]{16})(?P<kind>[a-z])(?P<m>\d+)x"
)
_HOLE = re.compile(r"(nrt[0-9a-f]{16})([a-z])(\d+)x")
_ATTRIBUTE = re.compile(r' ([^\s=">]+)="([^"]*)"')
_NUMBER = re.compile(r"\d{1,6}")
_NUMERIC = frozenset(("colspan", "rowspan", "span", "width", "height"))
_CHOICES = {
    "dir": frozenset(("ltr", "rtl", "auto")),
    "type": frozenset("1aAiI"),
    "scope": frozenset(("row", "col", "rowgroup", "colgroup")),
}
_INTEGER = re.compile(r"-?\d{1,9}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(slots=True)
class Split:
    """The result: segments, references in the order of their holes, and where the marks stand."""

    segments: list[Segment] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """In the order of their holes."""
    final: dict[int, int] = field(default_factory=dict)
    """From the number of a link in `Page.links` to that in `links`."""
    marks: dict[int, int] = field(default_factory=dict)
    """From the number of a mark to the segment that begins there."""
    ids: list[str] = field(default_factory=list)

    def keep(self, number: int, link: Link) -> int:
        """The final number of a link of the page."""
        if number not in self.final:
            self.final[number] = self.add(link)
        return self.final[number]

    def add(self, link: Link) -> int:
        """The number of another link."""
        self.links.append(link)
        return len(self.links) - 1

    def references(self, page: Page) -> tuple[Reference, ...]:
        """The links as values."""
        return tuple(_reference(page, link) for link in self.links)


def _reference(page: Page, link: Link) -> Reference:
    place = page.source.place(link.line, link.column)
    return Reference(
        link.form,
        link.target,
        link.fragment,
        link.text,
        link.sentence,
        place.line,
        place.column,
        link.raw,
        link.size,
        link.lead,
    )


def split(html: str, page: Page) -> Split:
    """Splits canonical HTML at its holes."""
    return _Splitting(page).run(html)


class _Splitting:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.result = Split()
        self.buffer: list[str] = []
        self.anchors: list[int | str] = []
        """For each open `<a>`: its reference, or what closes it."""
        self.opened: dict[int, int] = {}
        """Where the words of each link in raw HTML begin."""
        self.seen: set[str] = set()
        self.authored = _Authored(page)

    def run(self, html: str) -> Split:
        done = 0
        for found in _PIECE.finditer(html):
            self.buffer.append(emails.mask(html[done : found.start()]))
            done = found.end()
            self._piece(found)
        self.buffer.append(emails.mask(html[done:]))
        self._flush()
        return self.result

    def _flush(self) -> None:
        text = "".join(self.buffer).replace("<p></p>", "")
        self.buffer.clear()
        if text:
            self.result.segments.append(text)

    def _hole(self, segment: Segment) -> None:
        self._flush()
        self.result.segments.append(segment)

    def _piece(self, found: re.Match[str]) -> None:
        secret = found[1] or found[7]
        if secret:
            # Both alternatives begin with a literal, which lets the search skip quickly.
            if "nrt" + secret != self.page.token:
                self.buffer.append(found[0])
            elif found["block"]:
                self._placeholder(found["block"], int(found["n"]), block=True)
            else:
                self._placeholder(found["kind"], int(found["m"]), block=False)
        elif found["tag"]:
            self._tag(found)
        elif found["bare"]:
            self._close_anchor(found)
        else:
            self.anchors.append("")

    def _close_anchor(self, found: re.Match[str]) -> None:
        opened = self.anchors.pop() if self.anchors else ""
        if isinstance(opened, int):
            link = self.result.links[opened]
            if not link.text and link.form == "link" and opened in self.opened:
                words = raw_html.words(_HOLE.sub("", found.string[self.opened[opened] : found.start()][:500]))
                link.text = emails.mask(" ".join(words.split()))
            self._hole(Close(opened))
        else:
            self.buffer.append(opened)

    def _placeholder(self, kind: str, number: int, *, block: bool) -> None:
        page = self.page
        if kind == "c" and number < len(page.trusted):
            self.buffer.append(page.trusted[number])
        elif kind == "m" and number < len(page.marks):
            self._flush()
            self.result.marks[number] = len(self.result.segments)
        elif kind == "d" and number < len(page.drawings):
            say = words(page.settings.language).gettext
            told = say("Diagram: its source follows"), say("Source of the diagram")
            self._hole(Drawing(number, page.drawings[number], *told))
        elif kind == "e" and number < len(page.links):
            self._hole(Embed(self._reference(number), block))

    def _reference(self, number: int) -> int:
        return self.result.keep(number, self.page.links[number])

    def _tag(self, found: re.Match[str]) -> None:
        tag, written = found["tag"], found["attributes"]
        if tag == "a":
            self._anchor(dict(_ATTRIBUTE.findall(written)), found.end())
        elif tag == "img":
            self._image(dict(_ATTRIBUTE.findall(written)))
        else:
            self.buffer.append(f"<{tag}{self._attributes(written)}>")

    def _attributes(self, written: str) -> str:
        """The attributes that may stay: valid values, unique ids, no empty classes."""
        kept: list[str] = []
        for name, value in _ATTRIBUTE.findall(written):
            if name == "id":
                kept.append(self._id(value))
                continue
            if name == "class" and not value.strip():
                continue
            if name in _NUMERIC and not (_NUMBER.fullmatch(value) and int(value)):
                continue
            if name in ("start", "value") and not _INTEGER.fullmatch(value):
                continue
            if name in _CHOICES and value not in _CHOICES[name]:
                continue
            if name == "lang" and not _LANGUAGE.fullmatch(value):
                continue
            kept.append(f' {name}="{_HOLE.sub("", value)}"')
        return emails.mask("".join(kept))

    def _id(self, value: str) -> str:
        """An `id` attribute, unless it is taken or not for authors."""
        plain = unescape(value)
        if not plain or plain in self.seen or plain.startswith(RESERVED) or any(c.isspace() for c in plain):
            return ""
        if _HOLE.search(plain):
            return ""
        self.seen.add(plain)
        self.result.ids.append(plain)
        return f' id="{value}"'

    def _anchor(self, attributes: dict[str, str], end: int) -> None:
        url = attributes.get("href")
        hole = _HOLE.fullmatch(url) if url else None
        if hole and hole[1] == self.page.token:
            number = int(hole[3])
            if hole[2] == "f":
                html = self.page.trusted[number]
                self.result.ids.extend(re.findall(r' id="([^"]*)"', html))
                self.buffer.append(html)
                self.anchors.append("</a>")
                return
            final = self._reference(number)
            self._hole(Open(final))
            self.anchors.append(final)
            return
        identifier = self._id(attributes.get("id") or attributes.get("name") or "")
        link = self.authored.link(unescape(url)) if url else None
        if link is None:
            self.buffer.append(f"<a{identifier}>" if identifier else "")
            self.anchors.append("</a>" if identifier else "")
            return
        if identifier:
            self.buffer.append(f"<span{identifier}></span>")
        final = self.result.add(link)
        self.opened[final] = end
        self._hole(Open(final))
        self.anchors.append(final)

    def _image(self, attributes: dict[str, str]) -> None:
        url = attributes.get("src")
        hole = _HOLE.fullmatch(url) if url else None
        if hole and hole[1] == self.page.token:
            self._hole(Image(self._reference(int(hole[3]))))
            return
        alt = unescape(_HOLE.sub("", attributes.get("alt", "")))
        link = self.authored.link(unescape(url)) if url else None
        if link is None or not link.target:
            self.buffer.append(escape(alt, quote=False))
            return
        link.form, link.text = "image", emails.mask(alt)
        sizes = [attributes.get(name, "") for name in ("width", "height")]
        link.size = "x".join(size for size in sizes if _NUMBER.fullmatch(size))
        if not _NUMBER.fullmatch(sizes[0]):
            link.size = ""
        self._hole(Image(self.result.add(link)))


class _Authored:
    """Links in raw HTML, with the place where they stand: found by searching on from the last one."""

    def __init__(self, page: Page) -> None:
        self._pieces = page.raw
        self._at = (0, 0)

    def link(self, url: str) -> Link | None:
        meant = interpret(url)
        if meant is None:
            return None
        link = Link("link", meant.target, meant.fragment)
        written = escape(url, quote=False)
        number, pos = self._at
        for index in range(number, min(len(self._pieces), number + 200)):
            line, column, content, sentence = self._pieces[index]
            start = pos if index == number else 0
            found = max(content.find(url, start), content.find(written, start))
            if found >= 0:
                self._at = (index, found + 1)
                before = content.count("\n", 0, found)
                link.line = line + before
                link.column = found - content.rfind("\n", 0, found) - 1 if before else column + found
                link.raw, link.sentence = emails.mask(url), sentence
                break
        return link

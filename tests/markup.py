"""What a page of HTML says, read in one pass: its ids, its addresses, and what no page of narrate may hold.

A generated page is plain: quoted attributes, explicit end tags. What looks otherwise is not wrong yet, but
`suspicious`, and a real parser decides (`parse_errors`). That makes looking at every page cheap.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

import html5lib
from html5lib.constants import E as PARSE_ERRORS

_TOKEN = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(/?)([a-z][^\s/>]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s*([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ENDS_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "table",
        "ul",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CELLS = frozenset(["td", "th", "caption", "button", "object"])
_TABLE = {
    "table": frozenset(["caption", "colgroup", "thead", "tbody", "tfoot", "tr"]),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
}
_NAMES_IDS = frozenset(
    {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "headers", "list"}
)
_LOADS = {
    "img": ("src",), "script": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",),
    "track": ("src",), "iframe": ("src",), "embed": ("src",), "object": ("data",), "input": ("src",),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "form": ("action",),
}  # fmt: skip
_LOADING_RELS = frozenset(
    [
        "stylesheet",
        "icon",
        "preload",
        "modulepreload",
        "prefetch",
        "manifest",
        "mask-icon",
        "apple-touch-icon",
    ]
)
_LACKING = (
    ("img", "alt", "a picture without alternative text"),
    ("script", "src", "an inline script"),
)
_NEEDLESS = frozenset({"base", "iframe", "object", "embed"})
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE | re.DOTALL)


class Address(NamedTuple):
    """An address as it is written."""

    href: str
    markup: str
    """The tag it stands in."""
    loads: bool = False
    """Whether the browser asks for it by itself."""


@dataclass
class Markup:
    """What one pass over a page found. Places are the markup itself, for a report."""

    ids: set[str] = field(default_factory=set)
    addresses: list[Address] = field(default_factory=list)
    naming: list[tuple[str, str]] = field(default_factory=list)
    """Ids that other attributes speak of."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """What no page may hold: a message and the markup."""
    suspicious: str = ""
    """The first markup that may not be valid."""
    counts: Counter[str] = field(default_factory=Counter)
    """How often some elements and classes (`.h-entry`) are there."""
    canonical: str = ""
    refresh: str = ""
    language: str = ""
    title: str = ""


class _Reading:
    def __init__(self, html: str) -> None:
        self.html = html
        self.found = Markup()
        self.stack: list[str] = []
        self.foreign = 0
        """How many `svg` and `math` elements are open: other rules hold inside."""
        self.in_head_before = 0
        """Elements seen in the head so far that are not about the character set."""

    def read(self) -> Markup:
        position = 0
        html, found = self.html, self.found
        while token := _TOKEN.search(html, position):
            self.between(html[position : token.start()])
            position = token.end()
            name = token[2]
            if name is None:
                continue
            name = name.lower() if not self.foreign else name
            if token[1]:
                self.end(name, token[0])
                continue
            self.start(name, token[3], token[0])
            if name in {"script", "style", "title"}:
                closing = html.find(f"</{name}", position)
                content = html[position : closing if closing >= 0 else len(html)]
                if name == "title" and not self.foreign:
                    found.title = found.title or unescape(content).strip()
                elif content.strip() and not self.foreign:
                    found.problems.append((f"an inline {name}", token[0] + content.strip()[:60]))
                position += len(content)
        if "<" in html[position:] or self.stack:
            self.suspect(f"not closed: {' '.join(self.stack)[-80:]}")
        if not html[:15].lower().startswith("<!doctype html>"):
            self.suspect("no doctype")
        return found

    def between(self, words: str) -> None:
        if "<" in words:
            self.suspect(words.strip()[:80])
        if self.stack and self.stack[-1] in _TABLE and words.strip():
            self.found.problems.append(("words between the cells of a table", words.strip()[:80]))

    def suspect(self, markup: str) -> None:
        self.found.suspicious = self.found.suspicious or markup or "?"

    def start(self, name: str, written: str, tag: str) -> None:
        if not self.foreign:
            self.nesting(name, tag)
        self.found.counts[name] += 1
        attributes = self.attributes(written, tag) if written and written != "/" else {}
        self.addresses(name, attributes, tag)
        if "head" in self.stack or name == "head":
            self.head(name, attributes, tag)
        closed = written.endswith("/")
        if name in _VOID or (closed and self.foreign):
            return
        if closed and name not in {"svg", "math"}:
            self.suspect(tag)
        self.stack.append(name)
        self.foreign += name in {"svg", "math"}

    def end(self, name: str, tag: str) -> None:
        if self.stack and self.stack[-1] == name:
            self.stack.pop()
            self.foreign -= name in {"svg", "math"}
            return
        self.suspect(tag)
        if name in self.stack:
            while (popped := self.stack.pop()) != name:
                self.foreign -= popped in {"svg", "math"}
            self.foreign -= name in {"svg", "math"}

    def nesting(self, name: str, tag: str) -> None:
        stack = self.stack
        allowed = _TABLE.get(stack[-1]) if stack else None
        if allowed is not None and name not in allowed and name not in {"script", "template"}:
            self.suspect(tag)
        if name in {"a", "button", "form"} and name in stack:
            self.suspect(tag)
        if name in _HEADINGS and stack and stack[-1] in _HEADINGS:
            self.suspect(tag)
        if name in _ENDS_PARAGRAPH and "p" in stack:
            inner = stack[len(stack) - stack[::-1].index("p") :]
            if not _CELLS.intersection(inner):
                self.suspect(tag)

    def attributes(self, written: str, tag: str) -> dict[str, str]:
        found, attributes = self.found, dict[str, str]()
        for name, double, single, bare in _ATTRIBUTE.findall(written):
            key, value = name.lower(), unescape(double or single or bare)
            if key in attributes:
                self.suspect(tag)
            attributes[key] = value
            if key == "id":
                if value in found.ids:
                    found.problems.append(("an id that is there already", tag))
                if not value or re.search(r"\s", value):
                    found.problems.append(("an id that is empty or has a space", tag))
                found.ids.add(value)
            elif key == "style" or key.startswith("on"):
                found.problems.append((f"an inline {key}", tag))
            elif key in _NAMING_OR_CLASS:
                self.tokens(key, value, tag)
        return attributes

    def tokens(self, key: str, value: str, tag: str) -> None:
        for word in value.split():
            if key == "class":
                self.found.counts[f".{word}"] += 1
            else:
                self.found.naming.append((word, tag))

    def addresses(self, name: str, attributes: dict[str, str], tag: str) -> None:
        found = self.found
        if name in {"a", "area"} and "href" in attributes:
            found.addresses.append(Address(attributes["href"], tag))
        elif name == "link":
            self.link(attributes, tag)
        found.addresses += [
            Address(attributes[key], tag, loads=True) for key in _LOADS.get(name, ()) if key in attributes
        ]
        if "srcset" in attributes:
            sources = filter(None, map(str.split, attributes["srcset"].split(",")))
            found.addresses += [Address(source[0], tag, loads=True) for source in sources]
        for wanted, without, message in _LACKING:
            if name == wanted and without not in attributes:
                found.problems.append((message, tag))
        if name == "html":
            found.language = attributes.get("lang", "")
        elif name in _NEEDLESS:
            found.problems.append((f"an element that no page needs: {name}", tag))

    def link(self, attributes: dict[str, str], tag: str) -> None:
        found, href = self.found, attributes.get("href", "")
        rels = set(attributes.get("rel", "").lower().split())
        if "canonical" in rels:
            found.canonical = href
        if rels & {"preconnect", "dns-prefetch"}:
            found.problems.append(("a connection to another host", tag))
        found.addresses.append(Address(href, tag, loads=bool(rels & _LOADING_RELS)))

    def head(self, name: str, attributes: dict[str, str], tag: str) -> None:
        equivalent = attributes.get("http-equiv", "").lower()
        if name == "head" or "charset" in attributes:
            return
        if equivalent == "content-security-policy":
            self.found.counts["policy"] += 1
            if self.in_head_before:
                self.found.problems.append(("the Content-Security-Policy is not first in the head", tag))
        elif equivalent == "refresh" and (refresh := _REFRESH.match(attributes.get("content", ""))):
            self.found.refresh = refresh[1].strip()
            self.found.addresses.append(Address(self.found.refresh, tag))
        self.in_head_before += 1


_NAMING_OR_CLASS = _NAMES_IDS | {"class"}


def read(html: str) -> Markup:
    """What a page says."""
    return _Reading(html).read()


def parse_errors(html: str) -> list[tuple[str, str]]:
    """What the HTML standard's parser objects to: a message and the markup around it."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    lines = html.split("\n")
    return [
        (PARSE_ERRORS.get(code, code) % values, lines[line - 1][max(0, column - 60) : column + 20].strip())
        for (line, column), code, values in parser.errors
    ]

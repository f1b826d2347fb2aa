"""Bodies: the sanitised HTML of an entry with its holes filled.

What fills a hole is decided before (`model.links`); here it is only printed. The words of a link are the
segments between its `Open` and its `Close`; a target's own `text` takes their place. Nothing here adds a
link inside a link, and no picture, film or sound is loaded from another host.
"""

import posixpath
import re
from collections.abc import Callable
from html import escape

from narrate.model.document import Body, Close, Drawing, Embed, Image, Open, Segment, Written
from narrate.model.links import NOT_DRAWN, BodyRef, Embedded, Target
from narrate.render.addresses import Place, local, safe

Load = Callable[[bytes], Body]

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico", ".apng"})
_FILMS = frozenset({".mp4", ".webm", ".ogv", ".mov", ".m4v", ".mkv"})
_SOUNDS = frozenset({".mp3", ".ogg", ".oga", ".wav", ".m4a", ".flac", ".opus", ".3gp"})
_SIZE = re.compile(r"(\d{1,5})(?:x(\d{1,5}))?")
_COLUMN = "(min-width: 45em) 45em, 100vw"
"""How wide a picture is at most in the text of a page, as `sizes` says it."""
_HEADING = re.compile(r"<(/?)h([1-5])(?=[ >])")
_WORDS_ONLY = frozenset({"missing", "withheld", "plain"})
_END = "</a>"
_NOTHING = Target("missing")
_UNWRITTEN = Written("link", "")


def fill(ref: BodyRef, load: Load, absolute: str = "", page: str = "") -> str:
    """The HTML of a body.

    `absolute` is the absolute address of the entry's page when the body leaves the site (a feed): every
    address becomes absolute to it. `page` is that page's address when the body stands in another page
    of the site (`ref.ids` is false): links within the body lead there; empty: `ref.page`.
    """
    return _Filling(ref, load, Place(absolute, page or ref.page, ref.ids)).html()


class _Filling:
    """One body being printed."""

    def __init__(self, ref: BodyRef, load: Load, place: Place) -> None:
        body = load(ref.digest)
        self.segments = body.html[ref.start : len(body.html) if ref.end < 0 else ref.end]
        self.written = body.references
        self.demoted = any(isinstance(segment, str) and "<h1" in segment for segment in body.html)
        """Whether its headings move down a level: a page has one heading of the first, its title."""
        self.ref = ref
        self.load = load
        self.place = place
        self.out: list[str] = []
        self.open: list[tuple[int, str]] = []
        """Links that are open: the reference, and what closes it."""
        self.anchors = 0
        """How many of them are links and not only words."""
        self.dropping = -1
        """The reference whose words are replaced, while they are skipped."""
        self.in_anchor = False
        """Whether a link of the author's own HTML is open."""

    def html(self) -> str:
        for segment in self.segments:
            if self.dropping < 0:
                self.add(segment)
            elif isinstance(segment, Close) and segment.ref == self.dropping:
                self.dropping = -1
        while self.open:
            self.out.append(self.open.pop()[1])
        return "".join(self.out)

    def add(self, segment: Segment) -> None:
        if isinstance(segment, str):
            html = self.place.markup(segment)
            self.out.append(_HEADING.sub(_lower, html) if self.demoted else html)
            opened, closed = segment.rfind("<a "), segment.rfind("</a>")
            if opened != closed:
                self.in_anchor = opened > closed
        elif isinstance(segment, Open):
            self.begin(segment.ref)
        elif isinstance(segment, Close):
            self.finish(segment.ref)
        elif isinstance(segment, Image):
            self.out.append(self.shown(segment.ref, block=False))
        elif isinstance(segment, Embed):
            self.embed(segment)
        else:
            self.out.append(self.drawing(segment))

    def begin(self, number: int) -> None:
        before, words, after = self.around(self.target(number))
        self.out.append(before)
        if words:
            self.out.append(words + after)
            self.dropping = number
        else:
            self.open.append((number, after))
            self.anchors += after == _END

    def finish(self, number: int) -> None:
        """Closes a link, and with it what was opened inside it and never closed."""
        if any(number == opened for opened, _ in self.open):
            while True:
                opened, after = self.open.pop()
                self.out.append(after)
                self.anchors -= after == _END
                if opened == number:
                    return

    def around(self, target: Target) -> tuple[str, str, str]:
        """What stands before the words of a link, the words if they are replaced, and what stands after."""
        words = escape(target.text)
        title = f' title="{escape(target.title)}"' if target.title else ""
        if target.state == "missing":
            return f'<span class="missing"{title}>', words, "</span>"
        address = self.address(target)
        if not address:
            return "", words, ""
        outside = ' class="external" rel="noopener"' if target.state == "elsewhere" else ""
        return f'<a href="{address}"{outside}{title}>', words, _END

    def shown(self, number: int, block: bool) -> str:
        """A picture, film or sound; of anything else a link to it."""
        target, written = self.target(number), self.reference(number)
        words = target.text or written.text
        if target.state == "missing":
            text = words or posixpath.basename(written.target)
            inline = f'<span class="missing-image">{escape(text)}</span>'
        elif target.state == "file" and local(target.href) and safe(target.href):
            inline = self.medium(target, written, words)
        else:
            inline = self.link(target, words or target.title or posixpath.basename(written.target))
        return f"<p>{inline}</p>" if block and inline else inline

    def medium(self, target: Target, written: Written, words: str) -> str:
        ending = posixpath.splitext(target.href.partition("#")[0].partition("?")[0])[1].lower()
        source, name = escape(self.place.address(target.href)), escape(words)
        if ending in _FILMS or ending in _SOUNDS:
            element = "video" if ending in _FILMS else "audio"
            label = f' aria-label="{name}"' if name else ""
            return (
                f'<{element} controls preload="none" src="{source}"{label}{_size(written.size)}></{element}>'
            )
        if ending in _PICTURES:
            title = f' title="{escape(target.title)}"' if target.title else ""
            size = _size(written.size, target.size)
            choice = self.choice(target, written)
            return f'<img src="{source}"{choice} alt="{name}"{title} loading="lazy" decoding="async"{size}>'
        return self.link(target, words or target.title or posixpath.basename(written.target))

    def choice(self, target: Target, written: Written) -> str:
        """The variants of a picture as attributes, and how wide it is shown: a browser fetches what it needs."""
        if not target.variants:
            return ""
        sizes = [(variant.href, variant.width) for variant in target.variants]
        sizes.append((target.href, target.size[0]))
        # Many programs take a list of addresses apart at its commas, wherever they stand.
        srcset = ", ".join(
            f"{self.place.address(href).replace(',', '%2C')} {width}w" for href, width in sizes
        )
        asked = _SIZE.fullmatch(written.size.strip())
        shown = f"{asked[1]}px" if asked else _COLUMN
        return f' srcset="{escape(srcset)}" sizes="{shown}"'

    def link(self, target: Target, words: str) -> str:
        before, text, after = self.around(target)
        return before + (text or escape(words)) + after

    def embed(self, segment: Embed) -> None:
        target = self.target(segment.ref)
        if target.embed is None:
            self.out.append(self.shown(segment.ref, segment.block))
        elif segment.block:
            self.out.append(self.piece(target.embed))
        else:
            self.out.append(self.link(target, target.embed.title))

    def piece(self, embedded: Embedded) -> str:
        """A piece of another entry, with a line that leads to it."""
        place = Place(self.place.absolute, embedded.href, ids=False)
        inside = _Filling(embedded.body, self.load, place).html()
        source = self.link(Target("entry", embedded.href), embedded.title)
        return (
            f'<aside class="embed"><div class="embed-body">{inside}</div>'
            f'<p class="embed-source">{source}</p></aside>'
        )

    def drawing(self, segment: Drawing) -> str:
        """A drawn diagram with its source for those who cannot see it, or the source alone."""
        number = segment.number
        drawn = self.ref.diagrams[number] if number < len(self.ref.diagrams) else NOT_DRAWN
        source = self.place.markup(segment.source)
        if not local(drawn.href):
            return source
        place, words = escape(self.place.address(drawn.href)), escape(segment.words)
        picture = f'<img src="{place}" alt="{words}" loading="lazy"{_size("", drawn.size)}>'
        return (
            f'<figure class="diagram">{picture}<figcaption><details class="diagram-source">'
            f"<summary>{escape(segment.title)}</summary>{source}</details></figcaption></figure>"
        )

    def address(self, target: Target) -> str:
        """The address of a target for an attribute; empty where there is none, or no link may begin."""
        if target.state in _WORDS_ONLY or self.in_anchor or self.anchors:
            return ""
        return escape(self.place.address(safe(target.href)))

    def target(self, number: int) -> Target:
        return self.ref.targets[number] if number < len(self.ref.targets) else _NOTHING

    def reference(self, number: int) -> Written:
        return self.written[number] if number < len(self.written) else _UNWRITTEN


def _lower(tag: re.Match[str]) -> str:
    return f"<{tag[1]}h{int(tag[2]) + 1}"


def _size(written: str, real: tuple[int, int] = (0, 0)) -> str:
    """`300` or `300x200` as attributes; the real size where none was asked for, so that nothing jumps when it arrives."""
    asked = _SIZE.fullmatch(written.strip())
    width, height = real
    if asked is None:
        return f' width="{width}" height="{height}"' if width and height else ""
    if asked[2]:
        return f' width="{asked[1]}" height="{asked[2]}"'
    tall = f' height="{max(1, round(int(asked[1]) * height / width))}"' if width and height else ""
    return f' width="{asked[1]}"{tall}'

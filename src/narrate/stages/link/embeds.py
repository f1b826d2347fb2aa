"""Embeds: a piece of another entry shown in place, with the pieces embedded in it. Cycles become links."""

import msgspec

from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.entry import Entry
from narrate.model.links import BodyRef, Embedded, Target
from narrate.stages.link.resolve import Found

_MOST = 200
"""Embeds on one page, those inside others included: beyond that they are links, so that a few files cannot
make a page of millions of words."""


class Embeds:
    """Fills in what embeds show, each entry's once."""

    def __init__(self, found: dict[str, tuple[Found, ...]], entries: dict[str, Entry]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._found = found
        self._entries = entries
        self._done: dict[str, tuple[tuple[Target, ...], int]] = {}

    def targets(self, url: str) -> tuple[Target, ...]:
        """What an entry's references lead to, its embeds with what they show."""
        return self._expand(url, ())[0]

    def _expand(self, url: str, above: tuple[str, ...]) -> tuple[tuple[Target, ...], int]:
        done = self._done.get(url)
        if done is not None:
            return done
        entry = self._entries[url]
        targets: list[Target] = []
        size = 0
        cyclic = False
        for reference, found in zip(entry.text.references, self._found[url], strict=True):
            target = found.target
            if reference.form == "embed" and found.entry is not None and target.state == "entry":
                inner = found.entry.url
                if inner == url or inner in above:
                    cyclic = True
                    self._report(entry, reference.line, reference.column, reference.raw, found.entry)
                else:
                    inside, inner_size = self._expand(inner, (*above, url))
                    if size + inner_size + 1 <= _MOST and len(above) < 50:
                        size += inner_size + 1
                        target = msgspec.structs.replace(
                            target, embed=_piece(found.entry, found, target.href, inside)
                        )
            targets.append(target)
        result = (tuple(targets), size)
        if not above or not cyclic:
            self._done[url] = result
        return result

    def _report(self, entry: Entry, line: int, column: int, raw: str, other: Entry) -> None:
        place = Place(entry.path, line, column, max(1, len(raw)))
        message = f"this embeds `{other.path}`, which embeds this page"
        if other is entry:
            message = "this page embeds itself"
        diagnostic = Diagnostic(place, "embed-cycle", message, "make one of them a link: it is shown as one")
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


def _piece(entry: Entry, found: Found, href: str, targets: tuple[Target, ...]) -> Embedded | None:
    """The part of the entry that the embed asks for."""
    start, end = 0, -1
    if found.fragment and found.fragment != entry.title_id:
        for part in entry.text.parts:
            if part.id == found.fragment:
                start, end = part.start, part.end
                break
    return Embedded(href, entry.name, BodyRef(entry.text.body, targets, (), start, end, ids=False))

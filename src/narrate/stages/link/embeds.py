"""Embeds: a piece of another entry shown in place, with the pieces embedded in it. Cycles become links."""

import msgspec

from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Reference
from narrate.model.entry import Entry
from narrate.model.links import NOT_DRAWN, BodyRef, Drawn, Embedded, Target
from narrate.stages.link.resolve import Found

_MOST = 200
"""Embeds on one page, those inside others included: beyond that they are links, so that a few files cannot
make a page of millions of words."""

_DEEPEST = 20


class Embeds:
    """Fills in what the embeds of each page show."""

    def __init__(
        self, found: dict[str, tuple[Found, ...]], entries: dict[str, Entry], drawings: dict[str, Drawn]
    ) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self._found = found
        self._entries = entries
        self._drawings = drawings
        self._left = 0

    def targets(self, url: str) -> tuple[Target, ...]:
        """What an entry's references lead to, its embeds with what they show."""
        self._left = _MOST
        return self._expand(url, ())

    def _expand(self, url: str, above: tuple[str, ...]) -> tuple[Target, ...]:
        entry = self._entries[url]
        return tuple(
            [
                self._shown(entry, reference, found, above)
                if reference.form == "embed" and found.entry is not None and found.target.state == "entry"
                else found.target
                for reference, found in zip(entry.text.references, self._found[url], strict=True)
            ]
        )

    def _shown(self, entry: Entry, reference: Reference, found: Found, above: tuple[str, ...]) -> Target:
        """An embed with the piece that it shows; in a circle, too deep or one too many it stays a link."""
        other = found.entry
        if other is None:
            return found.target
        if other is entry or other.url in above:
            self._report(entry, reference, other)
            return found.target
        if self._left <= 0 or len(above) >= _DEEPEST:
            return found.target
        self._left -= 1
        inside = self._expand(other.url, (*above, entry.url))
        diagrams = tuple(self._drawings.get(diagram.source, NOT_DRAWN) for diagram in other.text.diagrams)
        start, end = _part(other, found.fragment)
        body = BodyRef(other.text.body, inside, diagrams, start, end, ids=False)
        return msgspec.structs.replace(found.target, embed=Embedded(found.target.href, other.name, body))

    def _report(self, entry: Entry, reference: Reference, other: Entry) -> None:
        place = Place(entry.path, reference.line, reference.column, max(1, len(reference.raw)))
        message = f"this embeds `{other.path}`, which embeds this page"
        if other is entry:
            message = "this page embeds itself"
        help_line = "make one of them a link: it is shown as one"
        self.diagnostics[Diagnostic(place, "embed-cycle", message, help_line)] = None


def _part(entry: Entry, fragment: str) -> tuple[int, int]:
    """The segments of the piece that an embed asks for; all of them when it asks for no piece."""
    if fragment and fragment != entry.title_id:
        for part in entry.text.parts:
            if part.id == fragment:
                return part.start, part.end
    return 0, -1

"""`answers: true`: a link field that means what the entry replies to, so that nobody names it twice."""

from collections.abc import Iterator

from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Value
from narrate.model.entry import Entry
from narrate.model.kinds import Field
from narrate.model.links import Edge, Named, Target
from narrate.stages.link.edges import edge_of

_YES = frozenset({"true", "yes"})


def is_as_replied(field: Field, value: Value) -> bool:
    """Whether a field says `true` in place of a name."""
    is_link = field.type == "links" and field.link not in (None, "replies-to") and not field.reverse
    return is_link and isinstance(value, str) and value.strip().casefold() in _YES


def as_replied(
    entries: tuple[Entry, ...],
    config: Config,
    fields: dict[str, dict[str, tuple[Named, ...]]],
    edges: list[Edge],
    diagnostics: list[Diagnostic],
) -> list[Edge]:
    """The edges of such fields; what they name is added to `fields`. `edges`: what entries reply to is among them."""
    saying = [
        (entry, field)
        for entry in entries
        if entry.fields
        for field in (*config.kinds.kinds[entry.kind].fields, *config.kinds.common)
        if field.name in entry.fields and is_as_replied(field, entry.fields[field.name])
    ]
    if not saying:
        return []
    by_url = {entry.url: entry for entry in entries}
    replied: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.type == "replies-to" and edge.target in by_url:
            replied.setdefault(edge.source, []).append(edge)
    found: list[Edge] = []
    for entry, field in saying:
        meant = replied.get(entry.url, [])
        if not meant and not any(_said(entry, fields)):
            diagnostics.append(_replies_to_nothing(entry, field))
        hrefs = {named.url: named.target.href for named in _said(entry, fields)}
        named = tuple(
            Named(Target("entry", hrefs.get(edge.target, ""), by_url[edge.target].name), edge.target)
            for edge in meant
        )
        fields.setdefault(entry.url, {})[field.name] = named
        found += [edge_of(field, field.link, entry, name) for name in named if field.link]
    return found


def _said(entry: Entry, fields: dict[str, dict[str, tuple[Named, ...]]]) -> Iterator[Named]:
    """What its front matter or its words name as what it replies to; also what is not there, which has been said."""
    yield from fields.get(entry.url, {}).get("reply_to", ())


def _replies_to_nothing(entry: Entry, field: Field) -> Diagnostic:
    written = str(entry.fields[field.name])
    place = place_among(entry.path, entry.places, field.name, written)
    message = f"`{field.name}: {written}`, and the entry replies to nothing"
    return Diagnostic(place, "invalid-value", message, f"add `reply_to: …`, or name it: `{field.name}: …`")

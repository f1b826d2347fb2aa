"""A kind's entries by state: what is open, and what came of the others. One that failed is a result like any other.

Those of a kind without states stand by what it tells of them: how-tos by the task.
"""

from narrate.model.entry import Entry
from narrate.model.kinds import Field, Kind
from narrate.model.views import Board, BoardLine, FieldLine, Ref
from narrate.planners.pieces import Pieces
from narrate.stages.register.people import texts
from narrate.words import phrase

_MOST = 50
"""The rest is in the archive: a page that grows without end helps nobody."""
_REFS = 5


def boards(entries: tuple[Entry, ...], kind: Kind, pieces: Pieces) -> tuple[Board, ...]:
    """A board for each of the kind's states that some are in; those in which they ended come last. Or one for all."""
    if not kind.states:
        return _by_what_is_told(entries, kind, pieces)
    in_state: dict[str, list[Entry]] = {}
    for entry in entries:
        in_state.setdefault(entry.state, []).append(entry)
    order = sorted(kind.states, key=lambda state: state in kind.ended_states)
    return tuple(
        Board(
            state,
            pieces.say(state).capitalize(),
            tuple(_line(entry, kind, pieces) for entry in in_state[state][:_MOST]),
        )
        for state in order
        if state in in_state
    )


def _by_what_is_told(entries: tuple[Entry, ...], kind: Kind, pieces: Pieces) -> tuple[Board, ...]:
    """In the order of the first field that the kind tells; what says nothing there stands under its name."""
    field = next((each for each in kind.fields if each.told), None)
    if field is None or not any(_said(entry, field) for entry in entries):
        return ()
    label = pieces.say(field.label or field.name.replace("_", " "))
    ordered = sorted(
        entries[:_MOST], key=lambda entry: ((_said(entry, field) or entry.name).casefold(), entry.url)
    )
    title = pieces.say(phrase("By {field}")).format(field=label)
    return (Board(field.name, title, tuple(_line(entry, kind, pieces) for entry in ordered)),)


def _said(entry: Entry, field: Field) -> str:
    return " ".join(texts(entry.fields.get(field.name, "")))


def _line(entry: Entry, kind: Kind, pieces: Pieces) -> BoardLine:
    telling = any(field.told for field in kind.fields)
    return BoardLine(
        pieces.line(entry),
        _fields(entry, kind, pieces) if telling else (),
        _led_to(entry, pieces) if telling else (),
    )


def _fields(entry: Entry, kind: Kind, pieces: Pieces) -> tuple[FieldLine, ...]:
    told = {field.name for field in kind.fields if field.told}
    if kind.end_field and entry.state in kind.open_states:
        told.add(kind.end_field)
    return tuple(line for line in pieces.fields(entry) if line.name in told)


def _led_to(entry: Entry, pieces: Pieces) -> tuple[Ref, ...]:
    """What says that it was distilled from it, or is said to have come of it, oldest first."""
    by_url = pieces.index.by_url
    edges = pieces.index.incoming.get(entry.url, ())
    found = {edge.source for edge in edges if edge.type == "distils" and edge.source in by_url}
    ordered = sorted(found, key=lambda url: (by_url[url].date, url))
    return tuple(pieces.entry_ref(url) for url in ordered[:_REFS])

"""States that are written at the other end: who supersedes a lesson says so once, and it is superseded."""

from collections.abc import Iterable

import msgspec

from narrate.model.circles import in_circles
from narrate.model.entry import Entry
from narrate.model.kinds import Kinds, LinkType
from narrate.model.links import Edge


def made(entries: tuple[Entry, ...], edges: Iterable[Edge], kinds: Kinds) -> tuple[Entry, ...]:
    """Entries in the states that others put them in. Their own word holds, but for a state in which they ended.

    Of those that end each other in a circle, none does: nobody has decided yet.
    """
    makes = states_made(kinds)
    said: dict[LinkType, dict[str, set[str]]] = {}
    for edge in edges:
        if edge.type in makes:
            said.setdefault(edge.type, {}).setdefault(edge.source, set()).add(edge.target)
    put: dict[str, str] = {}
    for type_, named in said.items():
        undecided = in_circles(named)
        for source, targets in named.items():
            put |= dict.fromkeys(targets - undecided if source in undecided else targets, makes[type_])
    if not put:
        return entries
    return tuple(_put(entry, put[entry.url], kinds) if entry.url in put else entry for entry in entries)


def states_made(kinds: Kinds) -> dict[LinkType, str]:
    """The state in which each type of link puts what it leads to."""
    return {
        field.link: field.makes
        for fields in (kinds.common, *(kind.fields for kind in kinds.kinds.values()))
        for field in fields
        if field.link and field.makes
    }


def _put(entry: Entry, state: str, kinds: Kinds) -> Entry:
    kind = kinds.kinds[entry.kind]
    if state not in kind.states or entry.state == state:
        return entry
    if state not in kind.ended_states and entry.fields.get(kind.state_field):
        return entry
    return msgspec.structs.replace(entry, state=state)

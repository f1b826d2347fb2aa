"""Entries that crossed from one team to another because of a community.

Somebody of one team wrote an entry that is in the community's stream; somebody of another team answered it, cited it
or put it to use. It is because of the community when that was by a member, or is in its stream, too.
"""

from typing import NamedTuple

from narrate.model.entry import Entry
from narrate.model.kinds import LinkType
from narrate.model.registry import Group
from narrate.planners.pieces import Pieces

CROSSES: dict[LinkType, str] = {
    "answers": "answered",
    "contradicts": "contradicted",
    "applies": "applied",
    "distils": "distilled",
    "replies-to": "replied",
    "supersedes": "cited",
    "cites": "cited",
    "embeds": "cited",
}
"""What is called how; what says most comes first."""
_ENTRIES = 150
"""So many entries of a stream are looked at, the newest first, so that it costs the same in every site."""
_ORDER = {type_: number for number, type_ in enumerate(CROSSES)}


class Crossing(NamedTuple):
    """An entry, and what somebody of another team did with it."""

    entry: Entry
    type: LinkType
    by: Entry


def crossings(
    community: Group, entries: tuple[Entry, ...], pieces: Pieces, most: int
) -> tuple[Crossing, ...]:
    """The newest of them, at most `most`."""
    index = pieces.index
    inside = {entry.url for entry in entries}
    members = frozenset(community.members)
    found: dict[tuple[str, str], Crossing] = {}
    for entry in entries[:_ENTRIES]:
        incoming = index.incoming.get(entry.url, ())
        teams = _teams(entry, pieces) if incoming else frozenset()
        if not teams:
            continue
        for edge in incoming:
            by = index.by_url.get(edge.source)
            if by is None or edge.type not in _ORDER or by.url not in index.streamed:
                continue
            theirs = _teams(by, pieces)
            if not theirs or teams & theirs or (by.url not in inside and members.isdisjoint(by.authors)):
                continue
            key = entry.url, by.url
            if key not in found or _ORDER[edge.type] < _ORDER[found[key].type]:
                found[key] = Crossing(entry, edge.type, by)
    newest = sorted(found.values(), key=lambda one: (one.by.date, one.by.url, one.entry.url), reverse=True)
    return tuple(newest[:most])


def _teams(entry: Entry, pieces: Pieces) -> frozenset[str]:
    """The teams of all its authors; none when one of them is not listed, or it is nobody's own words."""
    people = pieces.index.registry.people
    if not pieces.kind_of(entry).dated or not all(people[author].listed for author in entry.authors):
        return frozenset()
    return frozenset(pieces.teams_of(entry.authors))

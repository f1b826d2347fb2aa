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
        teams: frozenset[str] | None = None
        for edge in index.incoming.get(entry.url, ()):
            if edge.type not in _ORDER or edge.source not in index.streamed:
                continue
            by = index.by_url[edge.source]
            if by.authors == entry.authors or (by.url not in inside and members.isdisjoint(by.authors)):
                continue
            teams = _teams(entry, pieces) if teams is None else teams
            theirs = _teams(by, pieces) if teams else teams
            if not theirs or teams & theirs:
                continue
            key = entry.url, by.url
            if key not in found or _ORDER[edge.type] < _ORDER[found[key].type]:
                found[key] = Crossing(entry, edge.type, by)
    newest = sorted(found.values(), key=lambda one: (one.by.date, one.by.url, one.entry.url), reverse=True)
    return tuple(newest[:most])


def _teams(entry: Entry, pieces: Pieces) -> frozenset[str]:
    """The teams of all its authors; none when one of them is not listed, or it is nobody's own words."""
    people = pieces.index.registry.people
    authors = [people[author] for author in entry.authors]
    if not pieces.kind_of(entry).dated or not all(author.listed for author in authors):
        return frozenset()
    return frozenset([team for author in authors for team in author.teams])

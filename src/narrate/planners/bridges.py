"""What a community connects, as its page shows it: entries that crossed between teams, tags that it shares."""

from narrate.model.entry import Entry
from narrate.model.registry import Group
from narrate.model.views.community import Crossing, SharedTag, SharedTags
from narrate.planners.crossings import CROSSES, crossings
from narrate.planners.pieces import Pieces

_CROSSINGS = 6
_TAGS = 6
_PEOPLE = 6


def crossing_lines(community: Group, entries: tuple[Entry, ...], pieces: Pieces) -> tuple[Crossing, ...]:
    """The newest entries that crossed from one team to another."""
    return tuple(
        Crossing(
            entry=pieces.entry_ref(one.entry.url),
            people=pieces.people(one.entry.authors),
            teams=tuple(pieces.team(team) for team in pieces.teams_of(one.entry.authors)),
            how=CROSSES[one.type],
            by=pieces.entry_ref(one.by.url),
            by_people=pieces.people(one.by.authors),
            by_teams=tuple(pieces.team(team) for team in pieces.teams_of(one.by.authors)),
            date=one.by.date,
        )
        for one in crossings(community, entries, pieces, _CROSSINGS)
    )


def shared_with(community: Group, pieces: Pieces) -> tuple[SharedTags, ...]:
    """The other communities that it shares tags with, those first that were written about last."""
    by_other: dict[str, list[SharedTag]] = {}
    for shared in pieces.networks.shared_tags.get(community.id, ()):
        tags = by_other.setdefault(shared.other, [])
        if len(tags) < _TAGS:
            tags.append(SharedTag(pieces.tag(shared.tag), pieces.people(shared.people[:_PEOPLE])))
    return tuple(SharedTags(pieces.community(other), tuple(tags)) for other, tags in by_other.items())

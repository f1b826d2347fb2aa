"""The pages of teams and communities."""

from narrate.model.entry import Entry
from narrate.model.plan import Planned
from narrate.model.registry import Group
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import Line, MemberGroup, TeamPage
from narrate.model.views.community import CommunityPage
from narrate.planners.bridges import crossing_lines, shared_with
from narrate.planners.connections import link_groups
from narrate.planners.desk import desk_ref
from narrate.planners.network import network_of
from narrate.planners.pieces import Pieces
from narrate.planners.pulse import pulse
from narrate.planners.shelves import shelves
from narrate.planners.streams import feed_links, head, stream_view

_MOST = 12


def plan_team(stream: Stream, pieces: Pieces) -> Planned:
    """`/teams/platform/`."""
    registry = pieces.index.registry
    team = registry.teams[stream.id]
    entry = pieces.index.by_url.get(stream.url)
    communities = sorted({id_ for member in team.members for id_ in registry.people[member].communities})
    view = TeamPage(
        site=pieces.site,
        head=head(team.name, entry.summary if entry else "", stream.url, pieces, feed_links(stream, pieces)),
        name=team.name,
        article=pieces.article(entry) if entry else None,
        members=pieces.people(team.members),
        communities=pieces.communities(tuple(communities)),
        links=link_groups(stream.url, pieces),
        shelves=shelves(stream.entries, pieces, _MOST),
        desk=desk_ref(stream, pieces),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "team.html", view, entry.path if entry else "")


def plan_community(stream: Stream, pieces: Pieces) -> Planned:
    """`/communities/testing/`."""
    community = pieces.index.registry.communities[stream.id]
    entry = pieces.index.by_url.get(stream.url)
    view = CommunityPage(
        site=pieces.site,
        head=head(
            community.name, entry.summary if entry else "", stream.url, pieces, feed_links(stream, pieces)
        ),
        name=community.name,
        article=pieces.article(entry) if entry else None,
        members=_members(community, pieces),
        stewards=pieces.people(community.stewards),
        tags=pieces.tags(community.tags),
        start_here=_start_here(entry, pieces),
        links=link_groups(stream.url, pieces),
        shelves=shelves(stream.entries, pieces, _MOST),
        desk=desk_ref(stream, pieces),
        crossings=crossing_lines(community, stream.entries, pieces),
        shared=shared_with(community, pieces),
        pulse=pulse(stream.entries, pieces),
        network=network_of(community, pieces),
        stream=stream_view(stream, pieces),
        actions=pieces.actions.stream(stream),
    )
    return Planned(page_file(stream.url), "community.html", view, entry.path if entry else "")


def _members(community: Group, pieces: Pieces) -> tuple[MemberGroup, ...]:
    """Members by the team they come from, so that the bridge between teams is visible."""
    registry = pieces.index.registry
    by_team: dict[str, list[str]] = {}
    for member in community.members:
        teams = registry.people[member].teams
        by_team.setdefault(teams[0] if teams else "", []).append(member)
    order = sorted(
        by_team, key=lambda team: (team == "", registry.teams[team].name.casefold() if team else "")
    )
    return tuple(
        MemberGroup(
            pieces.team(team) if team else None, pieces.people(tuple(by_team[team])), len(by_team[team])
        )
        for team in order
    )


def _start_here(entry: Entry | None, pieces: Pieces) -> tuple[Line, ...]:
    """The reading path that the community's page names."""
    if entry is None:
        return ()
    named = pieces.index.links.fields.get(entry.url, {}).get("start_here", ())
    by_url = pieces.index.by_url
    return tuple(pieces.line(by_url[one.url]) for one in named if one.url in by_url)

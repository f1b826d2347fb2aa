"""The network, for the whole site and for each community: what is drawn of it, and the same as tables and files.

What is drawn is limited to what can be read at a glance: people, or their teams when there are too many people; the
newest ties, when there are too many of them. The tables and files have all of it.
"""

from collections.abc import Iterator
from operator import itemgetter

from narrate.model.moment import day
from narrate.model.plan import Planned
from narrate.model.registry import NETWORK, Group
from narrate.model.urls import page_file
from narrate.model.views import Ref
from narrate.model.views.network import (
    BridgeLine,
    Drawing,
    Graph,
    GraphEdge,
    GraphNode,
    Network,
    NetworkPage,
    TieLine,
)
from narrate.planners import arc_diagram
from narrate.planners.networks import Found
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.planners.ties import HOWS, How, Tie
from narrate.words import phrase

_TITLE = phrase("Network")
_TEAMS = 3
"""Fewer teams are no better drawn than their people."""
_NAMES = 40
_BRIDGES = 10
"""So many names and lines are drawn, at most."""
_ARCS = 12
"""So many arcs, and one more for each name: of what is denser, nothing can be read."""
_OF_COMMUNITY = 150
"""So many ties stand on the page of a community; the page of the site has all, and so have the files."""
_FORMATS = (("graphml", "GraphML"), ("network-csv", "CSV"))


def plan_network(pieces: Pieces) -> Iterator[Planned]:
    """`/network/`, when there is one, with its files; where a page leads there too early, it says so."""
    found = pieces.networks.site
    if found is not None or _is_led_to(pieces):
        view = NetworkPage(
            site=pieces.site,
            head=head(pieces.say(_TITLE), "", NETWORK, pieces),
            title=pieces.say(_TITLE),
            article=pieces.intro(NETWORK),
            network=_view(found, NETWORK, pieces) if found else None,
            actions=pieces.actions.place(NETWORK),
        )
        yield Planned(page_file(NETWORK), "network.html", view)
    if found is not None:
        yield from _files(found, NETWORK, pieces)


def _is_led_to(pieces: Pieces) -> bool:
    """Whether somebody wrote a link to it."""
    if not pieces.config.network or not pieces.index.registry.may_be_network:
        return False
    href = pieces.href(NETWORK)
    return any(target.href == href for each in pieces.index.links.targets.values() for target in each)


def network_ref(pieces: Pieces) -> Ref | None:
    """A link to that page, when there is one."""
    return Ref(pieces.say(_TITLE), pieces.href(NETWORK)) if pieces.networks.site is not None else None


def network_of(community: Group, pieces: Pieces) -> Network | None:
    """The network on the page of a community."""
    found = pieces.networks.of(community.id)
    return _view(found, community.url, pieces, _OF_COMMUNITY) if found else None


def plan_network_files(pieces: Pieces) -> Iterator[Planned]:
    """The files beside the pages of communities that have a network."""
    for community in pieces.index.registry.communities.values():
        found = pieces.networks.of(community.id)
        if found is not None:
            yield from _files(found, community.url, pieces)


# --- as a page shows it ---------------------------------------------------------------------------


def _view(found: Found, url: str, pieces: Pieces, most: int | None = None) -> Network:
    """`most`: so many ties are shown, the newest."""
    listed = most is None or len(found.ties) <= most
    found = found._replace(ties=found.ties[:most])
    sort = (
        "teams"
        if len(found.people) > _NAMES and len(pieces.networks.teams(found.people)) >= _TEAMS
        else "people"
    )
    bridges = found.bridges
    if len(bridges) > _BRIDGES:
        bridges = tuple(one for one in bridges if len(pieces.networks.teams(one[1])) > 1)[:_BRIDGES]
    draw = _by_team if sort == "teams" else _by_person
    drawing, whole = draw(found._replace(bridges=bridges), pieces)
    return Network(
        drawing=drawing,
        sort=sort,
        whole=whole and bridges == found.bridges,
        listed=listed,
        bridges=tuple(
            BridgeLine(
                pieces.community(community.id),
                tuple(pieces.team(team) for team in pieces.networks.teams(met)),
                pieces.people(met),
            )
            for community, met in found.bridges
        ),
        ties=_lines(found.ties, pieces),
        files=tuple(Ref(name, pieces.href(url + _file(renderer))) for renderer, name in _FORMATS),
    )


def _lines(ties: tuple[Tie, ...], pieces: Pieces) -> tuple[TieLine, ...]:
    """A line for each person who did something, by name."""
    people, rank, href = pieces.index.registry.people, pieces.networks.rank, pieces.href
    by_person: dict[str, dict[How, list[tuple[int, Ref]]]] = {}
    for source, how, target, entry in ties:
        done = by_person.get(source)
        if done is None:
            done = by_person[source] = {how: [] for how in HOWS}
        done[how].append((rank[target], Ref(people[target].name, href(entry.url))))
    for done in by_person.values():
        for refs in done.values():
            refs.sort(key=itemgetter(0))
    return tuple(
        TieLine(
            pieces.person(one),
            pieces.knowing.has_left(one),
            *(tuple([ref for _, ref in by_person[one][how]]) for how in HOWS),
        )
        for one in sorted(by_person, key=rank.__getitem__)
    )


def _by_person(found: Found, pieces: Pieces) -> tuple[Drawing, bool]:
    """People, grouped by their team; those of the newest ties when they are too many."""
    registry = pieces.index.registry
    chosen = found.people if len(found.people) <= _NAMES else _of_newest(found.ties)
    teams = pieces.networks.teams(chosen)
    groups = [
        arc_diagram.Group(registry.teams[team].name, pieces.href(registry.teams[team].url)) for team in teams
    ]
    if teams and any(not registry.people[one].teams for one in chosen):
        groups.append(arc_diagram.Group("", ""))
    place = {team: number for number, team in enumerate(teams)}
    placed = sorted(
        chosen,
        key=lambda one: (
            place[registry.people[one].teams[0]] if registry.people[one].teams else len(teams),
            pieces.networks.rank[one],
        ),
    )
    nodes = [
        arc_diagram.Node(
            registry.people[one].name,
            pieces.href(registry.people[one].url),
            place[registry.people[one].teams[0]] if registry.people[one].teams else len(teams),
        )
        for one in placed
    ]
    row = {one: number for number, one in enumerate(placed)}
    drawing, whole = _drawn(nodes, groups, row, found, pieces)
    return drawing, whole and len(chosen) == len(found.people)


def _by_team(found: Found, pieces: Pieces) -> tuple[Drawing, bool]:
    """Teams in the place of their people. What happens within a team, and people without one, are not drawn."""
    registry = pieces.index.registry
    teams = pieces.networks.teams(found.people)
    nodes = [
        arc_diagram.Node(registry.teams[team].name, pieces.href(registry.teams[team].url), number)
        for number, team in enumerate(teams)
    ]
    place = {team: number for number, team in enumerate(teams)}
    row = {one: place[registry.people[one].teams[0]] for one in found.people if registry.people[one].teams}
    return _drawn(nodes, [], row, found, pieces)[0], False


def _drawn(
    nodes: list[arc_diagram.Node],
    groups: list[arc_diagram.Group],
    row: dict[str, int],
    found: Found,
    pieces: Pieces,
) -> tuple[Drawing, bool]:
    """The drawing, and whether all ties are in it. Of all that is between two, what says most: the first of `HOWS`."""
    arcs: dict[tuple[int, int], arc_diagram.Arc] = {}
    most = _ARCS + len(nodes)
    whole = True
    for tie in found.ties:
        source, target = row.get(tie.source), row.get(tie.target)
        if source is None or target is None:
            whole = False
        elif source != target:
            pair = min(source, target), max(source, target)
            known = arcs.get(pair)
            if known is None and len(arcs) >= most:
                whole = False
            else:
                arcs[pair] = _with(
                    known or arc_diagram.Arc(*pair, tie.how, down=False, up=False), tie, target
                )
    bridges = [
        arc_diagram.Bridge(community.name, pieces.href(community.url), rows)
        for community, people in found.bridges
        if (rows := tuple(sorted({row[one] for one in people if one in row})))
    ]
    drawn = [arc for _, arc in sorted(arcs.items())]
    return arc_diagram.arc_diagram(nodes, groups, bridges, drawn), whole


def _with(arc: arc_diagram.Arc, tie: Tie, target: int) -> arc_diagram.Arc:
    """An arc that also shows a tie."""
    how = min(arc.how, tie.how, key=HOWS.index)
    return arc._replace(how=how, down=arc.down or target == arc.lower, up=arc.up or target == arc.upper)


def _of_newest(ties: tuple[Tie, ...]) -> tuple[str, ...]:
    """The people of the newest ties, as many as can be drawn. `ties`: newest first."""
    chosen: dict[str, None] = {}
    for tie in ties:
        if len(chosen.keys() | {tie.source, tie.target}) > _NAMES:
            break
        chosen[tie.source] = chosen[tie.target] = None
    return tuple(chosen)


# --- as files -------------------------------------------------------------------------------------


def _files(found: Found, url: str, pieces: Pieces) -> Iterator[Planned]:
    graph = _graph(found, pieces)
    for renderer, _ in _FORMATS:
        yield Planned(f"{url[1:]}{_file(renderer)}", renderer, graph)


def _file(renderer: str) -> str:
    return f"network.{renderer.removeprefix('network-')}"


def _graph(found: Found, pieces: Pieces) -> Graph:
    registry = pieces.index.registry
    teams = pieces.networks.teams(found.people)
    people = [registry.people[one] for one in found.people]
    nodes = [GraphNode(f"people/{one.id}", "person", one.name, pieces.absolute(one.url)) for one in people]
    nodes += [
        GraphNode(
            f"teams/{team}", "team", registry.teams[team].name, pieces.absolute(registry.teams[team].url)
        )
        for team in teams
    ]
    nodes += [
        GraphNode(f"communities/{one.id}", "community", one.name, pieces.absolute(one.url))
        for one, _ in found.bridges
    ]
    ids = {one: f"people/{one}" for one in found.people}
    edges = [
        GraphEdge(ids[source], how, ids[target], pieces.absolute(entry.url), day(entry.date))
        for source, how, target, entry in found.ties
    ]
    edges += [
        GraphEdge(f"people/{one.id}", "member", f"teams/{one.teams[0]}", "", "")
        for one in people
        if one.teams
    ]
    edges += [
        GraphEdge(f"people/{one}", "member", f"communities/{community.id}", "", "")
        for community, met in found.bridges
        for one in met
    ]
    return Graph(tuple(nodes), tuple(edges))

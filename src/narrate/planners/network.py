"""The network, for the whole site and for each community: what is drawn of it, and the same as tables and files.

What is drawn is limited to what can be read at a glance: people, or their teams when there are too many people; the
newest ties, when there are too many of them. The tables and files have all of it. Where little has happened there is no
network: three people who have to do with each other, or a community that connects two teams, is where one begins.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from narrate.model.entry import Entry
from narrate.model.network import (
    BridgeLine,
    Drawing,
    Graph,
    GraphEdge,
    GraphNode,
    Network,
    NetworkPage,
    TieLine,
)
from narrate.model.plan import Planned
from narrate.model.registry import Group, Person
from narrate.model.urls import page_file
from narrate.model.views import Ref
from narrate.planners import arc_diagram
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.planners.ties import HOWS, How, Tie
from narrate.words import phrase

URL = "/network/"
_TITLE = phrase("Network")
_FEW = 3
"""So many people, and so many ties between two of them, are the least that is worth showing."""
_NAMES = 40
_ARCS = 90
_BRIDGES = 10
"""So many names, arcs and lines are drawn, at most."""
_FORMATS = (("graphml", "GraphML"), ("network-csv", "CSV"))


class _Found(NamedTuple):
    """What there is to show."""

    people: tuple[str, ...]
    ties: tuple[Tie, ...]
    bridges: tuple[tuple[Group, tuple[str, ...]], ...]
    """Communities with those of their members who are here."""


def plan_network(pieces: Pieces) -> Iterator[Planned]:
    """`/network/`, when there is one, with its files."""
    found = _of_site(pieces)
    if found is not None:
        view = NetworkPage(
            site=pieces.site,
            head=head(pieces.say(_TITLE), "", URL, pieces),
            title=pieces.say(_TITLE),
            article=pieces.intro(URL),
            network=_view(found, URL, pieces),
            actions=pieces.actions.place(URL),
        )
        yield Planned(page_file(URL), "network.html", view)
        yield from _files(found, URL, pieces)


def network_ref(pieces: Pieces) -> Ref | None:
    """A link to that page, when there is one."""
    return Ref(pieces.say(_TITLE), pieces.href(URL)) if _of_site(pieces) is not None else None


def network_of(community: Group, entries: Iterable[Entry], pieces: Pieces) -> Network | None:
    """The network of a community: its members, and who has to do with what stands in its stream (`entries`)."""
    found = _of_community(community, entries, pieces)
    return _view(found, community.url, pieces) if found else None


def plan_network_files(pieces: Pieces) -> Iterator[Planned]:
    """The files beside the pages of communities that have a network."""
    communities = pieces.index.registry.communities
    for stream in pieces.index.streams:
        if stream.sort == "community":
            found = _of_community(communities[stream.id], stream.entries, pieces)
            if found is not None:
                yield from _files(found, stream.url, pieces)


# --- what there is --------------------------------------------------------------------------------


def _of_site(pieces: Pieces) -> _Found | None:
    if not pieces.config.network:
        return None
    found = _found(pieces.ties.all, (), pieces.index.registry.communities.values(), pieces)
    return found if _is_telling(found, pieces) else None


def _of_community(community: Group, entries: Iterable[Entry], pieces: Pieces) -> _Found | None:
    if not pieces.config.network:
        return None
    registry = pieces.index.registry
    others = (other for other in registry.communities.values() if other.id != community.id)
    found = _found(pieces.ties.around(entries), community.members, (community, *others), pieces)
    return found if _is_telling(found, pieces) else None


def _found(
    ties: tuple[Tie, ...], members: Iterable[str], communities: Iterable[Group], pieces: Pieces
) -> _Found:
    """`members`: of the community that it is about; of a site, everybody in a community belongs to it."""
    people = pieces.index.registry.people
    here = {one for tie in ties for one in (tie.source, tie.target)}
    communities = tuple(communities)
    inside = tuple(members) or tuple(one for community in communities for one in community.members)
    here.update(one for one in inside if people[one].listed)
    bridges = tuple(
        (community, tuple(one for one in community.members if one in here)) for community in communities
    )
    return _Found(
        tuple(sorted(here, key=lambda one: (people[one].name.casefold(), one))),
        ties,
        tuple((community, met) for community, met in bridges if len(met) > 1),
    )


def _is_telling(found: _Found, pieces: Pieces) -> bool:
    pairs = {frozenset((tie.source, tie.target)) for tie in found.ties}
    if len(pairs) >= _FEW and len({one for pair in pairs for one in pair}) >= _FEW:
        return True
    return len(found.people) >= _FEW and any(len(_teams(met, pieces)) > 1 for _, met in found.bridges)


def _teams(people: Iterable[str], pieces: Pieces) -> tuple[str, ...]:
    """The teams that people come from, by name: the first of each."""
    registry = pieces.index.registry
    found = {registry.people[one].teams[0] for one in people if registry.people[one].teams}
    return tuple(sorted(found, key=lambda team: (registry.teams[team].name.casefold(), team)))


# --- as a page shows it ---------------------------------------------------------------------------


def _view(found: _Found, url: str, pieces: Pieces) -> Network:
    people = pieces.index.registry.people
    sort = "teams" if len(found.people) > _NAMES and len(_teams(found.people, pieces)) >= _FEW else "people"
    ties = sorted(found.ties, key=lambda tie: (tie.entry.date, tie.entry.url), reverse=True)
    bridges = found.bridges
    if len(bridges) > _BRIDGES:
        bridges = tuple(one for one in bridges if len(_teams(one[1], pieces)) > 1)[:_BRIDGES]
    draw = _by_team if sort == "teams" else _by_person
    drawing, whole = draw(found._replace(ties=tuple(ties), bridges=bridges), pieces)
    return Network(
        drawing=drawing,
        sort=sort,
        whole=whole and bridges == found.bridges,
        bridges=tuple(
            BridgeLine(
                pieces.community(community.id),
                tuple(pieces.team(team) for team in _teams(met, pieces)),
                pieces.people(met),
            )
            for community, met in found.bridges
        ),
        ties=_lines(found.ties, people, pieces),
        files=tuple(Ref(name, pieces.href(url + _file(renderer))) for renderer, name in _FORMATS),
    )


def _lines(ties: tuple[Tie, ...], people: dict[str, Person], pieces: Pieces) -> tuple[TieLine, ...]:
    """A line for each person who did something, by name."""
    by_person: dict[str, dict[How, list[Ref]]] = {}
    for tie in sorted(ties, key=lambda tie: (people[tie.target].name.casefold(), tie.target)):
        done = by_person.setdefault(tie.source, {how: [] for how in HOWS})
        done[tie.how].append(Ref(people[tie.target].name, pieces.href(tie.entry.url)))
    order = sorted(by_person, key=lambda one: (people[one].name.casefold(), one))
    return tuple(
        TieLine(
            pieces.person(one),
            pieces.knowing.has_left(one),
            *(tuple(by_person[one][how]) for how in HOWS),
        )
        for one in order
    )


def _by_person(found: _Found, pieces: Pieces) -> tuple[Drawing, bool]:
    """People, grouped by their team; those of the newest ties when they are too many."""
    registry = pieces.index.registry
    chosen = found.people if len(found.people) <= _NAMES else _of_newest(found.ties)
    teams = _teams(chosen, pieces)
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
            registry.people[one].name.casefold(),
            one,
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


def _by_team(found: _Found, pieces: Pieces) -> tuple[Drawing, bool]:
    """Teams in the place of their people. What happens within a team, and people without one, are not drawn."""
    registry = pieces.index.registry
    teams = _teams(found.people, pieces)
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
    found: _Found,
    pieces: Pieces,
) -> tuple[Drawing, bool]:
    """The drawing, and whether all ties are in it. Of all that is between two, what says most: the first of `HOWS`."""
    arcs: dict[tuple[int, int], arc_diagram.Arc] = {}
    whole = True
    for tie in found.ties:
        source, target = row.get(tie.source), row.get(tie.target)
        if source is None or target is None:
            whole = False
        elif source != target:
            pair = min(source, target), max(source, target)
            known = arcs.get(pair)
            if known is None and len(arcs) >= _ARCS:
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


def _files(found: _Found, url: str, pieces: Pieces) -> Iterator[Planned]:
    graph = _graph(found, pieces)
    for renderer, _ in _FORMATS:
        yield Planned(f"{url[1:]}{_file(renderer)}", renderer, graph)


def _file(renderer: str) -> str:
    return f"network.{renderer.removeprefix('network-')}"


def _graph(found: _Found, pieces: Pieces) -> Graph:
    registry = pieces.index.registry
    teams = _teams(found.people, pieces)
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
    edges = [
        GraphEdge(
            f"people/{tie.source}",
            tie.how,
            f"people/{tie.target}",
            pieces.absolute(tie.entry.url),
            tie.entry.date[:10],
        )
        for tie in found.ties
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

"""index: entries arranged by address, link and stream."""

from collections.abc import Iterable

from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.inbox import Inboxes
from narrate.model.index import Index
from narrate.model.kinds import Kind
from narrate.model.links import Edge, Links
from narrate.model.registry import INBOX, Group, Registry
from narrate.model.streams import Stream, newest_first
from narrate.stages.inbox import received
from narrate.words import words


def index(entries: tuple[Entry, ...], registry: Registry, links: Links, config: Config) -> Index:
    """Arranges everything once, so that no planner searches."""
    kinds = config.kinds.kinds
    days: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.day_url:
            days.setdefault(entry.day_url, []).append(entry)
    ordered = newest_first(list(entries))
    in_streams = tuple(
        entry
        for entry in ordered
        if not kinds[entry.kind].registry and entry.url not in days and entry.url != "/"
    )
    of_person: dict[str, list[Entry]] = {}
    for entry in in_streams:
        for author in entry.authors:
            of_person.setdefault(author, []).append(entry)
    incoming, outgoing = _by_end(links.edges)
    inboxes = received(entries, links, registry)
    return Index(
        entries=ordered,
        by_url={entry.url: entry for entry in entries},
        registry=registry,
        links=links,
        outgoing=outgoing,
        incoming=incoming,
        streams=(
            *_streams(in_streams, of_person, registry, config),
            *_inboxes(inboxes, _reviewing(in_streams, config), registry, config),
        ),
        streamed=frozenset(entry.url for entry in in_streams),
        days={url: tuple(sorted(day, key=lambda entry: entry.section)) for url, day in days.items()},
        of_person={person: tuple(written) for person, written in of_person.items()},
        received=inboxes,
    )


def _by_end(edges: tuple[Edge, ...]) -> tuple[dict[str, tuple[Edge, ...]], dict[str, tuple[Edge, ...]]]:
    incoming: dict[str, list[Edge]] = {}
    outgoing: dict[str, list[Edge]] = {}
    for edge in edges:
        incoming.setdefault(edge.target, []).append(edge)
        outgoing.setdefault(edge.source, []).append(edge)
    return (
        {url: tuple(found) for url, found in incoming.items()},
        {url: tuple(found) for url, found in outgoing.items()},
    )


def _streams(
    entries: tuple[Entry, ...], of_person: dict[str, list[Entry]], registry: Registry, config: Config
) -> Iterable[Stream]:
    """Home, then people, teams, communities, tags and kinds, each by id. `entries` are newest first already."""
    kinds = config.kinds.kinds
    dated = tuple(entry for entry in entries if kinds[entry.kind].dated)
    yield Stream("home", "", config.title, "/", "/archive/", dated or entries)
    for person in registry.people.values():
        yield Stream(
            "person", person.id, person.name, person.url, person.url, tuple(of_person.get(person.id, ()))
        )
    for team in registry.teams.values():
        yield Stream("team", team.id, team.name, team.url, team.url, _together(team.members, of_person))
    by_tag = _by_tag(entries, registry, tags_above(registry))
    posted: dict[str, list[Entry]] = {}
    for entry in entries:
        for id_ in entry.communities:
            posted.setdefault(id_, []).append(entry)
    for community in registry.communities.values():
        chosen = _of_community(posted.get(community.id, []), community, by_tag, config)
        yield Stream("community", community.id, community.name, community.url, community.url, chosen)
    for id_, chosen in by_tag.items():
        tag = registry.tags[id_]
        yield Stream("tag", id_, tag.name, tag.url, tag.url, chosen)
    say = words(config.language).gettext
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    for name, kind in kinds.items():
        if name in by_kind:
            yield Stream(
                "kind", name, say(kind.plural), f"/{kind.folder}/", f"/{kind.folder}/", tuple(by_kind[name])
            )


def _inboxes(inboxes: Inboxes, reviewing: set[str], registry: Registry, config: Config) -> Iterable[Stream]:
    """What is for somebody, as a stream.

    Everybody has one, to be followed before the first answer comes. In a repository that was made for another program,
    those have one for whom there is something.
    """
    say = words(config.language).gettext
    for person in registry.people.values():
        found = inboxes.get(person.id, {})
        if found or (person.listed and (config.declared or person.id in reviewing)):
            address = f"{person.url}{INBOX}"
            chosen = newest_first([each[0].entry for each in found.values()])
            title = say("For {name}").format(name=person.name)
            yield Stream("inbox", person.id, title, address, address, chosen)


def _reviewing(entries: tuple[Entry, ...], config: Config) -> set[str]:
    """Who wrote something that is to be read again."""
    fields = {name: kind.review_field for name, kind in config.kinds.kinds.items() if kind.review_field}
    asking = [entry for entry in entries if entry.kind in fields and fields[entry.kind] in entry.fields]
    return {author for entry in asking for author in entry.authors}


def _together(members: tuple[str, ...], of_person: dict[str, list[Entry]]) -> tuple[Entry, ...]:
    """What several people wrote, each entry once."""
    chosen = {entry.url: entry for member in members for entry in of_person.get(member, ())}
    return newest_first(list(chosen.values()))


def _of_community(
    posted: list[Entry], community: Group, by_tag: dict[str, tuple[Entry, ...]], config: Config
) -> tuple[Entry, ...]:
    """What is cross-posted to it, what its members write under its tags, and its lessons, questions, probes and events.

    Its tags are those it names and the ones below them.
    """
    members = frozenset(community.members)
    kinds = config.kinds.kinds
    chosen = {entry.url: entry for entry in posted}
    for tag in community.tags:
        for entry in by_tag.get(tag, ()):
            if cares_for(members, kinds[entry.kind], entry):
                chosen[entry.url] = entry
    return newest_first(list(chosen.values()))


def cares_for(members: frozenset[str], kind: Kind, entry: Entry) -> bool:
    """Whether a community cares for an entry under one of its tags."""
    return bool(kind.shelf) or not members.isdisjoint(entry.authors)


def tags_above(registry: Registry) -> dict[str, tuple[str, ...]]:
    """The tags above each tag, from the next to the widest."""
    wider: dict[str, tuple[str, ...]] = {}
    for id_ in registry.tags:
        above: list[str] = []
        parent = registry.tags[id_].parent
        while parent and parent not in above and parent != id_:
            above.append(parent)
            parent = registry.tags[parent].parent
        wider[id_] = tuple(above)
    return wider


def _by_tag(
    entries: tuple[Entry, ...], registry: Registry, wider: dict[str, tuple[str, ...]]
) -> dict[str, tuple[Entry, ...]]:
    """The entries of each tag; a parent has those of its children too."""
    chosen: dict[str, list[Entry]] = {id_: [] for id_ in registry.tags}
    for entry in entries:
        own = dict.fromkeys(entry.tags)
        for tag in entry.tags:
            own.update(dict.fromkeys(wider.get(tag, ())))
        for tag in own:
            if tag in chosen:
                chosen[tag].append(entry)
    return {id_: tuple(found) for id_, found in chosen.items()}

"""What is for somebody: the one rule for the inbox on their page and for the news that they are sent."""

from narrate.model.entry import Entry
from narrate.model.inbox import FOR_SOMEBODY, Inboxes, Received
from narrate.model.links import Links
from narrate.model.registry import Registry

_MEANT = frozenset(FOR_SOMEBODY)


def received(entries: tuple[Entry, ...], links: Links, registry: Registry) -> Inboxes:
    """By person and address of the entry: replies and answers to what they wrote, what applies it or contradicts it,
    mentions and thanks, by somebody else. What says most comes first. Whoever is not listed receives nothing.
    """
    meant = [edge for edge in links.edges if edge.type in _MEANT]
    by_url = {entry.url: entry for entry in entries} if meant else {}
    ids = {person.url: person.id for person in registry.people.values()}
    found: dict[str, dict[str, list[Received]]] = {}
    for edge in meant:
        source, target = by_url.get(edge.source), by_url.get(edge.target)
        if source is None:
            continue
        readers = (ids[edge.target],) if edge.target in ids else target.authors if target else ()
        for reader in readers:
            if reader not in source.authors and registry.people[reader].listed:
                one = Received(source, edge.target, edge.type, edge.sentence)
                found.setdefault(reader, {}).setdefault(source.url, []).append(one)
    return {
        person: {
            url: tuple(sorted(each, key=_most_first) if len(each) > 1 else each)
            for url, each in by_entry.items()
        }
        for person, by_entry in found.items()
    }


def _most_first(one: Received) -> tuple[int, str]:
    return FOR_SOMEBODY.index(one.why), one.target

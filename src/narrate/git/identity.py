"""Identities are not people: from the names, addresses and handles that were seen to the people behind them.

Everything here is a pure function of sets: neither the order of files nor of commits matters.
"""

from collections.abc import Container, Iterable, Sequence

import msgspec

from narrate.git.addresses import address_key, handle_key, no_reply
from narrate.git.bots import is_bot
from narrate.git.grouping import group_sightings
from narrate.git.names import name_key, without_asides
from narrate.git.sightings import Key, Seen, Sighting, email_key, find_sightings, uniting
from narrate.model.document import Author
from narrate.model.urls import slugify

__all__ = ["Identities", "Identity", "Known", "Seen", "is_bot", "unite"]


class Known(msgspec.Struct, frozen=True):
    """Somebody with a page of their own."""

    id: str
    name: str = ""
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Other spellings."""


class Identity(msgspec.Struct, frozen=True):
    """A person. Never holds an e-mail address."""

    id: str
    name: str
    handles: tuple[str, ...] = ()
    registered: bool = False


class Identities(msgspec.Struct, frozen=True):
    """Who is who."""

    ids: dict[Author, str]
    """The person behind everybody who was seen."""
    people: dict[str, Identity]
    """Everybody who is known or was seen, by id."""
    redirects: dict[str, str]
    """Ids that spellings would have had alone, to the person's id."""
    ambiguous: dict[Author, tuple[str, ...]]
    """Who was seen under a name that several registered people answer to, and nothing else tells which."""


def unite(people: Sequence[Known], seen: Iterable[Seen]) -> Identities:
    """Finds the people behind authors: by e-mail, by handle, by account, by name; to registered people first."""
    sightings = find_sightings(seen)
    registry = _Registry(people)
    ids: dict[Author, str] = {}
    ambiguous: dict[Author, tuple[str, ...]] = {}
    for sighting in sightings:
        found = registry.find(sighting)
        if len(found) == 1:
            ids[sighting.author] = found[0]
        elif found:
            ambiguous[sighting.author] = found
    _spread(sightings, ids, registry)
    groups: dict[str, list[Sighting]] = {known.id: [] for known in people}
    for sighting in sightings:
        if sighting.author in ids:
            groups[ids[sighting.author]].append(sighting)
    numbers: dict[str, int] = {}
    for group in group_sightings([sighting for sighting in sightings if sighting.author not in ids]):
        groups[_free_id(slugify(_earliest(group)), groups, numbers)] = group
    ids = {sighting.author: person for person, group in groups.items() for sighting in group}
    registered = {known.id: known for known in people}
    found_people = {
        person: _identity(person, group, registered.get(person)) for person, group in groups.items()
    }
    unclear = {author: found for author, found in ambiguous.items() if ids[author] not in registered}
    return Identities(ids, found_people, _redirects(groups), unclear)


class _Registry:
    """Registered people by what identifies them, the surest first."""

    def __init__(self, people: Sequence[Known]) -> None:
        self.ids = {known.id for known in people}
        self.keys: dict[Key, set[str]] = {}
        self.names: tuple[dict[str, set[str]], ...] = ({}, {}, {})
        for known in people:
            keys: list[Key] = [("handle", handle_key(handle)) for handle in (*known.handles, known.id)]
            for email in known.emails:
                account = no_reply(email)
                keys.append(("handle", account[0]) if account else email_key(address_key(email)))
                keys += [("account", account[1])] if account else []
            for key in keys:
                if key[1]:
                    self.keys.setdefault(key, set()).add(known.id)
            named = ((known.name, *known.names), (known.id,), known.handles)
            for tier, names in zip(self.names, named, strict=True):
                for name in names:
                    if key_of := name_key(name):
                        tier.setdefault(key_of, set()).add(known.id)

    def find(self, sighting: Sighting) -> tuple[str, ...]:
        """The registered person, or all whom the surest evidence names."""
        for key in sighting.keys:
            if found := self.keys.get(key):
                return tuple(sorted(found))
        if sighting.name in self.ids:  # word for word, whoever else is called so
            return (sighting.name,)
        for tier in self.names:
            if sighting.key and (found := tier.get(sighting.key)):
                return tuple(sorted(found))
        return ()


def _spread(sightings: list[Sighting], ids: dict[Author, str], registry: _Registry) -> None:
    """Whoever shares an address or handle with somebody recognised as registered is that person too."""
    by_key: dict[Key, list[Sighting]] = {}
    for sighting in sightings:
        for key in uniting(sighting.keys):
            by_key.setdefault(key, []).append(sighting)
    queue = [sighting for sighting in sightings if sighting.author in ids]
    for sighting in queue:  # It grows while it is read.
        for key in uniting(sighting.keys):
            for other in by_key.pop(key, ()) if key not in registry.keys else ():
                if other.author not in ids:
                    ids[other.author] = ids[sighting.author]
                    queue.append(other)


def _earliest(group: list[Sighting]) -> str:
    """The spelling that gives the id: the first real name, else whatever there is."""
    named = next((sighting for sighting in group if sighting.name), group[0])
    return without_asides(named.label)


def _free_id(slug: str, taken: Container[str], numbers: dict[str, int]) -> str:
    """The slug, or the slug with the next free number. `numbers` remembers how far each slug has come."""
    person = slug
    while person in taken:
        numbers[slug] = numbers.get(slug, 1) + 1
        person = f"{slug}-{numbers[slug]}"
    return person


def _identity(person: str, group: list[Sighting], known: Known | None) -> Identity:
    handles = [
        *(known.handles if known else ()),
        *(handle for sighting in group for handle in sighting.handles),
    ]
    shown = tuple({handle_key(handle): handle.lstrip("@") for handle in reversed(handles)}.values())[::-1]
    name = known.name if known and known.name else _best_name(group) or person
    return Identity(id=person, name=name, handles=shown, registered=known is not None)


def _best_name(group: list[Sighting]) -> str:
    """The fullest spelling: one with a space, then the most frequent, then the earliest."""
    counts: dict[str, int] = {}
    for sighting in group:
        if sighting.name:
            counts[sighting.name] = counts.get(sighting.name, 0) + sighting.count
    if counts:
        return max(counts, key=lambda name: (" " in without_asides(name), "," not in name, counts[name]))
    return group[0].label if group else ""


def _redirects(groups: dict[str, list[Sighting]]) -> dict[str, str]:
    """The ids that single spellings would have had, unless they are somebody's, or of several people."""
    targets: dict[str, set[str]] = {}
    for person, group in groups.items():
        for sighting in group:
            if (slug := slugify(without_asides(sighting.label))) not in groups:
                targets.setdefault(slug, set()).add(person)
    return {slug: ids.pop() for slug, ids in sorted(targets.items()) if len(ids) == 1}

"""Ties between people: who answers, cites and mentions whom, each with the newest entry that shows it.

A tie says that something happened and where; nobody counts how often. Pages that are kept for everybody (a handbook,
an index) are nobody's words to somebody, and what many signed speaks for a group: they tie nobody to anybody.
Who is not listed has no ties.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds, LinkType

How = Literal["answers", "cites", "mentions"]

HOWS: tuple[How, ...] = ("answers", "cites", "mentions")
"""What says most comes first."""

_HOW: dict[LinkType, How] = {
    "replies-to": "answers",
    "answers": "answers",
    "cites": "cites",
    "embeds": "cites",
    "distils": "cites",
    "supersedes": "cites",
    "applies": "cites",
    "contradicts": "cites",
    "mentions": "mentions",
    "thanks": "mentions",
}
_MOST_AUTHORS = 6
"""Who signs with more than five others speaks for a group."""


class Tie(NamedTuple):
    """One person did something with what another one wrote, or spoke of them."""

    source: str
    how: How
    target: str
    entry: Entry
    """The newest that shows it."""


class _Contact(NamedTuple):
    """A link from one entry to another, or to a person's page, as far as people are concerned."""

    how: How
    entry: Entry
    sources: tuple[str, ...]
    targets: tuple[str, ...]


class Ties:
    """All ties of a site; computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._kinds = kinds.kinds

    @cached_property
    def all(self) -> tuple[Tie, ...]:
        """Every tie, by the ids of its people."""
        made, _ = self._contacts
        return _newest(contact for contacts in made.values() for contact in contacts)

    def around(self, entries: Iterable[Entry]) -> tuple[Tie, ...]:
        """The ties that entries show: by what they say themselves, or by what others say of them."""
        made, received = self._contacts
        return _newest(
            contact
            for entry in entries
            for contact in (*made.get(entry.url, ()), *received.get(entry.url, ()))
        )

    @cached_property
    def _contacts(self) -> tuple[dict[str, list[_Contact]], dict[str, list[_Contact]]]:
        """By the address of the entry that made it, and by that of what it leads to."""
        people: dict[str, tuple[str, ...]] = {
            person.url: (person.id,) for person in self._index.registry.people.values() if person.listed
        }
        voices = self._voices
        made: dict[str, list[_Contact]] = {}
        received: dict[str, list[_Contact]] = {}
        for source, edges in self._index.outgoing.items():
            speaker = voices.get(source)
            if speaker is None:
                continue
            entry, sources = speaker
            for edge in edges:
                how = _HOW.get(edge.type)
                if how is None:
                    continue
                target = edge.target
                heard = voices.get(target)
                if how == "mentions":
                    targets = people.get(target, ())
                elif heard is not None:
                    targets = heard[1]
                else:
                    continue
                if targets and targets != sources:
                    contact = _Contact(how, entry, sources, targets)
                    made.setdefault(source, []).append(contact)
                    received.setdefault(target, []).append(contact)
        return made, received

    @cached_property
    def _voices(self) -> dict[str, tuple[Entry, tuple[str, ...]]]:
        """The entries that somebody wrote on a day, with who of them is listed."""
        unlisted = {person.id for person in self._index.registry.people.values() if not person.listed}
        dated = {kind.name for kind in self._kinds.values() if kind.dated}
        streamed = self._index.streamed
        return {
            entry.url: (
                entry,
                tuple(one for one in entry.authors if one not in unlisted) if unlisted else entry.authors,
            )
            for entry in self._index.entries
            if entry.kind in dated and 0 < len(entry.authors) <= _MOST_AUTHORS and entry.url in streamed
        }


def _newest(contacts: Iterable[_Contact]) -> tuple[Tie, ...]:
    """One tie for each two people and what the one did, in a fixed order."""
    found: dict[tuple[str, str, How], Entry] = {}
    for contact in contacts:
        entry, how = contact.entry, contact.how
        for source in contact.sources:
            for target in contact.targets:
                if source != target:
                    key = (source, target, how)
                    known = found.get(key)
                    if known is None or (entry.date, entry.url) > (known.date, known.url):
                        found[key] = entry
    return tuple(Tie(key[0], key[2], key[1], found[key]) for key in sorted(found))

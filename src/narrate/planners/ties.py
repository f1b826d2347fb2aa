"""Ties between people: who answers, cites and mentions whom, each with the newest entry that shows it.

A tie says that something happened and where; nobody counts how often. Pages that are kept for everybody (a handbook,
an index) are nobody's words to somebody, what many signed speaks for a group, and what somebody wrote with others is
also their own: these tie nobody to anybody. Neither does a link in a page that others wrote in, too, or to what was written later:
who put it there is not known.
Who is not listed has no ties. What the newest thousand entries do not show is long ago, and no longer a tie.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds, LinkType
from narrate.model.moment import day

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
_IN_TEXTS = frozenset({"cites", "embeds"})
"""Links that somebody may have put into a page years after it was written."""
_MOST_AUTHORS = 6
"""Who signs with more than five others speaks for a group."""
_ENTRIES = 1000
"""So many entries are looked at, so that the network is of today and costs the same in every site."""


class Tie(NamedTuple):
    """One person did something with what another one wrote, or spoke of them."""

    source: str
    how: How
    target: str
    entry: Entry
    """The newest that shows it."""


_Key = tuple[str, str, How]


class Ties:
    """All ties of a site; computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._kinds = kinds.kinds

    @property
    def all(self) -> tuple[Tie, ...]:
        """Every tie, the newest first."""
        return _ties(self._found[0])

    def of(self, community: str) -> tuple[Tie, ...]:
        """The ties that the entries in a community's stream show: by what they say, or by what others say of them."""
        return _ties(self._found[1].get(community, {}))

    @cached_property
    def _found(self) -> tuple[dict[_Key, Entry], dict[str, dict[_Key, Entry]]]:
        """The newest entry that shows each tie, of the site and by community."""
        everywhere: dict[_Key, Entry] = {}
        inside: dict[str, dict[_Key, Entry]] = {}
        of_entry = self._communities
        for entry, sources, target, targets, how in self._contacts():
            keys = [(one, other, how) for one in sources for other in targets]
            for key in keys:
                everywhere.setdefault(key, entry)
            here, there = of_entry.get(entry.url, ()), of_entry.get(target, ())
            for community in (*here, *(one for one in there if one not in here)) if there else here:
                known = inside.setdefault(community, {})
                for key in keys:
                    known.setdefault(key, entry)
        return everywhere, inside

    def _contacts(self) -> Iterator[tuple[Entry, tuple[str, ...], str, tuple[str, ...], How]]:
        """What leads from somebody's words to somebody else's, or to a person: newest first."""
        index, kinds = self._index, self._kinds
        people: dict[str, tuple[str, ...]] = {
            person.url: (person.id,) for person in index.registry.people.values() if person.listed
        }
        for entry in self._newest:
            sources: tuple[str, ...] = ()
            for edge in index.outgoing.get(entry.url, ()):
                how = _HOW.get(edge.type)
                if how is None:
                    continue
                if how == "mentions":
                    targets = people.get(edge.target) if not self._is_to_all(entry) else None
                else:
                    heard = index.by_url.get(edge.target)
                    targets = (
                        self._voices(heard)
                        if heard is not None
                        and kinds[heard.kind].dated
                        and heard.url in index.streamed
                        and (edge.type not in _IN_TEXTS or _is_theirs(entry, heard))
                        else None
                    )
                if targets:
                    sources = sources or self._voices(entry)
                    if sources and not any(one in targets for one in sources):
                        yield entry, sources, edge.target, targets, how

    def _is_to_all(self, entry: Entry) -> bool:
        """Whether it names so many people that it speaks to a group."""
        named = sum(
            1 for edge in self._index.outgoing.get(entry.url, ()) if _HOW.get(edge.type) == "mentions"
        )
        return named >= _MOST_AUTHORS

    @cached_property
    def _newest(self) -> list[Entry]:
        found: list[Entry] = []
        for entry in self._index.entries:
            if (
                entry.url in self._index.outgoing
                and entry.date
                and self._kinds[entry.kind].dated
                and entry.url in self._index.streamed
            ):
                found.append(entry)
                if len(found) == _ENTRIES:
                    break
        return found

    def _voices(self, entry: Entry) -> tuple[str, ...]:
        """Who of its authors has ties."""
        if len(entry.authors) > _MOST_AUTHORS:
            return ()
        unlisted, voices = self._unlisted, entry.voices
        return tuple(one for one in voices if one not in unlisted) if unlisted else voices

    @cached_property
    def _unlisted(self) -> frozenset[str]:
        return frozenset(id_ for id_, person in self._index.registry.people.items() if not person.listed)

    @cached_property
    def _communities(self) -> dict[str, tuple[str, ...]]:
        """By address of an entry, the communities in whose streams it stands."""
        found: dict[str, tuple[str, ...]] = {}
        for stream in self._index.streams:
            if stream.sort == "community":
                for entry in stream.entries:
                    found[entry.url] = (*found.get(entry.url, ()), stream.id)
        return found


def _is_theirs(entry: Entry, heard: Entry) -> bool:
    """Whether a link in the text of an entry was put there by its authors: nobody else wrote in it, nor is it too early."""
    if entry.revised or day(heard.date) > day(entry.date):
        return False
    editions = entry.story.editions if entry.story is not None else ()
    return all(editor.id in entry.authors for edition in editions for editor in edition.people)


def _ties(found: dict[_Key, Entry]) -> tuple[Tie, ...]:
    return tuple([Tie(source, how, target, entry) for (source, target, how), entry in found.items()])

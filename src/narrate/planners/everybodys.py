"""What says nothing of anybody, since it is everybody's: tags of nearly everything, and people who wrote most of it."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds

_AUTHORS = attrgetter("authors")
_EVERYTHING = 20
"""Of so many entries, at least, who wrote more than half is named under every tag, and under a tag that more than half
of them have everybody is: that says nothing of any."""
_MANY, _THIRD = 20, 3
"""Where so many people write, a tag under which more than one in so many of them did says nothing either."""
_POSTS = 5
"""So many are written by time, at least, before half of those says something."""


class Everybodys:
    """What is everybody's in a site, computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._writing = len(index.of_person)

    @cached_property
    def people(self) -> frozenset[str]:
        """Whoever wrote more than half of all there is: one person, at most, but for what two wrote together."""
        return self._of_more_than_half(self._index.of_person)

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags that more than half of all there is has, or of all that is written by time: a label of every post. And, where
        many write, those under which more than a third of them did.
        """
        streams = {stream.id: stream.entries for stream in self._index.streams if stream.sort == "tag"}
        half, everything = self._of_more_than_half(streams), len(self._index.streamed)
        if everything < _EVERYTHING:
            return half
        home = self._index.streams[0].entries
        dated = len(home) if self._is_dated(home[0]) else 0  # home has what is dated, where anything is
        return half.union(
            id_
            for id_, those in streams.items()
            if (2 * len(those) > dated >= _POSTS and 2 * sum(map(self._is_dated, those)) > dated)
            or (self._writing >= _MANY and self._is_of_many(those))
        )

    def _is_of_many(self, entries: tuple[Entry, ...]) -> bool:
        """Whether more than a third of all people wrote one of them. The newest mostly show it."""
        people = set[str]()
        some = max(1, self._writing // 2)
        for start in range(0, len(entries), some):
            people.update(chain.from_iterable(map(_AUTHORS, entries[start : start + some])))
            if _THIRD * len(people) > self._writing:
                return True
        return False

    def _is_dated(self, entry: Entry) -> bool:
        return self._kinds[entry.kind].dated and entry.url in self._index.streamed

    def _of_more_than_half(self, entries: Mapping[str, tuple[Entry, ...]]) -> frozenset[str]:
        everything = len(self._index.streamed)
        if everything < _EVERYTHING:
            return frozenset()
        return frozenset(id_ for id_, those in entries.items() if 2 * len(those) > everything)

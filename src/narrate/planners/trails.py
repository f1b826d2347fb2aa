"""Trails: from where something began, over what was made of it, to the lesson in which it ended.

A trail leads backwards from a lesson along typed links: what it was distilled from, what that answers or cites, and so
on, each step no younger than the one that names it. Of several ways the longest is told: it began furthest back.
"""

from functools import cached_property
from typing import NamedTuple

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds, LinkType
from narrate.model.moment import day

_TYPES: tuple[LinkType, ...] = (
    "distils",
    "answers",
    "replies-to",
    "applies",
    "contradicts",
    "supersedes",
    "cites",
    "embeds",
)
"""How a step may come of an earlier one; what says most comes first."""
_STEPS = 3
"""Fewer are no trail."""


class Step(NamedTuple):
    """An entry on a trail, and the link by which it comes of the step before; none for the first."""

    entry: Entry
    type: LinkType | None


class Trails:
    """The trails of a site, computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._known: dict[str, tuple[Step, ...]] = {}

    def of(self, person: str, most: int) -> tuple[tuple[Step, ...], ...]:
        """Those on which somebody took a step, the newest lesson first; one for each lesson."""
        return self._of_person.get(person, ())[:most]

    @cached_property
    def _of_person(self) -> dict[str, tuple[tuple[Step, ...], ...]]:
        found: dict[str, list[tuple[Step, ...]]] = {}
        for entry in self._index.entries:
            if self._kinds[entry.kind].shelf == "first" and entry.date and entry.url in self._index.outgoing:
                best: dict[str, tuple[Step, ...]] = {}
                for trail in self._to(entry):
                    own = {author for step in trail for author in step.entry.authors}
                    for author in own:
                        if author not in best or _worth(trail, author) > _worth(best[author], author):
                            best[author] = trail
                for author in sorted(best):
                    found.setdefault(author, []).append(best[author])
        return {person: tuple(trails) for person, trails in found.items()}

    def _to(self, lesson: Entry) -> list[tuple[Step, ...]]:
        """The trails to a lesson: one for each entry that it was distilled from."""
        trails = []
        for type_, earlier in self._before(lesson):
            if type_ == "distils":
                trail = (*self._back(earlier), Step(lesson, type_))
                if len(trail) >= _STEPS:
                    trails.append(trail)
        return trails

    def _back(self, start: Entry) -> tuple[Step, ...]:
        """The longest way to an entry. Where entries lead to each other in a circle, it is not walked twice."""
        if start.url in self._known:
            return self._known[start.url]
        before = {start.url: self._before(start)}
        path = [start]
        while path:
            entry = path[-1]
            unknown = (
                earlier
                for _, earlier in before[entry.url]
                if earlier.url not in self._known and earlier.url not in before
            )
            earlier = next(unknown, None)
            if earlier is not None:
                before[earlier.url] = self._before(earlier)
                path.append(earlier)
                continue
            ways = [
                (self._known[one.url], type_) for type_, one in before[entry.url] if one.url in self._known
            ]
            way, type_ = max(ways, key=lambda one: _length(one[0]), default=((), None))
            self._known[entry.url] = (*way, Step(entry, type_))
            path.pop()
        return self._known[start.url]

    def _before(self, entry: Entry) -> list[tuple[LinkType, Entry]]:
        """What an entry comes of, each once: entries that somebody wrote on that day or earlier."""
        found: dict[str, tuple[int, LinkType, Entry]] = {}
        for edge in self._index.outgoing.get(entry.url, ()):
            earlier = self._index.by_url.get(edge.target)
            if (
                edge.type in _TYPES
                and earlier is not None
                and earlier.url in self._index.streamed
                and self._kinds[earlier.kind].dated
                and "" < day(earlier.date) <= day(entry.date)
            ):
                place = _TYPES.index(edge.type)
                if earlier.url not in found or place < found[earlier.url][0]:
                    found[earlier.url] = place, edge.type, earlier
        return [
            (type_, earlier)
            for _, type_, earlier in sorted(found.values(), key=lambda one: (one[0], one[2].url))
        ]


def _length(way: tuple[Step, ...]) -> tuple[int, str]:
    """The longest; among equals the one whose last step is newest."""
    return len(way), way[-1].entry.date if way else ""


def _worth(trail: tuple[Step, ...], person: str) -> tuple[int, int]:
    """The one with most steps of somebody's own; then the longest."""
    return sum(person in step.entry.authors for step in trail), len(trail)

"""Trails: from where something began, over what was made of it, to the lesson in which it ended.

A trail leads backwards from a lesson along typed links: what it was distilled from, what that answers or cites, and so
on, each step no younger than the one that names it. Where several ways lead on, the one is taken that says most and
goes on itself; among equals the one to what was written last.
"""

from functools import cached_property
from typing import NamedTuple

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds, LinkType
from narrate.model.moment import day

_TYPES: dict[LinkType, int] = {
    "distils": 0,
    "answers": 1,
    "replies-to": 2,
    "applies": 3,
    "contradicts": 4,
    "supersedes": 5,
    "cites": 6,
    "embeds": 7,
}
"""How a step may come of an earlier one; what says most comes first."""
_FEWEST = 3
"""Fewer steps are no trail."""
_LONGEST = 16
_LESSONS = 100
"""So many lessons are looked at, the newest first, so that it costs the same in every site."""


class Step(NamedTuple):
    """An entry on a trail, and the link by which it comes of the step before; none for the first."""

    entry: Entry
    type: LinkType | None


class Trails:
    """The trails of a site, computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._before: dict[str, tuple[tuple[LinkType, Entry], ...]] = {}

    def of(self, person: str, most: int) -> tuple[tuple[Step, ...], ...]:
        """Those on which somebody took a step, the newest lesson first; one for each lesson."""
        return tuple(self._of_person.get(person, ())[:most])

    @cached_property
    def _of_person(self) -> dict[str, list[tuple[Step, ...]]]:
        found: dict[str, list[tuple[Step, ...]]] = {}
        for lesson in self._lessons():
            best: dict[str, tuple[Step, ...]] = {}
            for trail in self._to(lesson):
                for author in {author: None for step in trail for author in step.entry.authors}:
                    if author not in best or _worth(trail, author) > _worth(best[author], author):
                        best[author] = trail
            for author, trail in best.items():
                found.setdefault(author, []).append(trail)
        return found

    def _lessons(self) -> list[Entry]:
        settled = {kind.name for kind in self._kinds.values() if kind.shelf == "first"}
        known = self._index.outgoing
        return [entry for entry in self._index.of_kinds(settled) if entry.url in known][:_LESSONS]

    def _to(self, lesson: Entry) -> list[tuple[Step, ...]]:
        """The trails to a lesson: one for each entry that it was distilled from."""
        trails = (
            (*self._back(earlier, lesson), Step(lesson, type_))
            for type_, earlier in self._earlier(lesson)
            if type_ == "distils"
        )
        return [trail for trail in trails if len(trail) >= _FEWEST]

    def _back(self, start: Entry, lesson: Entry) -> tuple[Step, ...]:
        """The way to an entry, from where it began."""
        way: list[Step] = []
        seen = {lesson.url}
        entry: Entry | None = start
        while entry is not None and len(way) < _LONGEST:
            seen.add(entry.url)
            on = [(type_, one) for type_, one in self._earlier(entry) if one.url not in seen]
            goes_on = [(type_, one) for type_, one in on if self._earlier(one)]
            chosen = (goes_on or on)[:1]
            way.append(Step(entry, chosen[0][0] if chosen else None))
            entry = chosen[0][1] if chosen else None
        return tuple(reversed(way))

    def _earlier(self, entry: Entry) -> tuple[tuple[LinkType, Entry], ...]:
        """What an entry comes of: entries that somebody wrote on that day or earlier. What says most comes first."""
        known = self._before.get(entry.url)
        if known is None:
            found: dict[str, tuple[int, LinkType, Entry]] = {}
            for edge in self._index.outgoing.get(entry.url, ()):
                place = _TYPES.get(edge.type)
                if place is not None and (edge.target not in found or place < found[edge.target][0]):
                    earlier = self._index.by_url.get(edge.target)
                    if earlier is not None and self._is_before(earlier, entry):
                        found[edge.target] = place, edge.type, earlier
            ordered = list(found.values())
            if len(ordered) > 1:
                ordered.sort(key=lambda one: (one[2].date, one[2].url), reverse=True)
                ordered.sort(key=lambda one: one[0])
            known = self._before[entry.url] = tuple([(type_, earlier) for _, type_, earlier in ordered])
        return known

    def _is_before(self, earlier: Entry, entry: Entry) -> bool:
        written = earlier.url in self._index.streamed and self._kinds[earlier.kind].dated
        return written and "" < day(earlier.date) <= day(entry.date)


def _worth(trail: tuple[Step, ...], person: str) -> tuple[int, int]:
    """The one with most steps of somebody's own; then the longest."""
    return sum(person in step.entry.authors for step in trail), len(trail)

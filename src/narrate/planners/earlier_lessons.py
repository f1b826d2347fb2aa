"""What had been learned under an entry's tags when it was written: whoever narrates a problem again meets the lesson.

It goes by what there was on that day, so that a new entry changes no older page. A tag that stands on everything says
nothing, nor does one under which there are many lessons, nor the wider one of a lesson that has a narrower one: then two tags
have to agree.
"""

from bisect import bisect_left
from collections.abc import Iterator

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds
from narrate.model.moment import day_end
from narrate.planners.replies import linked_with

_MOST = 3
_LOOKED_AT = 12
"""Of the lessons under a tag, the newest by then."""
_FEW_LESSONS = 4
"""More lessons than these under one tag: that tag alone means none of them."""
_ENOUGH = 30
"""With fewer entries before it, one tag alone means nothing: everything is about the same."""
_NARROW, _SHARE, _BROAD = 6, 0.03, 25
"""A tag is narrow that stands on so few entries, or on so small a part of them, but never on more than the last."""
_WIDER = 3
"""So many times as many, where a second tag agrees."""


class Lessons:
    """The lessons of a site by their tags. Made once, so that most entries cost a comparison for each of their tags."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        distilling = [
            (kind.name, field)
            for kind in kinds.kinds.values()
            for field in kind.fields
            if field.link == "distils" and not field.reverse
        ]
        self.kinds = frozenset(name for name, _ in distilling)
        """The kinds of what is distilled from other entries."""
        self._told = {kind for _, field in distilling for kind in field.invite_on} - self.kinds
        self._index = index
        self._ended = {name: frozenset(kinds.kinds[name].ended_states) for name in self.kinds}
        self._all = _dates(index.streams[0].entries) if index.streams else []
        self._by_tag: dict[str, list[Entry]] = {}
        for entry in reversed(index.entries):  # oldest first
            if entry.kind in self.kinds and entry.date and not entry.draft:
                for tag in entry.tags:
                    self._by_tag.setdefault(tag, []).append(entry)
        self._told_on = {tag: [lesson.date for lesson in told] for tag, told in self._by_tag.items()}
        self._dates: dict[str, list[str]] = {}
        self._broad_from: dict[str, str] = {}
        for stream in index.streams:
            if stream.sort == "tag" and stream.id in self._by_tag:
                dates = self._dates[stream.id] = _dates(stream.entries)
                self._broad_from[stream.id] = (
                    dates[_WIDER * _BROAD] if len(dates) > _WIDER * _BROAD else _NEVER
                )

    def before(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...]]]:
        """The lessons that an entry's tags had when it was written, with the tags that they share; the closest first."""
        broad_from, date = self._broad_from, entry.date
        narrow = [tag for tag in entry.tags if date < broad_from.get(tag, "")]
        if not narrow or not date or entry.kind not in self._told:
            return
        by_then = day_end(date)
        everything = bisect_left(self._all, by_then)
        limit = min(max(_NARROW, int(_SHARE * everything)), _BROAD)
        own = set(entry.tags)
        found: dict[str, Entry] = {}
        for tag in narrow:
            number = bisect_left(self._dates[tag], by_then)
            if number > _WIDER * limit:
                continue
            end = bisect_left(self._told_on[tag], by_then)
            alone = everything >= _ENOUGH and number <= limit and end <= _FEW_LESSONS
            others = own - {tag}
            for lesson in self._by_tag[tag][max(0, end - _LOOKED_AT) : end]:
                agree = not others.isdisjoint(lesson.tags)
                if agree or (alone and self._is_narrowest(tag, lesson, by_then)):
                    found[lesson.url] = lesson
        linked = linked_with(entry.url, self._index) if found else set()
        near = [
            (lesson, tuple([tag for tag in entry.tags if tag in lesson.tags]))
            for url, lesson in found.items()
            if url not in linked and url != entry.url and lesson.state not in self._ended[lesson.kind]
        ]
        near.sort(key=lambda one: (len(one[1]), one[0].date, one[0].url), reverse=True)
        yield from near[:_MOST]

    def _is_narrowest(self, tag: str, lesson: Entry, by_then: str) -> bool:
        """Whether no other tag of a lesson says more of what it is about. One use is that of whoever is told."""
        others = (
            bisect_left(self._dates[one], by_then) for one in lesson.tags if one != tag and one in self._dates
        )
        return bisect_left(self._dates[tag], by_then) - 1 <= min(others, default=_MANY)


_MANY = 1 << 30
_NEVER = "~"
"""Comes after every date."""


def _dates(entries: tuple[Entry, ...]) -> list[str]:
    """When entries were written, oldest first; those without a date are the first. `entries`: newest first."""
    return [entry.date for entry in reversed(entries)]

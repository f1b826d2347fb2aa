"""What had been learned under an entry's tags when it was written: whoever narrates a problem again meets the lesson.

It goes by what there was on that day, so that a new entry changes no older page. A tag that stands on everything says
nothing, nor does one under which there are many lessons: then two tags have to agree.
"""

from bisect import bisect_left
from collections.abc import Iterator

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds
from narrate.model.moment import day

_MOST = 3
_LOOKED_AT = 12
"""Of the lessons under a tag, the newest by then."""
_FEW_LESSONS = 4
"""More lessons than these under one tag: that tag alone means none of them."""
_ENOUGH = 30
"""With fewer entries before it, one tag alone means nothing: everything is about the same."""
_NARROW = 6
_SHARE = 0.03
"""A tag is narrow that stands on at most so many entries, or on so large a part of them."""


class Lessons:
    """The lessons of a site by their tags. Made once."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        distilling = [
            (kind.name, field)
            for kind in kinds.kinds.values()
            for field in kind.fields
            if field.link == "distils" and not field.reverse
        ]
        lessons = {name for name, _ in distilling}
        self.kinds = frozenset(lessons)
        """The kinds of what is distilled from other entries."""
        self._told = {kind for _, field in distilling for kind in field.invite_on} - lessons
        self._index = index
        self._ended = {name: frozenset(kinds.kinds[name].ended_states) for name in lessons}
        self._streams = {stream.id: stream.entries for stream in index.streams if stream.sort == "tag"}
        self._all = index.streams[0].entries if index.streams else ()
        self._by_tag: dict[str, list[Entry]] = {}
        for entry in index.entries:  # newest first
            if entry.kind in lessons and entry.date and not entry.draft:
                for tag in entry.tags:
                    self._by_tag.setdefault(tag, []).append(entry)

    def before(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...]]]:
        """The lessons that an entry's tags had when it was written, with the tags that they share; the closest first."""
        if entry.kind not in self._told or not entry.date or not self._by_tag:
            return
        shared: dict[str, list[str]] = {}
        found: dict[str, Entry] = {}
        several: set[str] = set()
        written = day(entry.date)
        for tag in entry.tags:
            known = self._by_tag.get(tag, ())
            start = bisect_left(known, True, key=lambda one: day(one.date) <= written)
            if len(known) - start > _FEW_LESSONS:
                several.add(tag)
            for lesson in known[start : start + _LOOKED_AT]:
                if lesson.state not in self._ended[lesson.kind]:
                    found[lesson.url] = lesson
                    shared.setdefault(lesson.url, []).append(tag)
        linked = self._linked(entry) if found else set()
        near = [url for url in found if url not in linked and self._is_near(shared[url], several, written)]
        near.sort(key=lambda url: (found[url].date, url), reverse=True)
        near.sort(key=lambda url: -len(shared[url]))
        for url in near[:_MOST]:
            yield found[url], tuple(shared[url])

    def _is_near(self, tags: list[str], several: set[str], written: str) -> bool:
        """Whether the tags that two entries share say that they are about the same."""
        everything = self._number(self._all, written)
        rarest = min(self._number(self._streams.get(tag, ()), written) for tag in tags)
        limit = max(_NARROW, int(_SHARE * everything))
        if len(tags) > 1:
            return rarest <= 3 * limit
        return everything >= _ENOUGH and rarest <= limit and tags[0] not in several

    def _number(self, entries: tuple[Entry, ...], written: str) -> int:
        """How many of the entries there were by a day. They are newest first."""
        return len(entries) - bisect_left(entries, True, key=lambda one: day(one.date) <= written)

    def _linked(self, entry: Entry) -> set[str]:
        """What is connected with the entry already: the page says so elsewhere."""
        leading = (edge.target for edge in self._index.outgoing.get(entry.url, ()))
        led = (edge.source for edge in self._index.incoming.get(entry.url, ()))
        return {entry.url, *leading, *led}

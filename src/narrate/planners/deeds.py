"""What entries did besides saying something: they replied to a question, answered it, or distilled a lesson.

So what answers a question is about the tags of the question, too.
"""

from functools import cached_property
from operator import attrgetter
from typing import Literal

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds
from narrate.model.links import Edge
from narrate.model.streams import newest_first
from narrate.stages.index import tags_above

How = Literal["wrote", "asked", "replied", "answered", "distilled"]

_REPLIES: tuple[tuple[str, How], ...] = (("replies-to", "replied"), ("answers", "answered"))
_NONE = frozenset[str]()
_STRONG = frozenset({"answered", "distilled"})


class Deeds:
    """The deeds of a site, computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._streams = {stream.id: stream.entries for stream in index.streams if stream.sort == "tag"}
        self._widened: dict[tuple[str, ...], frozenset[str]] = {}
        self._about: dict[str, tuple[Entry, ...]] = {}
        self.asking = frozenset(kind.name for kind in kinds.kinds.values() if kind.asks)
        """The kinds of what can be answered."""
        self._open_states = {name: kinds.kinds[name].open_states for name in self.asking}

    def how(self, entry: Entry) -> How:
        """What somebody did there."""
        done = self.of.get(entry.url)
        return done or ("asked" if entry.kind in self.asking else "wrote")

    def about(self, tag: str) -> tuple[Entry, ...]:
        """Everything that is about a tag, newest first: its stream, and what answers what is in it."""
        known = self._about.get(tag)
        if known is None:
            known = self._about[tag] = _merged(self._streams.get(tag, ()), self._further.get(tag, ()))
        return known

    def tells(self, entry: Entry) -> bool:
        """Whether it shows that somebody knows: not if they only ask, or sat in a meeting."""
        return not entry.text.attended and (entry.kind not in self.asking or entry.url in self.of)

    @cached_property
    def of(self) -> dict[str, How]:
        """By address of an entry, what it did; nothing of those that only say or ask something."""
        deeds: dict[str, How] = {entry.url: how for how, entry, _ in self._replies}
        deeds.update((edge.source, "distilled") for edge in self._of_type.get("distils", ()))
        return deeds

    @cached_property
    def strong(self) -> frozenset[str]:
        """The addresses of entries that answer or distil."""
        return frozenset(url for url, how in self.of.items() if how in _STRONG)

    def strong_about(self, tags: frozenset[str]) -> dict[str, tuple[Entry, ...]]:
        """Entries that answer or distil, newest first, by each of these tags that they are about."""
        found: dict[str, list[Entry]] = {}
        index = self._index
        strong = [index.by_url[url] for url in self.strong & index.streamed] if tags else []
        for entry in newest_first([entry for entry in strong if self.tells(entry)]):
            for tag in tags & self._wider((*entry.tags, *self._beyond.get(entry.url, ()))):
                found.setdefault(tag, []).append(entry)
        return {tag: tuple(entries) for tag, entries in found.items()}

    @cached_property
    def taught(self) -> dict[str, frozenset[str]]:
        """By address of an entry, the tags of the lessons that were distilled from it, and those above them."""
        found: dict[str, frozenset[str]] = {}
        by_url = self._index.by_url
        for edge in self._of_type.get("distils", ()):
            lesson = by_url.get(edge.source)
            if lesson is not None:
                found[edge.target] = found.get(edge.target, _NONE) | self._wider(lesson.tags)
        return found

    @cached_property
    def _further(self) -> dict[str, tuple[Entry, ...]]:
        """Entries that answer what has a tag and are not in its stream, newest first, by the tag and those above it."""
        found: dict[str, list[Entry]] = {}
        for url, tags in self._beyond.items():
            entry = self._index.by_url[url]
            for tag in self._wider(tuple(tags)) - self._wider(entry.tags):
                found.setdefault(tag, []).append(entry)
        return {tag: newest_first(entries) for tag, entries in found.items()}

    @cached_property
    def _beyond(self) -> dict[str, dict[str, None]]:
        """The tags of what an entry answers, by the address of the entry: it need not repeat them."""
        found: dict[str, dict[str, None]] = {}
        for _, entry, question in self._replies:
            found.setdefault(entry.url, {}).update(dict.fromkeys(question.tags))
        return found

    def _wider(self, tags: tuple[str, ...]) -> frozenset[str]:
        """Tags, and those above them."""
        known = self._widened.get(tags)
        if known is None:
            above = self._above
            known = self._widened[tags] = frozenset(tags).union(*(above[tag] for tag in tags if tag in above))
        return known

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        return {tag: wider for tag, wider in tags_above(self._index.registry).items() if wider}

    @cached_property
    def _replies(self) -> tuple[tuple[How, Entry, Entry], ...]:
        """What others wrote to what asks, with what it asks; what answers it last."""
        by_url = self._index.by_url
        found: list[tuple[How, Entry, Entry]] = []
        for type_, how in _REPLIES:
            for edge in self._of_type.get(type_, ()):
                entry, question = by_url.get(edge.source), by_url.get(edge.target)
                if (
                    entry is None
                    or question is None
                    or (how == "replied" and question.kind not in self.asking)
                ):
                    continue
                if set(entry.authors).isdisjoint(question.authors):
                    refused = question.state in self._open_states.get(question.kind, ())
                    found.append(("replied" if refused else how, entry, question))
        return tuple(found)

    @cached_property
    def _of_type(self) -> dict[str, list[Edge]]:
        """The links that tell what entries did, by their type."""
        found: dict[str, list[Edge]] = {"replies-to": [], "answers": [], "distils": []}
        for edge in [edge for edge in self._index.links.edges if edge.type in found]:
            found[edge.type].append(edge)
        return found


def _merged(some: tuple[Entry, ...], others: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Both, newest first, as each of them is."""
    return tuple(sorted((*some, *others), key=attrgetter("date"), reverse=True)) if others else some

"""Which earlier entries are about the same: told by links, tags and people that few others share, and by nothing else.

What two entries have in common is a sign when few had it by then. Some signs are enough alone: a lesson that was made of
both or that both put to use, a tag that hardly anything carries. Of the others two have to agree: something that both link
to, something that links to both, a narrow tag, somebody who wrote or is named in both. What half of a site shares is no
sign, and where they are not enough nothing is said. That something links to both says that they are about the same where it
names them in one sentence. Elsewhere it says that both belong to the same manual: that counts only beside a tag, where both
link back, or beside a person who wrote them as their own words: who wrote two pages of a manual is who keeps it.

It looks back, as whoever wrote the entry could have: what is written later changes no older page but those that it
links to. Each page costs a few looks into lists that are cut short, in a site of any size.
"""

from typing import Literal

from narrate.model.entry import Entry
from narrate.model.flag import is_no
from narrate.model.index import Index
from narrate.model.kinds import Kinds, LinkType
from narrate.model.links import Edge
from narrate.planners.replies import linked_with
from narrate.planners.signs import LINKING, Signs, before, earlier, undated

_ENOUGH = 2
"""So much has to speak for an entry: one strong sign, or two."""
_FEW = 4
"""What more earlier entries have is no sign."""
_FEWEST = 2
"""What no more have is a strong one."""
_TAGS = 8
"""Of an entry's tags the first: whoever writes more says less with each."""
_ALONE = 50
"""A tag alone is a sign where there is this much for each entry that it stands on."""
_NARROW, _SHARE, _BROAD = 6, 0.03, 24
"""A tag is narrow that stands on so few entries, or on so small a part of them, but never on more than the last."""
_SECOND = 3
"""What more than one in so many of a narrow tag's entries has goes with the tag, and says no more than it."""
_PART = 10
"""What more than one in so many of all has confirms nothing."""
_LINKED = 12
"""What more entries link to is what everybody links to."""
_NAMING: frozenset[LinkType] = frozenset({"cites", "embeds", "distils"})
_USING: frozenset[LinkType] = frozenset({"distils", "applies", "contradicts"})
_NOBODY: frozenset[str] = frozenset()

PUT_AWAY = "related"
"""The field that keeps an entry out of this: `related: off`."""


Sign = Literal["target", "source", "page", "tag", "person"]
"""An entry or a page elsewhere that both link to, an entry that links to both, a tag, who wrote or is named in both."""


class Common:
    """What an entry has in common with an earlier one, as it is found."""

    __slots__ = ("_apart", "_strength", "entry", "signs")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._strength = 0
        self._apart: dict[str, None] = {}
        self.signs: dict[tuple[Sign, str], None] = {}

    def add(self, sign: Sign, name: str, strength: int = 1) -> None:
        """One more sign, which counts once. `name`: an address, or the id of a tag or a person."""
        if (sign, name) not in self.signs:
            self.signs[sign, name] = None
            self._strength += strength

    def add_apart(self, source: str) -> None:
        """Something that links to both, here to the one and there to the other."""
        self._apart[source] = None
        self.add("source", source, 0)

    @property
    def strength(self) -> int:
        """How much speaks for it."""
        if not self._apart:
            return self._strength
        counts = any(
            sign in ("tag", "person") or (sign == "target" and name in self._apart)
            for sign, name in self.signs
        )
        return self._strength + counts

    @property
    def is_apart(self) -> bool:
        """Whether nothing speaks for it but what links to both in different places."""
        return not self._strength and bool(self._apart)

    def names(self, sign: Sign) -> tuple[str, ...]:
        """The signs of one sort, in the order in which they were found."""
        return tuple(name for one, name in self.signs if one == sign)


class Relatedness:
    """What an entry has in common with earlier ones; computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._signs = Signs(index, kinds)

    def of(self, entry: Entry) -> list[Common]:
        """Earlier entries that have enough in common with one: what says most first, then the newest.

        Neither what is linked with it already, nor what something else took the place of.
        """
        if entry.url not in self._index.streamed or is_put_away(entry):
            return []
        found: dict[str, Common] = {}
        self._by_links(entry, found)
        self._by_pages(entry, found)
        self._by_tags(entry, found)
        near = []
        linked = linked_with(entry.url, self._index) if found else ()
        for url, common in found.items():
            if url not in linked and self._is_news(common.entry, entry):
                if common.strength < _ENOUGH:
                    self._confirm(entry, common)
                if common.strength >= _ENOUGH:
                    near.append(common)
        near.sort(key=lambda one: (one.strength, one.entry.date, one.entry.url), reverse=True)
        return near

    # --- links ---------------------------------------------------------------------------------

    def _by_links(self, entry: Entry, found: dict[str, Common]) -> None:
        """What links to the same entries, and what the same entry names beside it."""
        index, targets = self._index, self._signs.targets
        for target in sorted(targets(entry.url)):
            incoming = index.incoming[target]
            if 1 < len(incoming) <= _LINKED:
                sources = {edge.source for edge in incoming if edge.type in LINKING}
                others = self._earlier({one for one in sources if target in targets(one)}, entry)
                used = {edge.source for edge in incoming if edge.type in _USING} if others else _NOBODY
                for other in others if len(others) <= _FEW else ():
                    common = _common(other, found)
                    both = len(others) <= _FEWEST and {entry.url, other.url} <= used
                    common.add("target", target, 2 if both else 1)
        for edge in index.incoming.get(entry.url, ()):
            if edge.type in _NAMING and self._is_dated(edge.source) == bool(entry.date):
                others = self._earlier(targets(edge.source), entry)
                beside = self._named_beside(edge) if others else _NOBODY
                for other in others:
                    common = _common(other, found)
                    if other.url in beside:
                        common.add("source", edge.source, 2 if edge.type == "distils" else 1)
                    else:
                        common.add_apart(edge.source)

    def _named_beside(self, link: Edge) -> frozenset[str]:
        """The entries that stand in the same sentence as a link; or beside it, where a field names them."""
        return frozenset(
            edge.target
            for edge in self._index.outgoing[link.source]
            if edge.sentence == link.sentence and (link.sentence or edge.type == link.type)
        )

    def _by_pages(self, entry: Entry, found: dict[str, Common]) -> None:
        """What links to the same pages elsewhere."""
        for page in self._signs.pages(entry):
            sources = self._signs.linking[page]
            if 1 < len(sources) <= _LINKED:
                others = self._earlier(set(sources), entry)
                for other in others if len(others) <= _FEW else ():
                    common = _common(other, found)
                    common.add("page", page)

    def _is_dated(self, url: str) -> bool:
        """Whether an entry has a date. What has none is about everything that has one, such as a glossary."""
        return url in self._index.streamed and bool(self._index.by_url[url].date)

    def _earlier(self, urls: frozenset[str] | set[str], entry: Entry) -> list[Entry]:
        by_url, streamed = self._index.by_url, self._index.streamed
        return earlier((by_url[url] for url in sorted(urls) if url in streamed), entry)

    # --- tags and people -----------------------------------------------------------------------

    def _by_tags(self, entry: Entry, found: dict[str, Common]) -> None:
        """What stands under the same narrow tags."""
        everything = -1
        for tag in entry.tags[:_TAGS]:
            entries, dates = self._signs.under(tag)
            start = undated(dates) if entry.date else 0
            if len(dates) > start + _BROAD + 1 and dates[start + _BROAD + 1] <= entry.date:
                continue  # what most end with, so it is looked at first
            end = before(dates, entry, start + _BROAD + 2)
            if end - start > _BROAD + 1:
                continue
            everything = self._signs.number(entry) if everything < 0 else everything
            others = [one for one in entries[start:end] if one.url != entry.url]
            if len(others) > max(_NARROW, int(_SHARE * everything)):
                continue
            if len(others) <= min(_FEWEST, everything // _ALONE) and len(entries) <= _FEW:
                for other in others:
                    common = _common(other, found)
                    common.add("tag", tag, 2)
            else:
                self._by_second(entry, tag, others, everything // _PART, found)

    def _by_second(
        self, entry: Entry, tag: str, others: list[Entry], part: int, found: dict[str, Common]
    ) -> None:
        """What shares a second thing, another tag or a person, that few of a tag's entries have."""
        most = min(_FEW, len(others) // _SECOND)
        people = self._signs.people
        for second in entry.tags[:_TAGS] if most else ():
            both = [other for other in others if second in other.tags]
            if second != tag and 0 < len(both) <= most and self._carried(second, entry) <= part:
                for other in both:
                    common = _common(other, found)
                    common.add("tag", tag)
                    common.add("tag", second)
        theirs = [(other, people(other)) for other in others] if most else []
        for person in sorted(people(entry)) if most else ():
            both = [other for other, known in theirs if person in known]
            if 0 < len(both) <= most and before(self._signs.written(person), entry) <= part:
                for other in both:
                    common = _common(other, found)
                    common.add("tag", tag)
                    common.add("person", person)

    def _confirm(self, entry: Entry, common: Common) -> None:
        """Tags and people that say too little alone, where something else speaks for it already. A page elsewhere needs rarer ones:
        whoever writes much links to the same here and there.
        """
        signs, other = self._signs, common.entry
        most = signs.number(entry) // _PART
        if all(sign == "page" for sign, _ in common.signs):
            most = max(most // 2, min(_FEW, most))
        for tag in entry.tags[:_TAGS]:
            if tag in other.tags and self._carried(tag, entry) <= most:
                common.add("tag", tag)
        if common.is_apart and not self._kinds[entry.kind].dated:
            return  # who wrote two pages of a manual is who keeps it
        for person in sorted(signs.people(entry) & signs.people(other)):
            if before(signs.written(person), entry) <= most:
                common.add("person", person)

    def _carried(self, tag: str, entry: Entry) -> int:
        """How many entries carried a tag by then."""
        return before(self._signs.under(tag)[1], entry)

    # --- what is no news -----------------------------------------------------------------------

    def _is_news(self, other: Entry, entry: Entry) -> bool:
        """Whether nothing took its place, it is no part of the same day's log, and nobody put it away."""
        if (other.day_url and other.day_url == entry.day_url) or is_put_away(other):
            return False
        return all(edge.type != "supersedes" for edge in self._index.incoming.get(other.url, ()))


def is_put_away(entry: Entry) -> bool:
    """Whether its author wants neither related entries on its page nor itself on others'."""
    return is_no(entry.fields.get(PUT_AWAY, ""))


def _common(entry: Entry, found: dict[str, Common]) -> Common:
    known = found.get(entry.url)
    if known is None:
        known = found[entry.url] = Common(entry)
    return known

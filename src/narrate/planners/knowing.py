"""Who knows about a tag, by what they wrote, answered and distilled: evidence, never a score and never a rank.

Little evidence says nothing: two days on which somebody wrote about it, or one entry that answers or distils.
Who asks says something, and does not say that they know.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from typing import Literal, NamedTuple

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kind, Kinds
from narrate.model.links import Edge
from narrate.model.moment import day
from narrate.model.streams import newest_first
from narrate.stages.index import tags_above

How = Literal["wrote", "asked", "replied", "answered", "distilled"]

_REPLIES: tuple[tuple[str, How], ...] = (("replies-to", "replied"), ("answers", "answered"))
_URL, _AUTHORS = attrgetter("url"), attrgetter("authors")
_STRONG = frozenset({"answered", "distilled"})
_SHOWN = 3
_BEFORE = 30
"""How many of a tag's entries before a question are looked at, so that it costs the same in every site."""
_NEWEST = 100
"""So many entries of a tag or a person are looked at: what only older ones show was shown long ago."""
_DAYS_OF_ONE_VOICE = 3
_EVERYTHING = 20
"""Of so many entries, at least, who wrote more than half is named under every tag, and under a tag that more than half
of them have everybody is: that says nothing of any."""
_MANY, _THIRD = 20, 3
"""Where so many people write, a tag under which more than one in so many of them did says nothing either."""
_POSTS = 5
"""So many are written by time, at least, before half of those says something."""
_FEW = 3
"""No more people know whom to ask, where all of them are named."""
_PEOPLE = 3
"""So many write here, at least, before it is worth saying that one alone writes about something."""


class Knower(NamedTuple):
    """Somebody, with the entries that show that they know: newest first."""

    person: str
    entries: tuple[Entry, ...]


class Knowing:
    """What can be said of who knows what. Computed for each tag when it is asked for."""

    def __init__(self, index: Index, kinds: Kinds, as_of: str) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._people = index.registry.people
        self._as_of = as_of
        self._streams = {stream.id: stream.entries for stream in index.streams if stream.sort == "tag"}
        self._asking = frozenset(kind.name for kind in kinds.kinds.values() if asks(kind))
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._voices: dict[str, str] = {}
        self._named: dict[str, frozenset[str]] = {}

    # --- who ------------------------------------------------------------------------------------

    def about(self, tag: str) -> Iterator[Knower]:
        """Who knows about a tag, whoever showed it last first."""
        return self._knowers(tag, self._newest(tag))

    def of(self, person: str, most: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The tags that somebody knows about, those they showed last first; at most `most`. Where all that shows it of a wider
        tag shows it of narrower ones, these say it.
        """
        found = list(islice(self._known_to(person), 2 * most))
        kept, covered = set[str](), set[str]()
        for tag, entries in sorted(found, key=lambda one: len(self._streams.get(one[0], ()))):
            urls = {entry.url for entry in entries}
            if not urls <= covered:
                covered |= urls
                kept.add(tag)
        shown = ((tag, tuple(entries[:_SHOWN])) for tag, entries in found if tag in kept)
        yield from islice(shown, most)

    def _known_to(self, person: str) -> Iterator[tuple[str, list[Entry]]]:
        under: dict[str, list[Entry]] = defaultdict(list)
        asking, deeds, all_beyond = self._asking, self._deeds, self._beyond
        for entry in self._index.of_person.get(person, ())[:_NEWEST]:
            if entry.text.attended or (entry.kind in asking and entry.url not in deeds):
                continue
            if len(entry.authors) > 1 and person not in entry.voices:
                continue
            beyond = all_beyond.get(entry.url)
            for tag in dict.fromkeys((*entry.tags, *beyond)) if beyond else entry.tags:
                under[tag].append(entry)
        tags = self._index.registry.tags
        strong, few = self._strong, len(self._everybody) <= _FEW
        for tag, entries in under.items():
            if len(entries) == 1 and entries[0].url not in strong:
                continue  # nearly all of them: one entry of many tags
            enough = self._is_enough(tag, entries) and tag in tags and self._is_told(person, entries)
            if enough and (not few or self._is_named(person, tag)):
                yield tag, entries

    def how(self, entry: Entry) -> How:
        """What somebody did there."""
        done = self._deeds.get(entry.url)
        return done or ("asked" if entry.kind in self._asking else "wrote")

    def before(self, question: Entry, most: int) -> tuple[Knower, ...]:
        """Who had shown, by the day it was asked, that they know about its tags; nobody who takes part in it already.

        What is written later does not change this, so an answer on one page does not make all questions anew.
        """
        if question.kind not in self._asking or not question.date:
            return ()
        if question.state not in self._kinds[question.kind].open_states:
            return ()
        asked = day(question.date)
        shown: dict[str, dict[str, Entry]] = {}
        for tag in dict.fromkeys(question.tags):
            for person, entries in self._knowers(tag, self._earlier(tag, asked)):
                shown.setdefault(person, {}).update((entry.url, entry) for entry in entries)
        taking_part = self._taking_part(question)
        latest = sorted(
            ((max(entry.date for entry in entries.values()), person) for person, entries in shown.items()),
            key=lambda one: one[0],
            reverse=True,
        )
        asked_of = (who for _, who in latest if who not in taking_part and not self.has_left(who))
        return tuple(
            Knower(who, newest_first(list(shown[who].values()))[:_SHOWN]) for who in islice(asked_of, most)
        )

    def says_nothing(self, tag: str) -> bool:
        """Whether a tag is a label of everything, or one under which everybody writes."""
        return tag in self._on_everything

    def has_left(self, person: str) -> bool:
        """Whether they have left by today."""
        left = day(self._people[person].left)
        return bool(left) and left <= self._as_of

    # --- what could be lost ---------------------------------------------------------------------

    def only_voice(self, tag: str) -> str:
        """The one person who ever said something about a tag that is spoken of for a while; else nothing."""
        known = self._voices.get(tag)
        if known is None:
            known = self._voices[tag] = self._only_voice(tag)
        return known

    def _only_voice(self, tag: str) -> str:
        stream = self._streams.get(tag, ())
        if any(entry.authors != stream[0].authors for entry in stream):
            return ""  # nearly always, and soon seen
        entries = self._about(tag)
        person = self._people.get(entries[0].authors[0]) if entries and entries[0].authors else None
        if person is None or not person.listed or any(entry.authors != (person.id,) for entry in entries):
            return ""
        written = len(self._index.of_person.get(person.id, ()))
        if not self._are_many or 2 * written > len(self._index.streamed) or self.has_left(person.id):
            return ""  # Where one person writes most of everything it says nothing about this.
        days = {day(entry.date) for entry in entries if entry.date}
        heard = len(days) >= _DAYS_OF_ONE_VOICE and not self._is_taken_up(entries, person.id)
        return person.id if heard else ""

    def all_have_left(self, tag: str) -> bool:
        """Whether everybody who wrote about it has left."""
        gone = self._gone

        def have_left(entries: tuple[Entry, ...]) -> bool:
            return all(entry.authors and gone.issuperset(entry.authors) for entry in entries)

        return have_left(self._streams.get(tag, ())) and bool(about := self._about(tag)) and have_left(about)

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(id_ for id_, one in self._people.items() if one.listed and self.has_left(id_))

    def _is_taken_up(self, entries: Iterable[Entry], voice: str) -> bool:
        """Whether somebody else answered, or put it to use."""
        by_url = self._index.by_url
        return any(
            edge.type in ("replies-to", "answers", "applies", "contradicts")
            and edge.source in by_url
            and by_url[edge.source].authors != (voice,)
            for entry in entries
            for edge in self._index.incoming.get(entry.url, ())
        )

    @cached_property
    def _are_many(self) -> bool:
        writing = (id_ for id_ in self._index.of_person if id_ in self._people and not self.has_left(id_))
        return len(tuple(islice(writing, _PEOPLE))) == _PEOPLE

    # --- what shows it ---------------------------------------------------------------------------

    def _about(self, tag: str) -> tuple[Entry, ...]:
        """Everything that is about a tag, newest first: its stream, and what answers what is in it."""
        known = self._entries.get(tag)
        if known is None:
            known = self._entries[tag] = _merged(self._streams.get(tag, ()), self._further.get(tag, ()))
        return known

    def _newest(self, tag: str) -> tuple[Entry, ...]:
        """The newest of them. All of them are not put in order for that."""
        stream, further = self._streams.get(tag, ()), self._further.get(tag, ())
        return _merged(stream[:_NEWEST], further[:_NEWEST])[:_NEWEST]

    def _earlier(self, tag: str, asked: str) -> tuple[Entry, ...]:
        """The newest entries of the days before `asked`."""
        entries = self._about(tag)
        start = bisect_left(entries, True, key=lambda entry: entry.date < asked)
        return tuple(entry for entry in entries[start : start + _BEFORE] if entry.date)

    def _knowers(self, tag: str, entries: Iterable[Entry]) -> Iterator[Knower]:
        """Those of whom enough says that they know. `entries`: about the tag, newest first.

        Whoever wrote most of everything is named beside others: without them, it would be told wrongly. Where few people
        are and all of them wrote about it, it says nothing.
        """
        by_person: dict[str, list[Entry]] = defaultdict(list)
        asking, deeds = self._asking, self._deeds
        for entry in entries:
            if not entry.text.attended and (entry.kind not in asking or entry.url in deeds):
                for author in entry.voices if len(entry.authors) > 1 else entry.authors:
                    by_person[author].append(entry)
        strong, people = self._strong, self._people
        found = [
            (person, shown)
            for person, shown in by_person.items()
            if (len(shown) > 1 or shown[0].url in strong)
            and self._is_enough(tag, shown)
            and person in people
            and people[person].listed
        ]
        if self._are_all([person for person, _ in found]) and not any(
            self._has_done_more(shown) for _, shown in found
        ):
            return
        if any(self._is_told(person, shown) for person, shown in found):
            yield from (Knower(person, tuple(shown[:_SHOWN])) for person, shown in found)

    def _are_all(self, people: list[str]) -> bool:
        everybody = self._everybody
        return len(everybody) <= _FEW and everybody.issubset(people)

    @cached_property
    def _everybody(self) -> frozenset[str]:
        people = self._people.items()
        return frozenset(id_ for id_, one in people if one.listed and not self.has_left(id_))

    def _is_named(self, person: str, tag: str) -> bool:
        """Whether the page of the tag names them. Asked only where few people are."""
        known = self._named.get(tag)
        if known is None:
            known = self._named[tag] = frozenset(one.person for one in self.about(tag))
        return person in known

    @cached_property
    def _who_wrote_everything(self) -> frozenset[str]:
        """Whoever wrote more than half of all there is: one person, at most, but for what two wrote together."""
        return self._of_more_than_half(self._index.of_person)

    @cached_property
    def _on_everything(self) -> frozenset[str]:
        """The tags that more than half of all there is has, or of all that is written by time: a label of every post. And, where
        many write, those under which more than a third of them did: that is everybody's.
        """
        half, everything = self._of_more_than_half(self._streams), len(self._index.streamed)
        if everything < _EVERYTHING:
            return half
        home, writing = self._index.streams[0].entries, len(self._index.of_person)
        dated = len(home) if self._is_dated(home[0]) else 0  # home has what is dated, where anything is
        return half.union(
            id_
            for id_, those in self._streams.items()
            if (2 * len(those) > dated >= _POSTS and 2 * sum(map(self._is_dated, those)) > dated)
            or (writing >= _MANY and _THIRD * len(_writing(those)) > writing)
        )

    def _is_dated(self, entry: Entry) -> bool:
        return self._kinds[entry.kind].dated and entry.url in self._index.streamed

    def _of_more_than_half(self, entries: Mapping[str, tuple[Entry, ...]]) -> frozenset[str]:
        everything = len(self._index.streamed)
        if everything < _EVERYTHING:
            return frozenset()
        return frozenset(id_ for id_, those in entries.items() if 2 * len(those) > everything)

    def _is_told(self, person: str, entries: list[Entry]) -> bool:
        """Whether that they know about a tag would not be said under every tag."""
        return person not in self._who_wrote_everything or self._has_done_more(entries)

    def _is_enough(self, tag: str, entries: list[Entry]) -> bool:
        """Whether so much says something. `entries`: newest first."""
        first, last = entries[0], entries[-1]
        if first is not last and (day(first.date) != day(last.date) or not first.date):
            return tag not in self._on_everything or self._has_done_more(entries)
        return self._has_done_more(entries)

    def _has_done_more(self, entries: list[Entry]) -> bool:
        """Whether one of them answers or distils."""
        return bool(self._strong) and not self._strong.isdisjoint(map(_URL, entries))

    def _taking_part(self, question: Entry) -> set[str]:
        """Who asked, and who wrote in the thread below."""
        found = set(question.authors)
        seen, todo = {question.url}, [question.url]
        while todo:
            for edge in self._index.incoming.get(todo.pop(), ()):
                reply = self._index.by_url.get(edge.source)
                if reply and edge.type in ("replies-to", "answers") and reply.url not in seen:
                    seen.add(reply.url)
                    todo.append(reply.url)
                    found.update(reply.authors)
        return found

    @cached_property
    def _strong(self) -> frozenset[str]:
        """The addresses of entries that answer or distil."""
        return frozenset(url for url, how in self._deeds.items() if how in _STRONG)

    @cached_property
    def _deeds(self) -> dict[str, How]:
        """What entries did that did more than say something, by address."""
        deeds: dict[str, How] = {entry.url: how for how, entry, _ in self._replies}
        deeds.update((edge.source, "distilled") for edge in self._of_type.get("distils", ()))
        return deeds

    @cached_property
    def _beyond(self) -> dict[str, dict[str, None]]:
        """The tags of what an entry answers, by the address of the entry: it need not repeat them."""
        found: dict[str, dict[str, None]] = {}
        for _, entry, question in self._replies:
            found.setdefault(entry.url, {}).update(dict.fromkeys(question.tags))
        return found

    @cached_property
    def _further(self) -> dict[str, tuple[Entry, ...]]:
        """Entries that answer what has a tag and are not in its stream, newest first, by the tag and those above it."""
        found: dict[str, list[Entry]] = {}
        above = tags_above(self._index.registry) if self._beyond else {}

        def wider(tags: Iterable[str]) -> dict[str, None]:
            return {one: None for own in tags for one in (own, *above.get(own, ()))}

        for url, tags in self._beyond.items():
            entry = self._index.by_url[url]
            own = wider(entry.tags)
            for tag in wider(tags):
                if tag not in own:
                    found.setdefault(tag, []).append(entry)
        return {tag: newest_first(entries) for tag, entries in found.items()}

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
                    or (how == "replied" and question.kind not in self._asking)
                ):
                    continue
                if set(entry.authors).isdisjoint(question.authors):
                    found.append((how, entry, question))
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


def _writing(entries: Iterable[Entry]) -> set[str]:
    """Everybody who wrote one of them."""
    return set(chain.from_iterable(map(_AUTHORS, entries)))


def asks(kind: Kind) -> bool:
    """Whether entries of a kind can be answered: one of its fields names the answer."""
    return any(field.link == "answers" and field.reverse for field in kind.fields)

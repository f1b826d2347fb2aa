"""Who knows about a tag, by what they wrote, answered and distilled: evidence, never a score and never a rank.

Little evidence says nothing: two days on which somebody wrote about it, or one entry that answers or distils.
Who asks says something, and does not say that they know.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import NamedTuple

from narrate.model.duration import ago
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds
from narrate.model.moment import day
from narrate.model.streams import newest_first
from narrate.planners.deeds import Deeds, How
from narrate.planners.everybodys import Everybodys

_SHOWN = 3
_BEFORE = 20
"""So much of what shows who knows about a tag is looked at for a question, so that it costs the same in every site."""
_DAYS_OF_ONE_VOICE, _WEEKS_OF_ONE_VOICE = 3, 4
"""On so many days one alone wrote about something, and for so long: before that, others had no time to."""
_FEW = 3
"""No more people know whom to ask, where all of them are named."""
_PEOPLE = 3
"""So many write here, at least, before it is worth saying that one alone writes about something."""


class Knower(NamedTuple):
    """Somebody, with the entries that show that they know: newest first."""

    person: str
    entries: tuple[Entry, ...]


class Knowing:
    """What can be said of who knows what, computed when somebody asks."""

    def __init__(self, index: Index, kinds: Kinds, as_of: str) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._people = index.registry.people
        self._as_of = as_of
        self._streams = {stream.id: stream.entries for stream in index.streams if stream.sort == "tag"}
        self._deeds = Deeds(index, kinds)
        self._everybodys = Everybodys(index, kinds)
        self._shown: dict[str, tuple[Entry, ...]] = {}
        self._known: dict[str, dict[str, list[Entry]]] = {}
        self._voices: dict[str, str] = {}

    # --- who ------------------------------------------------------------------------------------

    def about(self, tag: str) -> Iterator[Knower]:
        """Who knows about a tag, whoever showed it last first."""
        return (Knower(person, tuple(shown[:_SHOWN])) for person, shown in self._knowers_of(tag).items())

    def of(self, person: str, most: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The tags that somebody knows about, those they showed last first; at most `most`. Where all that shows it of a wider
        tag shows it of narrower ones, these say it.
        """
        kept: list[tuple[str, list[Entry]]] = []
        covered = set[str]()
        for tag, shown in self._known_to.get(person, ()):
            urls = {entry.url for entry in shown}
            if not urls <= covered:
                covered |= urls
                kept.append((tag, shown))
        kept.sort(key=lambda one: one[1][0].date, reverse=True)
        return ((tag, tuple(shown[:_SHOWN])) for tag, shown in kept[:most])

    @cached_property
    def _known_to(self) -> dict[str, list[tuple[str, list[Entry]]]]:
        """The tags that each person knows about, the narrowest first, with what shows it.

        Whoever wrote most of everything would know about most tags: of them, it says something where they answered or
        distilled.
        """
        found: dict[str, list[tuple[str, list[Entry]]]] = defaultdict(list)
        strong, wrote_most = self._deeds.strong, self._everybodys.people
        for tag in sorted(self._streams, key=lambda tag: len(self._streams[tag])):
            for person, shown in self._knowers_of(tag).items():
                if person not in wrote_most or any(entry.url in strong for entry in shown):
                    found[person].append((tag, shown))
        return found

    def how(self, entry: Entry) -> How:
        """What somebody did there."""
        return self._deeds.how(entry)

    def before(self, question: Entry, most: int) -> tuple[Knower, ...]:
        """Who had shown, by the day it was asked, that they know about its tags; nobody who takes part in it already.

        What is written later does not change this, so an answer on one page does not make all questions anew.
        """
        if question.kind not in self._deeds.asking or not question.date:
            return ()
        if question.state not in self._kinds[question.kind].open_states:
            return ()
        asked = day(question.date)
        tags = dict.fromkeys(question.tags)
        known = [self._knowers(self._earlier(tag, asked)) for tag in tags]
        latest = merge(*(each.items() for each in known), key=lambda one: one[1][0].date, reverse=True)
        away = self._taking_part(question)
        chosen: dict[str, tuple[Entry, ...]] = {}
        for who, _ in latest:
            if len(chosen) == most:
                break
            if who not in away and who not in chosen and not self.has_left(who):
                chosen[who] = _newest(entry for each in known for entry in each.get(who, ()))
        return tuple(Knower(who, shown) for who, shown in chosen.items())

    def says_nothing(self, tag: str) -> bool:
        """Whether a tag is a label of everything, or one under which everybody writes."""
        return tag in self._everybodys.tags

    def has_left(self, person: str) -> bool:
        """Whether they have left by today."""
        return person in self._left

    @cached_property
    def _left(self) -> frozenset[str]:
        left = {id_: day(one.left) for id_, one in self._people.items() if one.left}
        return frozenset(id_ for id_, since in left.items() if since <= self._as_of)

    # --- what could be lost ---------------------------------------------------------------------

    def only_voice(self, tag: str) -> str:
        """The one person who ever said something about a tag that is spoken of for a while; else nothing. Who asks has not."""
        known = self._voices.get(tag)
        if known is None:
            known = self._voices[tag] = self._only_voice(tag)
        return known

    def _only_voice(self, tag: str) -> str:
        asking = self._deeds.asking
        told = (entry.authors for entry in self._streams.get(tag, ()) if entry.kind not in asking)
        first = next(told, None)
        if first is None or any(authors != first for authors in told):
            return ""  # nearly always, and soon seen
        entries = [entry for entry in self._deeds.about(tag) if entry.kind not in asking]
        person = self._people.get(entries[0].authors[0]) if entries and entries[0].authors else None
        if person is None or not person.listed or any(entry.authors != (person.id,) for entry in entries):
            return ""
        written = len(self._index.of_person.get(person.id, ()))
        if not self._are_many or 2 * written > len(self._index.streamed) or self.has_left(person.id):
            return ""  # Where one person writes most of everything it says nothing about this.
        days = {day(entry.date) for entry in entries if entry.date}
        if len(days) < _DAYS_OF_ONE_VOICE or min(days) > ago(max(days), 7 * _WEEKS_OF_ONE_VOICE):
            return ""
        return "" if self._is_taken_up(entries, person.id) else person.id

    def all_have_left(self, tag: str) -> bool:
        """Whether everybody who wrote about it, but to ask, has left."""
        gone, asking = self._gone, self._deeds.asking

        def have_left(entries: tuple[Entry, ...]) -> bool:
            told = [entry.authors for entry in entries if entry.kind not in asking]
            return bool(told) and all(authors and gone.issuperset(authors) for authors in told)

        return bool(gone) and have_left(self._streams.get(tag, ())) and have_left(self._deeds.about(tag))

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(id_ for id_ in self._left if self._people[id_].listed)

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

    def _knowers_of(self, tag: str) -> dict[str, list[Entry]]:
        known = self._known.get(tag)
        if known is None:
            known = self._known[tag] = self._knowers(self._evidence(tag), tag)
        return known

    def _evidence(self, tag: str) -> tuple[Entry, ...]:
        """What may show that somebody knows about a tag, newest first. Of a label of everything, that is only what answers or
        distils.
        """
        shown = self._shown.get(tag)
        if shown is None:
            deeds = self._deeds
            if self.says_nothing(tag):
                shown = self._strong_about.get(tag, ())
            else:
                shown = tuple([entry for entry in deeds.about(tag) if deeds.tells(entry)])
            self._shown[tag] = shown
        return shown

    @cached_property
    def _strong_about(self) -> dict[str, tuple[Entry, ...]]:
        return self._deeds.strong_about(self._everybodys.tags)

    def _earlier(self, tag: str, asked: str) -> tuple[Entry, ...]:
        """The newest of the days before `asked`."""
        shown = self._evidence(tag)
        start = bisect_left(shown, True, key=lambda entry: entry.date < asked)
        return tuple([entry for entry in shown[start : start + _BEFORE] if entry.date])

    def _knowers(self, evidence: tuple[Entry, ...], tag: str = "") -> dict[str, list[Entry]]:
        """Those of whom enough says that they know about something, whoever showed it last first, with what shows it.
        `tag`: what became a lesson about it is enough, too.

        Whoever wrote most of everything is named beside others: without them, it would be told wrongly. Where few people
        are and all of them wrote about it, it says nothing.
        """
        strong, people = self._deeds.strong, self._people
        taught = self._deeds.taught if tag else {}
        done = set[str]()  # they answered or distilled, or what they wrote became a lesson
        by_person: dict[str, list[Entry]] = {}
        for entry in evidence:
            voices = entry.authors if len(entry.authors) == 1 else entry.voices
            for person in voices:
                if person in by_person:
                    by_person[person].append(entry)
                else:
                    by_person[person] = [entry]
            if entry.url in strong or (entry.url in taught and tag in taught[entry.url]):
                done.update(voices)
        found = {
            person: shown
            for person, shown in by_person.items()
            if (person in done or _are_of_two_days(shown)) and person in people and people[person].listed
        }
        if done.isdisjoint(found) and (self._are_all(found) or self._everybodys.people.issuperset(found)):
            return {}
        return found

    def _are_all(self, people: Iterable[str]) -> bool:
        everybody = self._everybody
        return len(everybody) <= _FEW and everybody.issubset(people)

    @cached_property
    def _everybody(self) -> frozenset[str]:
        people = self._people.items()
        return frozenset(id_ for id_, one in people if one.listed and not self.has_left(id_))

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


def _are_of_two_days(entries: list[Entry]) -> bool:
    """Whether they say it on two days, at least, or nobody knows when. `entries`: newest first."""
    last = entries[0].date
    return len(entries) > 1 and (last[:10] != entries[-1].date[:10] or not last)


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest, each once."""
    return newest_first(list({entry.url: entry for entry in entries}.values()))[:_SHOWN]

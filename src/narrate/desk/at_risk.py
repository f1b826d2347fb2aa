"""Knowledge at risk: tags that only one person ever spoke about, or only people who have left. The latest first.

That is the rule of the tag's own page. Here it is said only of what is alive: of tags that somebody wrote under in the
last months.
"""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.moment import day

_SHOWN = 3
_DAYS = 3
"""Where everybody has left: on so many days, at least, it was spoken of."""


def at_risk(situation: Situation) -> Iterator[Waiting]:
    """A wider tag says nothing that a narrower one below it has said already."""
    found = {
        tag: waiting
        for tag, entries in situation.tag_entries.items()
        for waiting in _of_tag(tag, entries, situation)
    }
    registry = situation.index.registry
    repeated = {
        registry.tags[tag].parent
        for tag, waiting in found.items()
        if registry.tags[tag].parent in found and found[registry.tags[tag].parent].person == waiting.person
    }
    apart = _apart([waiting for tag, waiting in found.items() if tag not in repeated], situation)
    yield from sorted(apart, key=lambda waiting: (waiting.since, waiting.tag), reverse=True)


def _apart(found: list[Waiting], situation: Situation) -> Iterator[Waiting]:
    """Of tags under which the same entries stand, the fullest: what is said twice of somebody is no second thing."""
    taken = set[str]()
    for waiting in sorted(found, key=lambda one: (-len(situation.tag_entries[one.tag]), one.tag)):
        urls = {entry.url for entry in situation.tag_entries[waiting.tag]}
        if taken.isdisjoint(urls):
            taken |= urls
            yield waiting


def _of_tag(tag: str, entries: tuple[Entry, ...], situation: Situation) -> Iterator[Waiting]:
    since = situation.ago(situation.settings.risk_days)
    if (
        not entries
        or day(entries[0].date) < since
        or situation.is_away(situation.index.registry.tags[tag].url)
    ):
        return
    voice = situation.voices.only_voice(tag)
    if voice and situation.is_away(situation.index.registry.people[voice].url):
        return
    if not voice and not situation.voices.all_have_left(tag):
        return
    told = tuple([entry for entry in entries if not situation.kind(entry).asks])
    if voice or _is_spoken_of(told):
        yield Waiting("at-risk", shown_by=told[:_SHOWN], tag=tag, person=voice, since=day(told[0].date))


def _is_spoken_of(entries: tuple[Entry, ...]) -> bool:
    return len({day(entry.date) for entry in entries if entry.date}) >= _DAYS

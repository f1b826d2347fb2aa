"""First entries of newcomers to which nobody has said anything: the latest first.

Only where people answer each other: where nobody does, a newcomer without an answer is nothing special.
"""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.duration import ago
from narrate.model.entry import Entry
from narrate.model.moment import day

_PRACTICE_DAYS = 180
_PRACTICE = 5
"""So many entries of these days, at least, answer somebody else's."""
_BEFORE, _SETTLED = 3, 28
"""So many people wrote before them, at least, and for so many days: in the first weeks of a site everybody is new."""


def unwelcomed(situation: Situation) -> Iterator[Waiting]:
    """Who wrote here for the first time in the last weeks, and heard nothing."""
    firsts = _firsts(situation)
    since = situation.ago(situation.settings.newcomer_days)
    new = [
        (entry, person)
        for number, (entry, person) in enumerate(firsts)
        if number >= _BEFORE
        and since <= day(entry.date) <= situation.as_of
        and day(firsts[0][0].date) <= ago(day(entry.date), _SETTLED)
    ]
    if not new or not _do_answer(situation):
        return
    for entry, person in reversed(new):
        someone = situation.index.registry.people[person]
        if not someone.listed or situation.is_away(someone.url) or situation.voices.has_left(person):
            continue
        if entry.authors == (person,) and not _is_welcomed(person, situation):
            yield Waiting("newcomers", entry, person=person, since=day(entry.date))


def _firsts(situation: Situation) -> list[tuple[Entry, str]]:
    """The first dated entry of each person, the earliest first."""
    people = situation.index.registry.people
    dated = {name for name, kind in situation.kinds.kinds.items() if kind.dated and not kind.maintained}
    found = []
    for person, written in situation.index.of_person.items():
        first = next((entry for entry in reversed(written) if entry.date and entry.kind in dated), None)
        if first is not None and person in people:
            found.append((first, person))
    return sorted(found, key=lambda one: (one[0].date, one[0].url, one[1]))


def _do_answer(situation: Situation) -> bool:
    """Whether people answer each other here, these days."""
    by_url, since = situation.index.by_url, situation.ago(_PRACTICE_DAYS)
    answers = set()
    for edge in situation.index.links.edges:
        if edge.type in ("replies-to", "answers"):
            source, target = by_url.get(edge.source), by_url.get(edge.target)
            if (
                source
                and target
                and day(source.date) >= since
                and set(source.authors).isdisjoint(target.authors)
            ):
                answers.add(source.url)
                if len(answers) >= _PRACTICE:
                    return True
    return False


def _is_welcomed(person: str, situation: Situation) -> bool:
    """Whether anybody answered, mentioned or thanked them."""
    index = situation.index
    if any(situation.answers_by_others(entry) for entry in index.of_person[person]):
        return True
    return any(
        edge.type in ("mentions", "thanks")
        and edge.source in index.by_url
        and person not in index.by_url[edge.source].authors
        and not situation.kind(index.by_url[edge.source]).registry
        for edge in index.incoming.get(index.registry.people[person].url, ())
    )

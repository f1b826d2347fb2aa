"""Tags under which much was narrated since their last lesson: ready to distil. The latest first.

Only where lessons are written, or where somebody has set out to: a blog with many posts is not waiting for any.
"""

from collections import defaultdict
from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.stages.index import tags_above

_PEOPLE = 2
_DAYS = 3
_HARDLY, _MANY_OTHERS = 10, 8
"""One in so many of its narrations has no other tag, at most, and they have so many others, or two for three of them."""


def ready_to_distil(situation: Situation) -> Iterator[Waiting]:
    """Each narration is counted for one tag only."""
    lessons, narrations = _kinds(situation)
    index = situation.index
    if not lessons or not (situation.declared or any(entry.kind in lessons for entry in index.entries)):
        return
    since = situation.ago(situation.settings.distil_days)
    recent = _recent(narrations, since, situation)
    enough = max(1, situation.settings.distil_from)
    found = []
    for tag, entries in _by_tag(recent, situation).items():
        # a label of nearly everything is no theme
        if len(entries) < enough or 2 * len(entries) > max(len(recent), 2 * enough):
            continue
        if situation.voices.says_nothing(tag):
            continue
        under = situation.tag_entries[tag]
        last = next((day(entry.date) for entry in under if entry.kind in lessons), "")
        fresh = [entry for entry in entries if day(entry.date) > last]
        if len(fresh) >= enough and not _is_label(tag, entries):
            found.append((tag, fresh))
    yield from sorted(_apart(found, enough), key=_latest, reverse=True)


def _kinds(situation: Situation) -> tuple[set[str], set[str]]:
    """The kinds of what is distilled, and those of what it is distilled from."""
    lessons, narrations = set[str](), set[str]()
    for kind in situation.kinds.kinds.values():
        for field in kind.fields:
            if field.link == "distils" and not field.reverse:
                lessons.add(kind.name)
                narrations.update(field.invite_on)
    return lessons, narrations


def _recent(kinds: set[str], since: str, situation: Situation) -> list[Entry]:
    """What was narrated in the last months and is in no lesson yet, newest first."""
    found = []
    for entry in situation.index.entries:
        if not entry.date or day(entry.date) < since:
            break  # they are newest first
        if (
            entry.kind in kinds
            and entry.tags
            and not entry.text.attended
            and day(entry.date) <= situation.as_of
            and all(edge.type != "distils" for edge in situation.index.incoming.get(entry.url, ()))
        ):
            found.append(entry)
    return found


def _by_tag(recent: list[Entry], situation: Situation) -> dict[str, list[Entry]]:
    """The same by tag: by the most specific ones that each carries. Many themes below a wide tag are no theme."""
    tags, above = situation.index.registry.tags, tags_above(situation.index.registry)
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in recent:
        wider = {tag for own in entry.tags for tag in above.get(own, ())}
        for tag in dict.fromkeys(entry.tags):
            if tag not in wider:
                found[tag].append(entry)
    return {
        tag: entries
        for tag, entries in found.items()
        if tag in situation.tag_entries and not situation.is_away(tags[tag].url)
    }


def _is_label(tag: str, entries: list[Entry]) -> bool:
    """Whether a tag hardly ever stands alone, and beside so many others that these say what the entries are about."""
    alone = sum(len(entry.tags) == 1 for entry in entries)
    beside = {other for entry in entries for other in entry.tags if other != tag}
    return _HARDLY * alone <= len(entries) and len(beside) >= min(2 * len(entries) // 3, _MANY_OTHERS)


def _apart(found: list[tuple[str, list[Entry]]], enough: int) -> Iterator[Waiting]:
    """Tags with narrations that no fuller tag has already."""
    taken = set[str]()
    for tag, entries in sorted(found, key=lambda one: (-len(one[1]), one[0])):
        left = [entry for entry in entries if entry.url not in taken]
        people = {author for entry in left for author in entry.authors}
        days = {day(entry.date) for entry in left}
        if len(left) >= enough and len(people) >= _PEOPLE and len(days) >= _DAYS:
            taken.update(entry.url for entry in left)
            yield Waiting("ready", shown_by=tuple(left), tag=tag, since=min(days))


def _latest(waiting: Waiting) -> tuple[str, str]:
    return waiting.shown_by[0].date, waiting.tag

"""What is for whom since an earlier commit: what they have received now, and had not received then.

What is for somebody is decided where inboxes are (`stages.inbox`), over what this audience may see, on both sides.
"""

from typing import Literal

import msgspec

from narrate.build import Understood
from narrate.changes.brought import renames
from narrate.changes.earlier import understand_earlier
from narrate.errors import NarrateError
from narrate.git.command import find_repository
from narrate.git.revision import committed_at, read_revision
from narrate.model.entry import Entry
from narrate.model.inbox import FOR_SOMEBODY, Received
from narrate.model.kinds import LinkType
from narrate.model.moment import day
from narrate.model.registry import Person, Registry
from narrate.model.report import Request
from narrate.model.review import due_reviews
from narrate.project import Opened

Why = LinkType | Literal["due"]


class Item(msgspec.Struct, frozen=True):
    """One thing that somebody is told."""

    why: Why
    entry: Entry
    """What somebody else wrote; of what is due, the entry itself."""
    about: Entry | None = None
    """What of theirs it is about; nothing when it is they themselves."""
    sentence: str = ""
    """The sentence that mentions them."""
    by: tuple[str, ...] = ()
    """The names of those who wrote it."""
    due: str = ""
    """The day by which it was to be reviewed."""


class News(msgspec.Struct, frozen=True):
    """What there is for one person."""

    person: Person
    inbox: str
    """The site-relative address of all that is for them; that of their page when they have no inbox."""
    items: tuple[Item, ...]


def news_since(
    opened: Opened, request: Request, content: Understood, revision: str, silent: frozenset[str]
) -> tuple[News, ...]:
    """The news since a revision, by person. `silent`: ids of people who want none.

    Raises `NarrateError` when there is no Git repository or no such revision.
    """
    repository = find_repository(opened.project.content_root)
    if repository is None:
        raise NarrateError("there is no Git repository here", "what is new is told from what is committed")
    then = read_revision(repository, revision)
    that_day = min(day(committed_at(repository, then.commit)) or request.as_of, request.as_of)
    on_that_day = msgspec.structs.replace(request, as_of=that_day)
    earlier = understand_earlier(opened, on_that_day, content, repository, then)
    moved = _moved(earlier.content, content, renames(repository, then, earlier.content, content))
    index = content.index
    before = earlier.content.index
    had = _had(before.registry, index.registry, moved)
    known = {
        (had.get(person, person), moved.get(url, url)): each
        for person, by_entry in before.received.items()
        for url, each in by_entry.items()
    }
    said = {moved.get(entry.url, entry.url): _says(entry) for entry in before.entries}
    due_then = due_reviews(before, earlier.config.kinds, that_day)
    late = {moved.get(entry.url, entry.url) for entry, _ in due_then}
    new: dict[str, list[Item]] = {}
    for person, by_entry in index.received.items():
        for url, each in by_entry.items():
            if said.get(url) != _says(each[0].entry) and _says_more(each[0], known.get((person, url))):
                new.setdefault(person, []).append(_item(each[0], index.by_url, index.registry))
    for entry, due in due_reviews(index, opened.config.kinds, request.as_of):
        for person in entry.authors if entry.url not in late else ():
            new.setdefault(person, []).append(Item("due", entry, entry, due=due))
    people = index.registry.people
    inboxes = {stream.id: stream.url for stream in index.streams if stream.sort == "inbox"}
    return tuple(
        News(people[id_], inboxes.get(id_, people[id_].url), _in_order(new[id_]))
        for id_ in sorted(new)
        if _is_told(people[id_], request.as_of) and id_ not in silent
    )


def _is_told(person: Person, today: str) -> bool:
    """Whoever is not listed, or has left, is not written to."""
    return person.listed and not (person.left and day(person.left) <= today)


def _says_more(now: Received, before: tuple[Received, ...] | None) -> bool:
    """Whether it is new to the person, or says more than it did: a reply has become an answer."""
    return not before or FOR_SOMEBODY.index(now.why) < FOR_SOMEBODY.index(before[0].why)


def _item(one: Received, by_url: dict[str, Entry], registry: Registry) -> Item:
    names = tuple(registry.people[id_].name for id_ in one.entry.authors if id_ in registry.people)
    theirs = by_url.get(one.target) if one.why not in ("mentions", "thanks") else None
    return Item(one.why, one.entry, theirs, one.sentence if one.why == "mentions" else "", names)


def _in_order(items: list[Item]) -> tuple[Item, ...]:
    """As it was written; what is due, last."""
    return tuple(sorted(items, key=lambda item: (item.why == "due", item.entry.date, item.entry.url)))


def _says(entry: Entry) -> tuple[object, ...]:
    """What an entry itself says. That somebody is found now whom it names already is no news."""
    return entry.text.body, entry.title, entry.fields


def _moved(before: Understood, now: Understood, renamed: dict[str, str]) -> dict[str, str]:
    """The addresses that entries had, with those that they have now."""
    whole = {entry.path: entry.url for entry in now.index.entries if entry.section < 0}
    moved = {old: entry.url for entry in now.index.entries for old in entry.redirects}
    for entry in before.index.entries:
        path = renamed.get(entry.path, entry.path)
        if entry.section < 0 and path in whole:
            moved[entry.url] = whole[path]
        elif entry.day_url and path in whole:
            moved[entry.url] = whole[path] + entry.url.removeprefix(entry.day_url)
    moved |= _retimed(before, now, moved)
    return {old: new for old, new in moved.items() if old != new}


def _retimed(before: Understood, now: Understood, moved: dict[str, str]) -> dict[str, str]:
    """Timed entries that say what they said, under another time of the same day."""
    had = {moved.get(entry.url, entry.url) for entry in before.index.entries}
    new = {(e.day_url, *_told_by(e)): e.url for e in now.index.entries if e.day_url and e.url not in had}
    gone = [entry for entry in before.index.entries if entry.day_url] if new else []
    return {
        entry.url: new[key]
        for entry in gone
        if moved.get(entry.url, entry.url) not in now.index.by_url
        and (key := (moved.get(entry.day_url, entry.day_url), *_told_by(entry))) in new
    }


def _told_by(entry: Entry) -> tuple[object, ...]:
    """What somebody may have been told of an entry."""
    return entry.title, entry.text.body


def _had(before: Registry, now: Registry, moved: dict[str, str]) -> dict[str, str]:
    """The ids that people had, with those that they have now."""
    by_url = {person.url: id_ for id_, person in now.people.items()}
    ids = dict(now.person_redirects)
    for id_, person in before.people.items():
        if person.url in moved and moved[person.url] in by_url:
            ids[id_] = by_url[moved[person.url]]
    return {old: new for old, new in ids.items() if old not in now.people}

"""The history of a page with the site's own people: e-mail addresses end here."""

from collections.abc import Mapping

import msgspec

from narrate.markdown import emails
from narrate.model.document import Author
from narrate.model.entry import Entry, Record
from narrate.model.past import Edition, Editor, Past, Story
from narrate.model.registry import Person
from narrate.model.spoken import Spoken


def with_stories(
    entries: tuple[Entry, ...],
    records: tuple[Record, ...],
    ids: Mapping[Author, str],
    people: Mapping[str, Person],
    hidden: Spoken,
) -> tuple[Entry, ...]:
    """The entries of the records, in their order, those with a past with their story.

    What was said about a change is left out when it names something that is withheld (`hidden`).
    """
    if not any(record.past for record in records):
        return entries
    return tuple(
        msgspec.structs.replace(entry, story=_story(record.past, ids, people, hidden))
        if record.past
        else entry
        for entry, record in zip(entries, records, strict=True)
    )


def _story(past: Past, ids: Mapping[Author, str], people: Mapping[str, Person], hidden: Spoken) -> Story:
    editions = tuple(
        Edition(
            version.blob,
            version.before,
            version.date,
            tuple(dict.fromkeys(_editor(author, ids, people) for author in version.people)),
            "" if hidden.is_in(version.subject) else emails.mask(version.subject),
        )
        for version in past.versions
    )
    return Story(editions, past.is_whole, past.places)


def _editor(author: Author, ids: Mapping[Author, str], people: Mapping[str, Person]) -> Editor:
    """Who changed a page is a person of the site when they wrote something on it, and else a name."""
    id_ = ids.get(author, "")
    if id_ in people:
        return Editor(id_, people[id_].name)
    return Editor("", emails.mask(author.name))

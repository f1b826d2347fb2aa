"""Who of the people that the content knows is writing."""

import msgspec

from narrate.errors import NarrateError
from narrate.git.identity import Seen, unite
from narrate.model.document import Author
from narrate.model.entry import Record
from narrate.stages.register.people import known_people


class Writer(msgspec.Struct, frozen=True):
    """Somebody who writes."""

    id: str
    registered: bool
    """Whether they have a page of their own: then a folder of their name says who wrote what is in it."""
    author: Author
    """As Git has them."""


def find_writer(author: Author, pages: tuple[Record, ...], day: str) -> Writer:
    """The person that Git's user is. `pages`: the pages of people. Raises `NarrateError` when several may be meant."""
    known = known_people(pages)
    united = unite(known, [Seen(author, day)])
    if author in united.ambiguous:
        people = ", ".join(f"`{id_}`" for id_ in united.ambiguous[author])
        raise NarrateError(
            f"`{author.name}` may be any of {people}", "add your e-mail address to your page, under `emails`"
        )
    person = united.ids[author]
    return Writer(person, person in {each.id for each in known}, author)

"""Who knows, as pages show it: people with the entries that show it, and tags with them."""

from collections.abc import Iterable
from itertools import islice

from narrate.model.entry import Entry
from narrate.model.views import Evidence, Knower, Topic
from narrate.planners.knowing import Knower as Found
from narrate.planners.pieces import Pieces

_PEOPLE = 12
_ASKED = 4
_TOPICS = 8


def know_about(tag: str, pieces: Pieces) -> tuple[Knower, ...]:
    """Who knows about a tag: those who showed it last."""
    return _people(islice(pieces.knowing.about(tag), _PEOPLE), pieces)


def might_know(question: Entry, pieces: Pieces) -> tuple[Knower, ...]:
    """Who might answer what somebody asks."""
    found = pieces.knowing.before(question, _ASKED)
    return _people(found, pieces) if found else ()


def topics(person: str, pieces: Pieces) -> tuple[Topic, ...]:
    """What somebody can be asked about."""
    return tuple(
        Topic(pieces.tag(tag), _evidence(entries, pieces))
        for tag, entries in pieces.knowing.of(person, _TOPICS)
    )


def _people(found: Iterable[Found], pieces: Pieces) -> tuple[Knower, ...]:
    left = pieces.knowing.has_left
    return tuple(
        Knower(pieces.person(one.person), left(one.person), _evidence(one.entries, pieces)) for one in found
    )


def _evidence(entries: tuple[Entry, ...], pieces: Pieces) -> tuple[Evidence, ...]:
    return tuple([pieces.evidence(entry) for entry in entries])

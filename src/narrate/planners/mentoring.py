"""What people offer and what they ask for, brought together: the page from which somebody goes to somebody."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from narrate.model.plan import Planned
from narrate.model.registry import MENTORING, Person
from narrate.model.urls import page_file, slugify
from narrate.model.views import MentoringPage, Ref, Said
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.stages.register.people import folder_of
from narrate.words import phrase

_TITLE = phrase("Asks and offers")
_WORD = re.compile(r"[^\s,;:!?()\"“”…]+")
_LONGEST_NAME = 3
"""So many words of a text, at most, are looked at as one tag's name."""
_MOST = 5


class _Words(NamedTuple):
    """One ask or offer, with the tags that it names."""

    person: Person
    text: str
    tags: tuple[str, ...]


def plan_mentoring(pieces: Pieces) -> Iterator[Planned]:
    """`/people/asks-and-offers/`, when somebody asks or offers something."""
    speaking = _speaking(pieces)
    if not speaking:
        return
    url = _url(pieces)
    names = _names(pieces)
    asks = [_Words(one, text, _tags(text, names)) for one in speaking for text in one.asks]
    offers = [_Words(one, text, _tags(text, names)) for one in speaking for text in one.offers]
    view = MentoringPage(
        site=pieces.site,
        head=head(pieces.say(_TITLE), "", url, pieces),
        title=pieces.say(_TITLE),
        article=pieces.intro(url),
        asks=_lines(asks, offers, pieces),
        offers=_lines(offers, asks, pieces),
        actions=pieces.actions.place(url),
    )
    yield Planned(page_file(url), "mentoring.html", view)


def mentoring_ref(pieces: Pieces) -> Ref | None:
    """A link to that page, when there is one."""
    return Ref(pieces.say(_TITLE), pieces.href(_url(pieces))) if _speaking(pieces) else None


def _url(pieces: Pieces) -> str:
    return f"/{folder_of(pieces.config, 'person')}/{MENTORING}"


def _speaking(pieces: Pieces) -> list[Person]:
    """Who asks or offers something, by name: nobody who has left, and nobody who is not to be listed."""
    found = [
        person
        for person in pieces.index.registry.people.values()
        if (person.asks or person.offers) and person.listed and not pieces.knowing.has_left(person.id)
    ]
    return sorted(found, key=lambda person: (person.name.casefold(), person.id))


def _names(pieces: Pieces) -> dict[str, str]:
    """Tags by the slugs of all their names, and by those of two words or more as one of many, or many of one: `delta
    check`, `delta checks`. Of one word that may be another word: `reading`, `readings`.
    """
    found: dict[str, str] = {}
    for tag in pieces.index.registry.tags.values():
        for name in (tag.id, tag.name, tag.id.rpartition("/")[2], *tag.names):
            found.setdefault(slugify(name), tag.id)
    numbers = (
        (name[:-1] if name.endswith("s") else f"{name}s", tag) for name, tag in found.items() if "-" in name
    )
    return {**dict(numbers), **found}


def _tags(text: str, names: dict[str, str]) -> tuple[str, ...]:
    """The tags that a text names, in its order: the longest name at each word."""
    words = [word.strip("#.'’").removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    found: dict[str, None] = {}
    start = 0
    while start < len(words):
        length = next(
            (
                length
                for length in range(_LONGEST_NAME, 0, -1)
                if slugify(" ".join(words[start : start + length])) in names
            ),
            0,
        )
        if length:
            found[names[slugify(" ".join(words[start : start + length]))]] = None
        start += length or 1
    return tuple(found)


def _lines(said: Iterable[_Words], others: list[_Words], pieces: Pieces) -> tuple[Said, ...]:
    """Each with what others say of the same tags, from the other side."""
    by_tag: dict[str, list[_Words]] = {}
    for other in others:
        for tag in other.tags:
            by_tag.setdefault(tag, []).append(other)
    return tuple(
        Said(pieces.person(one.person.id), one.text, pieces.tags(one.tags), _matches(one, by_tag, pieces))
        for one in said
    )


def _matches(one: _Words, by_tag: dict[str, list[_Words]], pieces: Pieces) -> tuple[Said, ...]:
    found = {
        (other.person.id, other.text): Said(pieces.person(other.person.id), other.text, (), ())
        for tag in one.tags
        for other in by_tag.get(tag, ())
        if other.person.id != one.person.id
    }
    return tuple(found.values())[:_MOST]

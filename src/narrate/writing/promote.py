"""Promoting: from narrations to the draft of what was learned from them."""

import msgspec

from narrate.errors import NarrateError
from narrate.model.kinds import Field, Kind, Kinds
from narrate.model.registry import Registry
from narrate.words import phrase, words
from narrate.writing.find import Meant
from narrate.writing.reply import reference_to
from narrate.writing.scaffold import new_entry

_DRAFT = phrase("take this line away when it is ready")
_HEADING = phrase("Where it comes from")
"""No heading: the only one would be the title."""


class Distils(msgspec.Struct, frozen=True):
    """The kind of what is distilled, and its field that says from what."""

    kind: Kind
    field: Field


def what_distils(kinds: Kinds) -> Distils:
    """The first kind that has a field for what it was distilled from: lessons, unless a team has it otherwise."""
    for kind in kinds.kinds.values():
        for field in kind.fields:
            if field.link == "distils" and not field.reverse:
                return Distils(kind, field)
    raise NarrateError(
        "no kind has a field for what it was distilled from", 'give one a field with `link = "distils"`'
    )


def shared_tags(sources: tuple[Meant, ...], registry: Registry) -> tuple[str, ...]:
    """The tags that all of them have, as they are written, in the order of the first."""
    first, *others = (each.entry.tags for each in sources)
    return tuple(
        registry.tags[tag].name
        for tag in first
        if tag in registry.tags and all(tag in tags for tags in others)
    )


def draft(
    distils: Distils,
    sources: tuple[Meant, ...],
    title: str,
    folder: str,
    quoted: tuple[str, ...],
    given: dict[str, str | tuple[str, ...]],
    language: str,
) -> str:
    """The text of the draft that will lie in `folder`. `quoted`: the key passages of each source."""
    say = words(language).gettext
    named = tuple(reference_to(each, folder) for each in sources)
    text = new_entry(distils.kind, title, {**given, distils.field.name: named}, language)
    body = "\n\n".join((text.rstrip("\n"), f"**{say(_HEADING)}**", *quoted))
    return body.replace("---\n", f"---\ndraft: true # {say(_DRAFT)}\n", 1) + "\n"

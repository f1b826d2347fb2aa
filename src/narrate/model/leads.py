"""Leads: a link field said in words. `Distilled from: [Warming the cache](…)` on a line of its own is the field `from`.

So that nobody has to know front matter. The words before the colon are the field's label, or its name without one, as they
are declared or in the site's language.
"""

from collections.abc import Callable

from narrate.model.kinds import Field, Kind, Kinds

Say = Callable[[str], str]
"""Words of ours in the site's language."""

LONGEST = 40
"""How many characters may stand before the colon."""


def label_of(field: Field, say: Say) -> str:
    """The words that say a field, in the site's language."""
    return say(field.label or field.name.replace("_", " "))


def words_of(field: Field, say: Say) -> tuple[str, ...]:
    """What may stand before the colon, in lower case."""
    others = (name.replace("_", " ") for name in field.also)
    return tuple(words.casefold() for words in (label_of(field, str), label_of(field, say), *others))


def leads(kind: Kind, kinds: Kinds, say: Say) -> dict[str, Field]:
    """The fields of a kind that can be said in words, by these in lower case."""
    said: dict[str, Field] = {}
    for field in (*kind.fields, *kinds.common):
        if field.link is not None and field.type in ("links", "people") and not field.registry:
            for words in words_of(field, say):
                said.setdefault(words, field)
    return said


def written_for(say: Say) -> frozenset[str]:
    """The words that say for which community an entry is, in lower case: `Written for: @testing`."""
    return frozenset(("written for", say("Written for").casefold()))

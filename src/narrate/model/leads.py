"""Leads: a link field said in words. `Distilled from: [Warming the cache](…)` on a line of its own is the field `from`.

So that nobody has to know front matter. The words before the colon are the field's label, or its name without one.
"""

from narrate.model.kinds import Field, Kind, Kinds

LONGEST = 40
"""How many characters may stand before the colon."""


WRITTEN_FOR = "written for"
"""What says in words that an entry is for a community: `Written for: @testing`."""


def lead_of(field: Field) -> str:
    """The words that say a field, in lower case."""
    return (field.label or field.name.replace("_", " ")).casefold()


def leads(kind: Kind, kinds: Kinds) -> dict[str, Field]:
    """The fields of a kind that can be said in words."""
    said: dict[str, Field] = {}
    for field in (*kind.fields, *kinds.common):
        if field.link is not None and field.type in ("links", "people") and not field.registry:
            said.setdefault(lead_of(field), field)
    return said

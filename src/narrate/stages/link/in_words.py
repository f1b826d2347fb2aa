"""Links that say in words what they mean: `Distilled from: [Warming the cache](…)` writes what the field `from` would."""

from narrate.model.entry import Entry
from narrate.model.kinds import Field, Kinds
from narrate.model.leads import leads
from narrate.model.links import Edge, Named, Target
from narrate.stages.link.edges import edge_of
from narrate.stages.link.resolve import Found
from narrate.words import words as spoken

_FORMS = {"links": ("link", "wikilink"), "people": ("mention", "link", "wikilink")}


def say(
    entries: tuple[Entry, ...],
    found: dict[str, tuple[Found, ...]],
    kinds: Kinds,
    fields: dict[str, dict[str, tuple[Named, ...]]],
    edges: list[Edge],
    language: str,
) -> dict[str, frozenset[int]]:
    """Adds to `fields` and `edges` what is said in words. The numbers of those references, by the entry's address."""
    words = spoken(language).gettext
    of_kind = {kind.name: leads(kind, kinds, words) for kind in kinds.kinds.values()}
    said: dict[str, frozenset[int]] = {}
    for entry in entries:
        numbers = set[int]()
        for number, reference in enumerate(entry.text.references):
            field = of_kind[entry.kind].get(reference.lead) if reference.lead else None
            one = found[entry.url][number]
            if field is None or reference.form not in _FORMS[field.type] or not one.url:
                continue
            numbers.add(number)
            _add(entry, field, one, fields, edges)
        if numbers:
            said[entry.url] = frozenset(numbers)
    return said


def _add(
    entry: Entry,
    field: Field,
    one: Found,
    fields: dict[str, dict[str, tuple[Named, ...]]],
    edges: list[Edge],
) -> None:
    words = one.entry.name if one.entry else one.target.title
    named = Named(Target(one.target.state, one.target.href, words), one.url, one.fragment)
    known = fields.setdefault(entry.url, {})
    if named.url not in {other.url for other in known.get(field.name, ())}:
        known[field.name] = (*known.get(field.name, ()), named)
    if field.link is not None and one.url != entry.url:
        edges.append(edge_of(field, field.link, entry, named))

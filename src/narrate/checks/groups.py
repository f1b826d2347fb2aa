"""Teams and communities that have no page, and are one slip away from one that has: whoever joined is not in it."""

import re
from collections.abc import Iterator

from narrate.build import Understood
from narrate.checks.tag_uses import place_in_list
from narrate.desk.closeness import Closeness
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.entry import Record
from narrate.model.registry import Group
from narrate.model.urls import slugify
from narrate.stages.register.people import texts

_PARTS = re.compile(r"[-_/. ]")
_SHORTEST = 4
"""`team-a` and `team-b` are two, however much they look alike."""


def misspelt_groups(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`unknown-group`, where one file alone names it. A team or community need not have a page; a slip is worth a word."""
    registry = content.index.registry
    meant = {"team": _slips(registry.teams), "community": _slips(registry.communities)}
    if not any(meant.values()):
        return
    uses: dict[tuple[str, str], list[tuple[Record, str, str]]] = {}
    for record in content.passed.records:
        for role, field, written in _named(record, config):
            id_ = slugify(written.lstrip("@"))
            if id_ in meant[role]:
                uses.setdefault((role, id_), []).append((record, field, written))
    for (role, id_), found in sorted(uses.items()):
        if len({record.document.path for record, _, _ in found}) > 1:
            continue
        record, field, written = found[0]
        document = record.document
        place = place_in_list(document, field, written, content.found.content[document.path])
        message = f"there is no page of the {role} `{written}`, and one of `{meant[role][id_]}`"
        yield Diagnostic(place, "unknown-group", message, f"did you mean `{meant[role][id_]}`?")


def _slips(groups: dict[str, Group]) -> dict[str, str]:
    """The id of each group without a page that is almost one with a page, and the id of that."""
    close = Closeness(sorted(id_ for id_, group in groups.items() if group.registered))
    found = {id_: close.near(id_) for id_, group in groups.items() if not group.registered}
    return {id_: near[0] for id_, near in found.items() if len(near) == 1 and _are_words(id_, near[0])}


def _are_words(one: str, other: str) -> bool:
    """Whether they differ in words and not in a letter that stands for itself."""
    pairs = zip(_PARTS.split(one), _PARTS.split(other), strict=False)
    return all(a == b or min(len(a), len(b)) >= _SHORTEST for a, b in pairs)


def _named(record: Record, config: Config) -> Iterator[tuple[str, str, str]]:
    """Each team and community that a file names: which of the two, the field, and the name as it is written."""
    if record.section >= 0:
        return
    yield from (("community", "communities", name) for name in record.document.front.communities)
    for field in config.kinds.kinds[record.kind].fields:
        if field.registry == "team":
            yield from (("team", field.name, name) for name in texts(record.fields.get(field.name)))

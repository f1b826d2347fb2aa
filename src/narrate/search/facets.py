"""Facets: the entries of each person, team, community, tag, kind and state, as pieces of the index."""

import json
from collections.abc import Iterable

from narrate.search.fold import fold
from narrate.search.layout import FOLDER, facet_piece
from narrate.search.look_up import Fetch
from narrate.search.pieces import each_id, read_groups, write_groups

NAMES = f"{FOLDER}/names.json"
"""What the values of each facet are called."""

_LEVEL = "0"
_STATUS = "status"
"""The facet whose values are their own names."""


def write_list(entries: Iterable[tuple[str, str]]) -> str:
    """The piece of some entries, given as ids and classes."""
    groups: dict[str, list[str]] = {}
    for id_, code in sorted(entries):
        groups.setdefault(code + _LEVEL, []).append(id_)
    return write_groups({key: "".join(ids) for key, ids in groups.items()})


def entries_of(facet: str, value: str, fetch: Fetch) -> set[str]:
    """The ids of what has a value, named by its id, one of its names, or how one begins."""
    known = json.loads(fetch(NAMES) or "{}").get(facet, [])
    slug = value.replace(" ", "-")
    names = [(names[0], [fold(name).lower() for name in names]) for names in known]
    meant = [slug] if facet == _STATUS or any(id_ == slug for id_, _ in names) else []
    meant = meant or [id_ for id_, spelt in names if value in spelt]
    meant = meant or [id_ for id_, spelt in names if any(name.startswith(value) for name in spelt)]
    return {one for id_ in meant for one in ids_in(fetch(facet_piece(facet, id_)))}


def ids_in(piece: str) -> set[str]:
    """All ids of a piece."""
    return {id_ for ids in read_groups(piece).values() for id_ in each_id(ids)}

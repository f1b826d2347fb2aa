"""Which sightings are of one person, among people who are not registered."""

import re

from narrate.git.sightings import Key, Sighting, uniting

_BETWEEN = re.compile(r"[._-]")
_NUMBER = re.compile(r"\d+")
_LONG = 8
"""Letters of a name without a blank, at least, that is nobody's first name alone."""


def group_sightings(sightings: list[Sighting]) -> list[list[Sighting]]:
    """People who are not registered, in the order in which they were first seen."""
    forest = _Forest(len(sightings))
    by_key: dict[Key, int] = {}
    for number, sighting in enumerate(sightings):
        for key in uniting(sighting.keys):
            forest.join(by_key.setdefault(key, number), number)
    _join_by_name(sightings, by_key, forest)
    groups: dict[int, list[Sighting]] = {}
    for number, sighting in enumerate(sightings):
        groups.setdefault(forest.root(number), []).append(sighting)
    return list(groups.values())


def _join_by_name(sightings: list[Sighting], by_key: dict[Key, int], forest: "_Forest") -> None:
    """Equal names are one person, unless their handles say that they are several.

    A first name with the whole name in the address is that name, and so is one written without a blank, or with a number.
    """
    whole = {sighting.key.replace(" ", ""): sighting.key for sighting in sightings if " " in sighting.key}
    names = set(whole.values())
    by_name: dict[str, list[int]] = {}
    for number, sighting in enumerate(sightings):
        if sighting.key:
            by_name.setdefault(sighting.key, []).append(number)
            letters = _NUMBER.sub("", sighting.key)
            meant = whole.get(letters if len(letters) >= _LONG else "") or _in_address(sighting)
            if meant in names and meant != sighting.key:
                by_name.setdefault(meant, []).append(number)
        # Whoever commits in a forge's editor without a name is named by the handle.
        if sighting.key and (same := by_key.get(("handle", sighting.name.casefold()))) is not None:
            by_name[sighting.key].append(same)
    handles: dict[int, bool] = {}
    for number, sighting in enumerate(sightings):
        root = forest.root(number)
        handles[root] = handles.get(root, False) or bool(sighting.handles)
    for name in sorted(by_name):
        roots = list(dict.fromkeys(forest.root(number) for number in by_name[name]))
        if sum(handles[root] for root in roots) > 1:  # Two people of one name.
            roots = [root for root in roots if not handles[root]]
        for root in roots[1:]:
            known = handles[forest.root(roots[0])] or handles[root]
            forest.join(roots[0], root)
            handles[forest.root(root)] = known


def _in_address(sighting: Sighting) -> str:
    """The whole name that the address of somebody says who is written by one part of it: `Ana <ana.lima@…>`."""
    if " " in sighting.key or not sighting.author.email:
        return ""
    parts = _BETWEEN.split(sighting.author.email.partition("@")[0].casefold())
    return " ".join(parts) if len(parts) > 1 and sighting.key in (parts[0], parts[-1]) else ""


class _Forest:
    """Disjoint sets of numbers."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = number = self._parent[self._parent[number]]
        return number

    def join(self, one: int, other: int) -> None:
        """The smaller root stays, so the result does not depend on the order of joining."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

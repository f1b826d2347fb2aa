"""Classes: what can be said of an entry besides its words and its day, in two characters: its kind, its state and
its standing. They stand before the ids in every piece, so that counting needs nothing else.
"""

from typing import Literal, NamedTuple

from narrate.model.kinds import Kind

Standing = Literal[0, 1, 2]
"""0: something took its place. 1: as it was written. 2: settled: it is looked after, or it answers somebody."""

_FIRST, _BASE = 40, 85


class Class(NamedTuple):
    """A kind by its place in the list, a state by its place among the kind's (0: none), a standing."""

    kind: int
    state: int
    standing: Standing


class Classes:
    """The classes of a site, from the kinds in their order."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self._all: list[Class] = []
        self._codes: dict[tuple[str, str, int], str] = {}
        for place, kind in enumerate(kinds):
            for state, name in enumerate(("", *kind.states)):
                for standing in (0, 1, 2):
                    number = len(self._all)
                    code = chr(_FIRST + number // _BASE) + chr(_FIRST + number % _BASE)
                    self._codes[kind.name, name, standing] = code
                    self._all.append(Class(place, state, standing))

    def code(self, kind: str, state: str, standing: Standing) -> str:
        """The two characters of a class. A state that the kind does not have is none."""
        return self._codes.get((kind, state, standing)) or self._codes[kind, "", standing]

    def of(self, code: str) -> Class:
        """The class of two characters."""
        return self._all[(ord(code[0]) - _FIRST) * _BASE + ord(code[1]) - _FIRST]

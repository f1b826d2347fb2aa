"""Names of what is withheld, found in words that were written before anybody knew that it would be."""

import re
from collections.abc import Iterable

_WORDS = re.compile(r"\w+")
_FILES = re.compile(r"[^\s\"'`()\[\]{}<>,;]+\.(?:md|markdown)\b", re.IGNORECASE)


class Spoken:
    """Looks for names of more than one word: one word alone may mean anything. And for the names of files."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name.casefold().strip("@# ") for name in names) - {""}
        self._starting: dict[str, list[str]] = {}
        for name in sorted(self._names):
            words = _WORDS.findall(name)
            if len(words) > 1:
                self._starting.setdefault(words[0], []).append(name)

    def is_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        if not self._names:
            return False
        said = text.casefold()
        if any(name in said for word in set(_WORDS.findall(said)) for name in self._starting.get(word, ())):
            return True
        files = (file.rpartition("/")[2].rpartition(".")[0] for file in _FILES.findall(said))
        return not self._names.isdisjoint(files)

    def is_among(self, names: Iterable[str]) -> bool:
        """Whether one of them is among some names, in lower case."""
        return not self._names.isdisjoint(names)

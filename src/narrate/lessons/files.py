"""Files, arranged so that a pattern looks only at those that begin or end as it does.

Patterns are those of `.gitignore`, with braces. One that matches a folder matches every file below it.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

from pathspec.patterns.gitignore import GitIgnorePatternError
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from narrate.lessons.braces import alternatives

_SIGNS = "*?[]\\"
_LAST = "\U0010ffff"


class Files:
    """Files by their paths from the top of their repository, with `/`."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = {_normal(path): path for path in sorted(set(paths), reverse=True)}
        folders: set[str] = set()
        for path in self._files:
            folder = path.rpartition("/")[0]
            while folder and f"{folder}/" not in folders:
                folders.add(f"{folder}/")
                folder = folder.rpartition("/")[0]
        nodes = (*self._files, *folders)
        self._sorted = sorted(self._files)
        self._by_path = _Order((node, node) for node in nodes)
        self._by_name = _Order((_bare(node).rpartition("/")[2], node) for node in nodes)
        self._by_end = _Order((_bare(node)[::-1], node) for node in nodes)

    def first(self, pattern: str) -> str:
        """A file that the pattern matches; empty when there is none, or it is no pattern."""
        return next(filter(None, map(self._first, alternatives(_normal(pattern.strip())))), "")

    def _first(self, pattern: str) -> str:
        try:
            read = GitIgnoreSpecPattern(pattern)
        except (GitIgnorePatternError, ValueError):
            return ""
        if not read.include or read.regex is None:  # a comment, or what would leave something out
            return ""
        found = min((node for node in self._candidates(pattern) if read.regex.match(node)), default="")
        if found.endswith("/"):
            found = self._sorted[bisect_left(self._sorted, found)]
        return self._files.get(found, "")

    def _candidates(self, pattern: str) -> tuple[str, ...]:
        """The files and folders that begin and those that end as the pattern does, whichever are fewer."""
        bare = pattern.strip("/")
        anchored = "/" in pattern.rstrip("/")
        while bare.startswith("**/"):
            bare, anchored = bare[3:], False
        begin = next((at for at, sign in enumerate(bare) if sign in _SIGNS), len(bare))
        end = next((at for at, sign in enumerate(reversed(bare)) if sign in _SIGNS), len(bare))
        one_name = "/" not in bare
        order = self._by_path if anchored else self._by_name if one_name else None
        by_begin = order.beginning(bare[:begin]) if order else self._by_path.beginning("")
        by_end = self._by_end.beginning(bare[len(bare) - end :][::-1])
        return min(by_begin, by_end, key=len)


class _Order:
    """Files and folders in the order of something about them."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        ordered = sorted(pairs)
        self._keys = [key for key, _ in ordered]
        self._nodes = tuple(node for _, node in ordered)

    def beginning(self, with_: str) -> tuple[str, ...]:
        """Those whose key begins so."""
        if not with_:
            return self._nodes
        return self._nodes[bisect_left(self._keys, with_) : bisect_left(self._keys, with_ + _LAST)]


def particular(pattern: str) -> int:
    """How specific a pattern is: the number of its signs that stand for themselves."""
    return min(sum(sign not in _SIGNS for sign in each) for each in alternatives(pattern.strip()))


def _normal(path: str) -> str:
    """File systems and keyboards spell letters with marks differently."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _bare(node: str) -> str:
    return node.rstrip("/")

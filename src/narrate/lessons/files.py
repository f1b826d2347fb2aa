"""Files, arranged so that a pattern looks only at those that begin or end as it does.

Patterns are those of `.gitignore`, with braces. One that matches a folder matches every file below it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator

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

    def first(self, pattern: str, without: tuple[str, ...] = ()) -> str:
        """A file that the pattern matches; empty when there is none, or it is no pattern.

        `without`: further patterns; what one of them matches is left out.
        """
        left_out = tuple(regex for each in without for _, regex in _read(each))
        for one, regex in _read(pattern):
            for node in sorted(node for node in self._candidates(one) if regex.match(node)):
                for file in self._below(node):
                    if not any(other.match(file) for other in left_out):
                        return self._files[file]
        return ""

    def _below(self, node: str) -> Iterator[str]:
        """The file itself, or all files in a folder."""
        if not node.endswith("/"):
            yield node
            return
        for at in range(bisect_left(self._sorted, node), len(self._sorted)):
            if not self._sorted[at].startswith(node):
                return
            yield self._sorted[at]

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


def _read(pattern: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What a pattern stands for, each with the paths that it matches: nothing, when it is none."""
    for one in alternatives(_normal(pattern.strip())):
        try:
            read = GitIgnoreSpecPattern(one)
        except (GitIgnorePatternError, ValueError):
            continue
        if read.include and read.regex is not None:  # neither a comment nor what leaves something out
            yield one, read.regex


def _normal(path: str) -> str:
    """File systems and keyboards spell letters with marks differently."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _bare(node: str) -> str:
    return node.rstrip("/")

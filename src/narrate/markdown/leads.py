"""Leads: the words before a colon with which a line begins, for the links in that line.

What they mean is not known here; `Distilled from: [Warming the cache](…)` is a field of lessons (`model.leads`).
"""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from narrate.model.leads import LONGEST
from narrate.words import phrase, words

_EMPHASIS = frozenset(("strong_open", "strong_close", "em_open", "em_close"))
_BREAKS = frozenset(("softbreak", "hardbreak"))


_STATUS = phrase("Status")


@lru_cache(8)
def status_words(language: str) -> tuple[str, ...]:
    """What a section is called in which a text says its state, in lower case."""
    return _STATUS.casefold(), words(language).gettext(_STATUS).casefold()


class Leads(NamedTuple):
    """The lines of a block of text."""

    starts: tuple[int, ...]
    """The token with which each line begins."""
    words: tuple[str, ...]
    """The lead of each line, in lower case, or empty."""

    def at(self, index: int) -> str:
        """The lead of the line in which a token stands."""
        return self.words[self.line(index)]

    def line(self, index: int) -> int:
        """The number of that line."""
        return bisect_right(self.starts, index) - 1


def leads_of(tokens: list[Token], *, bare: bool = False) -> Leads:
    """The leads of a block. Only plain words count, emphasised or not: no link may stand before the colon.

    `bare`: what stands before the first link of a line is one, too, without a colon: `Supersedes [[Cold]]`.
    """
    starts, said = [0], [""]
    before, open_ = "", True
    for index, token in enumerate(tokens):
        if token.type in _BREAKS:
            starts.append(index + 1)
            said.append("")
            before, open_ = "", True
        elif not open_ or token.type in _EMPHASIS:
            continue
        elif token.type != "text":
            open_ = False
            if bare:
                said[-1] = before.strip().casefold()
        else:
            before += token.content
            open_ = ":" not in before and len(before) <= LONGEST
            if ":" in before[: LONGEST + 1]:
                said[-1] = before.partition(":")[0].strip().casefold()
    return Leads(tuple(starts), tuple(said))

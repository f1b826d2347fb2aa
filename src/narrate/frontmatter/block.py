"""What every format is read into: pairs of key and value with their places, and what was wrong."""

import re
from typing import Literal

import msgspec

from narrate.model.diagnostic import Place
from narrate.model.document import Value

Format = Literal["yaml", "toml", "json", "header"]

MAX_DEPTH = 32
"""How deep values may be nested. Front matter is flat; what is deeper is an accident or an attack."""


class Pair(msgspec.Struct, frozen=True, array_like=True):
    """A key with its value. `line` counts from 0 in the block, `column` from 1."""

    key: str
    value: Value
    line: int
    column: int


class Problem(msgspec.Struct, frozen=True):
    """Why a block is not valid. Line and column as in `Pair`; `help` may be empty."""

    line: int
    column: int
    message: str
    help: str = ""
    code: str = "front-matter-salvaged"


class Reading(msgspec.Struct, frozen=True):
    """A block as its format's reader understood it."""

    pairs: tuple[Pair, ...] = ()
    problem: Problem | None = None
    """The block is not valid; `pairs` is empty until `salvage` has read it."""
    mapping: bool = True
    """False for a block that is valid and holds no keys at all: prose between two rules."""
    notes: tuple[Problem, ...] = ()
    """What is odd in a block that could be read."""
    uncertain: int = -1
    """The line of something about visibility that cannot be read with certainty, or -1."""


class Written(msgspec.Struct, frozen=True):
    """The lines of a block and where they stand in the file."""

    path: str
    lines: tuple[str, ...]
    first: int
    """The number of the block's first line in the file, from 1."""

    def place(self, line: int, column: int = 1, width: int = 1) -> Place:
        """The place of a line of the block."""
        text = self.lines[line] if 0 <= line < len(self.lines) else ""
        return Place(self.path, self.first + line, column, max(1, min(width, len(text) + 1 - column)), text)

    def whole(self, line: int) -> Place:
        """The place of all that is written on a line of the block."""
        text = self.lines[line]
        start = len(text) - len(text.lstrip())
        return self.place(line, start + 1, len(text.strip()))

    def find(self, value: str, pair: Pair) -> Place:
        """The place where a value is written, searched from its key on; the key's when it is not found."""
        words = value.partition("\n")[0].strip()
        start = pair.column + len(pair.key) - 1
        for number in range(pair.line, min(len(self.lines), pair.line + 200)) if words else ():
            column = self.lines[number].find(words, start)
            if column >= 0:
                return self.place(number, column + 1, len(words))
            start = 0
        return self.place(pair.line, pair.column, len(pair.key))


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]+")


def clean(text: str) -> str:
    """A scalar without surrounding space, control characters and lone surrogates (JSON can write those)."""
    if text.isprintable():
        return text.strip()
    return _CONTROL.sub("", text).strip()


_KEYISH = re.compile(r"[\w.@$/+-]+(?: [\w-]+){0,2}")


def keyish(key: str) -> bool:
    """Whether it can be a key rather than the start of a sentence that has a colon."""
    return _KEYISH.fullmatch(key.strip()) is not None

"""Words: what can be searched for in a text. The specification is `tests/fixtures/words.json`, which the browser's twin
is held to as well.

A chunk is a run of letters and digits, a version (`3.11.7`), `C++` or `C#`. The first of its words is the chunk
itself, without marks and in small letters; the others are its parts: of `readFileSync` `read`, `file` and `sync`, of
`3.11.7` `3.11`. Where words are not separated (Chinese, Japanese, Thai, …) every two characters are a word, and so is each sign.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from narrate.search.fold import fold, fold_with_places

LONGEST = 64
"""Characters of a word: of longer ones (keys, encoded pictures) only the beginning counts."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FIRST_SIGN = "\u3400"
"""From here on characters have a meaning of their own."""
_CHUNK = re.compile(
    r"(?<![^\W_])[A-Za-z](?:\+\+|#(?![^\W_]))"
    r"|[0-9]+(?:\.[0-9]+)+"
    r"|[^\W_]+(?:['\u2019](?:[sdtm]|ll|re|ve)(?![^\W_]))?"
)
_PART = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_CAMEL = re.compile("[a-z0-9][A-Z]|[A-Z][A-Z][a-z]")
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def chunks(text: str) -> list[str]:
    """The chunks of a text, folded, in their order."""
    return _CHUNK.findall(fold(text))


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """The chunks with where they begin and end in the text as it is written."""
    folded, places = fold_with_places(text)
    for found in _CHUNK.finditer(folded):
        yield found[0], places[found.start()][0], places[found.end() - 1][1]


@lru_cache(200_000)
def words_of(chunk: str) -> tuple[str, ...]:
    """The words of a chunk, the whole first; each once."""
    whole = chunk.replace("\u2019", "'").partition("'")[0]
    if whole.isascii():
        return tuple(dict.fromkeys(word[:LONGEST] for word in _of_ascii(whole)))
    if _IS_UNSPACED.search(whole):
        return tuple(dict.fromkeys(word for run in _RUN.findall(whole) for word in _of_run(run)))
    return (_lower(whole),)


def _lower(word: str) -> str:
    """In small letters, of which Greek has two for one."""
    return word.lower().replace("ς", "σ")[:LONGEST]


def _of_ascii(whole: str) -> list[str]:
    if "." in whole:
        numbers = whole.split(".")
        return [whole, *(".".join(numbers[:count]) for count in range(len(numbers) - 1, 1, -1))]
    words = [whole.lower()]
    if _CAMEL.search(whole):
        words += [part.lower() for part in _PART.findall(whole) if len(part) > 1]
    return words


def _of_run(run: str) -> list[str]:
    if not _IS_UNSPACED.match(run):
        return [_lower(run)]
    pairs = [run[start : start + 2] for start in range(len(run) - 1)]
    return [*pairs, *(sign for sign in run if sign >= _FIRST_SIGN or not pairs)]


def asked(chunk: str) -> tuple[str, ...]:
    """The words that an entry must have to have a chunk: the whole; of unspaced writing every pair."""
    words = words_of(chunk)
    if not _IS_UNSPACED.search(chunk):
        return words[:1]
    return tuple(word for word in words if len(word) > 1) or words

"""Which of many words is one slip away from a word: found by what is left when one letter is taken out.

Two words that differ by one letter (one too many, one missing, another one, or two that changed places) have a rest in
common when a letter is taken out of one of them or both. So a table of rests finds them, however many words there are.
"""

from collections.abc import Iterable

_SHORTEST = 5
"""Below this many letters, words that differ by one are mostly different words."""
_LONGEST = 60
_SEPARATORS = str.maketrans("", "", "-_/. ")


class Closeness:
    """The words that something may be meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        self._by_letters: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            self._by_letters.setdefault(word.translate(_SEPARATORS), []).append(word)
            for rest in _rests(word):
                self._by_rest.setdefault(rest, []).append(word)

    def near(self, word: str) -> tuple[str, ...]:
        """Those that differ by one slip or by the signs between their parts, in alphabetical order; never `word` itself."""
        found = {other for other in self._by_letters.get(word.translate(_SEPARATORS), ()) if other != word}
        for rest in _rests(word):
            found.update(other for other in self._by_rest.get(rest, ()) if is_slip(word, other))
        return tuple(sorted(found))


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a plural's `s`, or by one letter that is neither the first one nor a digit."""
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    if long == f"{short}s":
        return len(short) >= _SHORTEST - 1
    if len(long) < _SHORTEST or len(short) < _SHORTEST - 1 or one[0] != other[0]:
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short):
        if short[start + 1 :] == long[start + 1 :]:
            return not (short[start].isdigit() or long[start].isdigit())
        swapped = short[start + 1 : start + 2] + short[start] + short[start + 2 :]
        return swapped == long[start:] and not any(c.isdigit() for c in short[start : start + 2])
    return len(long) == len(short) + 1 and short[start:] == long[start + 1 :] and not long[start].isdigit()


def _rests(word: str) -> set[str]:
    if len(word) > _LONGEST:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}

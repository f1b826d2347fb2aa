"""Folding: letters without their marks, so that whoever types `Grosse` finds `Größe`."""

import re
import unicodedata

_LETTERS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i",
}  # fmt: skip
"""Letters that no decomposition takes apart."""
_SHORT_I = re.compile("(?<=[иИ])\u0306")
_KEPT = "\ue000"


class _Unmarked(dict[int, str | None]):
    """A table for `str.translate` that learns each character once."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        folded = None if unicodedata.category(character)[0] == "M" else _LETTERS.get(character, character)
        self[code] = folded
        return folded


_UNMARKED = _Unmarked()


def fold(text: str) -> str:
    """Compatibility forms decomposed (NFKD), marks taken off, and what is left composed again. Case stays.

    The breve of `й` stays: it is a letter of its own, by which Russian words are stemmed.
    """
    if text.isascii():
        return text
    decomposed = _SHORT_I.sub(_KEPT, unicodedata.normalize("NFKD", text))
    unmarked = decomposed.translate(_UNMARKED).replace(_KEPT, "\u0306")
    return unicodedata.normalize("NFC", unmarked)


def fold_with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters where that of the text which it comes from begins and ends."""
    if text.isascii():
        return text, [(place, place + 1) for place in range(len(text))]
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _goes_on(text[end]):
            continue
        piece = fold(text[start:end])
        folded.append(piece)
        places += [(start, end)] * len(piece)
        start = end
    return "".join(folded), places


def _goes_on(character: str) -> bool:
    """Whether a character is part of the one before: a mark, or a later letter of a Korean syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"

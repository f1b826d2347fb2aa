"""Stems: the language's endings taken off, when the index is made. The browser needs no stemmer: it reads what came of it."""

from collections.abc import Callable
from functools import cache

from narrate.search.fold import fold

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""Snowball's name of a language, by the first part of its tag."""


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """What gives a folded word's stem, folded again; the word itself for a language that no algorithm is known for.

    Words with digits are names, and short ones have no endings.
    """
    name = _ALGORITHMS.get(language.partition("-")[0].lower(), "")
    if not name:
        return str

    import Stemmer

    if name not in Stemmer.algorithms():
        return str
    algorithm = Stemmer.Stemmer(name)

    def stem(word: str) -> str:
        return fold(algorithm.stemWord(word)) if len(word) > 2 and word.isalpha() else word

    return stem

"""The words that narrate itself says on a site, in the site's language: gettext catalogues, in `locale/`.

A template marks its texts with `_("…")`, Python with `phrase("…")`, and both are translated where they are printed. English
is what stands in the source; what a catalogue does not have stays English.
"""

import gettext
import io
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

SOURCE = "en"
"""The language of the texts in the source: it needs no catalogue."""

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa ha-Arab he ks nqo pa-Arab ps sd syr ug ur yi".split())
"""Languages that are written from right to left."""


def phrase(text: str) -> str:
    """The same text, which the catalogues are to have."""
    return text


def shipped(language: str) -> str:
    """The source of narrate's own catalogue of a language (`pt-BR`, else `pt`), or empty when there is none."""
    folder = files("narrate").joinpath("locale")
    for name in wider(language):
        found = folder.joinpath(f"{name}.po")
        if name != SOURCE and found.is_file():
            return found.read_text(encoding="utf-8")
    return ""


def wider(language: str) -> tuple[str, ...]:
    """A language and those that it is a form of: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = language.split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def direction(language: str) -> str:
    """`rtl` or `ltr`, as the language is written."""
    return "rtl" if RIGHT_TO_LEFT.intersection(wider(language)) else "ltr"


def translations(catalogues: Iterable[str]) -> gettext.NullTranslations:
    """What the sources of catalogues say together; where two of them have a text, the later one is right.

    Raises `ValueError` for a source that is none.
    """
    together = gettext.NullTranslations()
    for source in catalogues:
        if source:
            one = _read(source)
            one.add_fallback(together)
            together = one
    return together


@lru_cache(4)
def words(language: str) -> gettext.NullTranslations:
    """Narrate's own words in a language."""
    return translations((shipped(language),))


@lru_cache(8)
def _compiled(source: str) -> bytes:
    # Imported here: English, which most sites are in, does not need it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = io.BytesIO()
    try:
        write_mo(compiled, read_po(io.StringIO(source), abort_invalid=True))
    except PoFileError as error:
        raise ValueError(str(error)) from error
    return compiled.getvalue()


def _read(source: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(_compiled(source)))

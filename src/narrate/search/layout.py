"""Into how many pieces the index is cut, and in which of them something is. The more entries, the more pieces: what one
query fetches stays small. They double together, so that a new entry seldom moves anything.
"""

from zlib import crc32

import msgspec

FOLDER = "search"
SITE = f"{FOLDER}/site.json"
_BEGINNING = 2


class Layout(msgspec.Struct, frozen=True):
    """How many pieces there are of each sort: powers of two."""

    words: int
    terms: int
    entries: int

    def words_piece(self, word: str) -> str:
        """Where a word of the dictionary stands: with all that begin as it does."""
        return f"{FOLDER}/words/{_bucket(word[:_BEGINNING].rstrip(), self.words)}.txt"

    def terms_piece(self, term: str) -> str:
        """Where the entries of a term stand."""
        return f"{FOLDER}/terms/{_bucket(term, self.terms)}.txt"

    def entries_piece(self, id_: str) -> str:
        """Where an entry is described."""
        return f"{FOLDER}/entries/{_bucket(id_, self.entries)}.json"


def layout_of(entries: int) -> Layout:
    """The layout of a site with so many entries."""
    size = 1 << max(entries - 1, 0).bit_length()
    return Layout(
        words=min(max(size // 64, 4), 1024),
        terms=min(max(size // 8, 8), 4096),
        entries=min(max(size // 8, 4), 16384),
    )


def all_pieces(layout: Layout) -> tuple[str, ...]:
    """The names of all pieces of the dictionary and of the terms."""
    sorts = (("words", layout.words), ("terms", layout.terms))
    return tuple(f"{FOLDER}/{sort}/{number:x}.txt" for sort, count in sorts for number in range(count))


def facet_piece(facet: str, value: str) -> str:
    """Where the entries of a person, tag, … stand."""
    return f"{FOLDER}/by/{facet}/{value}.txt"


def _bucket(key: str, count: int) -> str:
    return f"{crc32(key.encode('utf-8', 'surrogatepass')) & (count - 1):x}"

"""A source: a file as it was found."""

import msgspec


class Source(msgspec.Struct, frozen=True, array_like=True):
    """A file below the content root. `path` is relative to it, with `/`."""

    path: str
    digest: bytes
    size: int


class Sources(msgspec.Struct, frozen=True):
    """Everything discovered: the documents to parse, and the names of all other files."""

    documents: tuple[Source, ...]
    """Markdown files, by path."""
    files: frozenset[str]
    """Paths of the other files that a link may lead to, not read yet."""

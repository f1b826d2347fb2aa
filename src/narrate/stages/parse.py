"""parse: every document read, from the store when its bytes have been parsed before."""

from collections.abc import Iterator
from zlib import crc32

import msgspec

from narrate.cache.digest import digest_of, program
from narrate.cache.store import Store
from narrate.model.config import MarkdownSettings
from narrate.model.document import Document, Text
from narrate.model.report import Progress
from narrate.stages.discover import Found
from narrate.workers import Workers

_DECODER = msgspec.msgpack.Decoder(tuple[Document, ...])
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")

_PIECES = 32
"""In how many pieces the documents are kept, by their paths."""

Parsed = tuple[Document, tuple[tuple[bytes, bytes], ...]]
"""A document, and its bodies, encoded, under their digests."""


def parse_one(settings: MarkdownSettings, task: tuple[str, bytes]) -> Parsed:
    """Parses one file. Runs in a worker; imports the parser only there."""
    from narrate.markdown.document import parse_document

    document, bodies = parse_document(task[0], task[1], settings)
    return document, tuple((digest, _ENCODER.encode(body)) for digest, body in bodies.items())


def _texts(document: Document) -> tuple[Text, ...]:
    return (document.text, *(section.text for section in document.sections))


def parse(
    found: Found, settings: MarkdownSettings, store: Store, workers: Workers, progress: Progress
) -> tuple[Document, ...]:
    """All documents, by path. What was parsed before, with the same program and settings, is not parsed again."""
    key = digest_of((program(), settings))
    pieces = [store.value(_name(number), key, _DECODER.decode) or () for number in range(_PIECES)]
    before = {document.path: document for piece in pieces for document in piece}
    documents: dict[str, Document] = {}
    todo: list[tuple[str, bytes]] = []
    for source in found.documents:
        known = before.get(source.path)
        if known is not None and known.digest == source.digest:
            documents[source.path] = known
        else:
            todo.append((source.path, found.content[source.path]))
    blobs: dict[bytes, bytes] = {}
    for done, (document, bodies) in enumerate(workers.map(parse_one, (settings,), todo), 1):
        documents[document.path] = document
        blobs.update(bodies)
        progress("parsed", done, len(todo))
    ordered = tuple(documents[source.path] for source in found.documents)
    if todo or len(ordered) != len(before):
        store.save("body", blobs.items(), _changed(ordered, pieces, key))
        store.keep_only("body", {text.body for document in ordered for text in _texts(document)})
    return ordered


def _name(number: int) -> str:
    return f"documents-{number}"


def _changed(
    documents: tuple[Document, ...], before: list[tuple[Document, ...]], key: bytes
) -> Iterator[tuple[str, bytes, bytes]]:
    """The pieces to write again: an edit changes one of them."""
    pieces: list[list[Document]] = [[] for _ in before]
    for document in documents:
        pieces[crc32(document.path.encode("utf-8", "surrogateescape")) % _PIECES].append(document)
    for number, (piece, old) in enumerate(zip(pieces, before, strict=True)):
        if len(piece) != len(old) or any(new is not known for new, known in zip(piece, old, strict=True)):
            yield _name(number), key, _ENCODER.encode(piece)

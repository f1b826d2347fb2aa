"""parse: every document read, from the store when its bytes have been parsed before."""

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
    kept = store.snapshot("documents", key)
    before = {document.path: document for document in _DECODER.decode(kept)} if kept else {}
    documents: dict[str, Document] = {}
    todo: list[tuple[str, bytes]] = []
    for source in found.documents:
        known = before.get(source.path)
        if known is not None and known.digest == source.digest:
            documents[source.path] = known
        else:
            todo.append((source.path, found.content[source.path]))
    if not todo and len(documents) == len(before):
        return tuple(before.values())
    blobs: dict[bytes, bytes] = {}
    for done, (document, bodies) in enumerate(workers.map(parse_one, (settings,), todo), 1):
        documents[document.path] = document
        blobs.update(bodies)
        progress("parsed", done, len(todo))
    ordered = tuple(documents[source.path] for source in found.documents)
    store.save("body", blobs.items(), [("documents", key, _ENCODER.encode(ordered))])
    store.keep_only("body", {text.body for document in ordered for text in _texts(document)})
    return ordered

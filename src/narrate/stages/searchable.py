"""searchable: the search index, kept from build to build.

What an entry contributes is kept under the digest of all that it follows from. When few entries changed, only what they
said is taken out of the pieces, and what they say is put in. The result is what a clean build makes, because the text of
a piece follows from what is in it alone.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from pathlib import Path

import msgspec

from narrate.cache.digest import digest, digest_of, program
from narrate.cache.store import Store
from narrate.model.config import Config
from narrate.model.document import Body
from narrate.model.index import Index
from narrate.model.report import Progress
from narrate.model.search import Searched, SearchIndex
from narrate.planners.searched import searched
from narrate.render.markdown_copy import text_of
from narrate.search.ids import ids_of
from narrate.search.inverted import Placed, edited_terms, edited_words, edits, whole
from narrate.search.layout import Layout, layout_of
from narrate.search.occurrences import Described, Occurrences, Speller, occurrences
from narrate.search.plain import Plain, plain
from narrate.search.stems import stemmer
from narrate.workers import Workers

_NAME = "search"
_FEW = 400
"""When more entries changed, all pieces are made anew: that is sooner done."""


class _Known(msgspec.Struct, frozen=True, array_like=True):
    """An entry in the index."""

    id: str
    code: str
    """Its class."""
    body: bytes
    key: bytes
    """The digest of all that its words follow from; the store has them under it."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    outline: bytes
    """The digest of everything but bodies that it was made for."""
    entries: dict[str, _Known]
    pieces: dict[str, bytes]


_NOTHING = _Kept(b"", {}, {})
_DECODE_KEPT = msgspec.msgpack.Decoder(_Kept).decode
_DECODE_OCCURRENCES = msgspec.msgpack.Decoder(Occurrences).decode
_DECODE_BODY = msgspec.msgpack.Decoder(Body).decode
_ENCODE = msgspec.msgpack.Encoder().encode


def searchable(
    index: Index, outline: bytes, config: Config, store: Store, workers: Workers, progress: Progress
) -> SearchIndex:
    """The search index of all entries. `outline`: the digest of everything but bodies that they are made of."""
    return begin_searchable(index, outline, config, store, workers, progress)()


def begin_searchable(
    index: Index, outline: bytes, config: Config, store: Store, workers: Workers, progress: Progress
) -> Callable[[], SearchIndex]:
    """The same in two steps: what entries contribute is known at once, and arranged in pieces when it is asked for. A build
    asks while its workers render.
    """
    kinds = [(kind.name, kind.states) for kind in config.kinds.kinds.values()]
    key = digest_of((program(), config.language, kinds))
    kept = store.value(_NAME, key, _DECODE_KEPT) or _NOTHING
    if kept.outline == outline:
        todo = [entry.url for entry in index.entries if kept.entries[entry.url].body != entry.text.body]
        wanted = tuple(searched(index, config, todo))
        known = {one.url: _known(one, kept.entries[one.url].id, config.language) for one in wanted}
        entries = kept.entries | known
    else:
        wanted = tuple(searched(index, config))
        ids = ids_of((one.url, one.date) for one in wanted)
        entries = known = {one.url: _known(one, ids[one.url], config.language) for one in wanted}
    if entries != kept.entries or not kept.pieces:
        there = {one.key for one in kept.entries.values()}
        unknown = [(known[one.url].key, one) for one in wanted if known[one.url].key not in there]
        _contribute(unknown, config.language, store, workers, progress)
    return cache(partial(_arranged, kept, _Kept(outline, entries, {}), key, store))


def _known(one: Searched, id_: str, language: str) -> _Known:
    said = (program(), language, one.title, one.named, one.names, one.body)
    return _Known(id_, one.code, one.body.digest if one.body else b"", digest_of(said))


# --- what entries contribute ----------------------------------------------------------------------


def _contribute(
    todo: list[tuple[bytes, Searched]], language: str, store: Store, workers: Workers, progress: Progress
) -> None:
    """Sees to it that the store has what each of these contributes, under its key."""
    todo = [(key, one) for key, one in todo if store.load(key) is None]
    blobs = []
    shared = (str(store.path.parent), language)
    for done, blob in enumerate(workers.map(contribute_one, shared, todo), 1):
        blobs.append(blob)
        progress("indexed", done, len(todo))
    store.save("occurrences", blobs)


def contribute_one(cache: str, language: str, task: tuple[bytes, Searched]) -> tuple[bytes, bytes]:
    """What one entry contributes, encoded, under its key. Runs in a worker."""
    key, one = task
    body = Plain((), ())
    if one.body is not None:
        store = _reading(cache, os.stat(cache).st_ino)
        body = plain(text_of(one.body, lambda ref: _DECODE_BODY(store.load(ref) or b"")))
    found = occurrences(Described(one.title, one.named, one.names), body, _speller(language))
    return key, _ENCODE(found)


@lru_cache(1)
def _speller(language: str) -> Speller:
    return Speller(stemmer(language))


@lru_cache(1)
def _reading(cache: str, _folder: int) -> Store:
    return Store(Path(cache), readonly=True)


# --- the pieces -----------------------------------------------------------------------------------


def _arranged(before: _Kept, now: _Kept, key: bytes, store: Store) -> SearchIndex:
    if now.entries != before.entries or not before.pieces:
        now = _updated(before, now, key, store)
    else:
        now = msgspec.structs.replace(now, pieces=before.pieces)
        if now.outline != before.outline:
            store.save("piece", (), [(_NAME, key, _ENCODE(now))])
    return SearchIndex(
        {url: one.id for url, one in now.entries.items()},
        {url: one.code for url, one in now.entries.items()},
        now.pieces,
    )


def _updated(before: _Kept, now: _Kept, key: bytes, store: Store) -> _Kept:
    """The index with its pieces, kept for the next time."""
    layout = layout_of(len(now.entries))
    old = [one for _, one in before.entries.items() - now.entries.items()]
    new = [one for _, one in now.entries.items() - before.entries.items()]
    anew = not before.pieces or layout != layout_of(len(before.entries)) or len(old) + len(new) > _FEW
    if anew:
        texts = dict(whole(_placed(now.entries.values(), store), layout))
    else:
        texts = _changed(before, tuple(_placed(old, store)), tuple(_placed(new, store)), layout, store)
    blobs = {path: text.encode() for path, text in texts.items()}
    digests = {path: digest(blob) for path, blob in blobs.items()}
    kept = msgspec.structs.replace(now, pieces=digests if anew else before.pieces | digests)
    named = [(digests[path], blob) for path, blob in blobs.items()]
    store.save("piece", named, [(_NAME, key, _ENCODE(kept))])
    store.keep_only("piece", set(kept.pieces.values()))
    store.keep_only("occurrences", {one.key for one in kept.entries.values()})
    return kept


def _changed(
    kept: _Kept, old: tuple[Placed, ...], new: tuple[Placed, ...], layout: Layout, store: Store
) -> dict[str, str]:
    """The pieces that differ with `new` in them instead of `old`."""

    def piece(path: str) -> str:
        return (store.load(kept.pieces[path]) or b"").decode()

    changes = edits(old, new, layout)
    texts = {path: edited_terms(piece(path), changed) for path, changed in changes.terms.items()}
    return texts | {path: edited_words(piece(path), changed) for path, changed in changes.words.items()}


def _placed(entries: Iterable[_Known], store: Store) -> Iterator[Placed]:
    for one in entries:
        yield Placed(one.id, one.code, _DECODE_OCCURRENCES(store.load(one.key) or b""))

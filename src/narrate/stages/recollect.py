"""recollect: what register and link made of the records, when they would make the same again.

All that these two compute follows from what is seen of the records from outside (`Document.outer`), from a few
settings, and from some files that links lead to. When none of that has changed, what was kept of the last time is
right, but for the bodies: they, and where things stand in a file, are taken from the records as they are now.
"""

from dataclasses import dataclass
from operator import attrgetter

import msgspec

from narrate.cache.digest import digest, digest_of, program
from narrate.cache.store import Store
from narrate.git.history import History
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Text
from narrate.model.entry import Entry, Record
from narrate.model.links import Drawn, Links
from narrate.model.registry import Registry
from narrate.stages.discover import Folder, Found
from narrate.stages.gate import Passed

_NAME = "connected"
_NO_TEXT = Text(b"", 0, "", (), (), (), ())
_SEEN = attrgetter("document.outer", *(name for name in Record.__struct_fields__ if name != "document"))


class Connected(msgspec.Struct, frozen=True):
    """Who and what there is and how it is connected."""

    key: bytes
    """The digest of everything that it follows from."""
    registry: Registry
    entries: tuple[Entry, ...]
    links: Links
    diagnostics: tuple[Diagnostic, ...]
    asked: dict[str, bytes | bool]
    """Of each file that was looked for its presence, of each that was read its digest."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    connected: Connected
    documents: dict[str, bytes]
    """The digest of each document at that time."""


_DECODER = msgspec.msgpack.Decoder(_Kept)


@dataclass(frozen=True)
class Watched(Folder):
    """A folder that notes what was asked of it."""

    asked: dict[str, bytes | bool]

    def read(self, path: str) -> bytes:
        """As `Folder.read`."""
        self.asked[path] = False
        content = super().read(path)
        self.asked[path] = digest(content)
        return content

    def has(self, path: str) -> bool:
        """As `Folder.has`."""
        there = super().has(path)
        self.asked.setdefault(path, there)
        return there


def key_of(
    passed: Passed, drawings: dict[str, Drawn], found: Found, history: History, config: Config
) -> bytes:
    """The digest of what is seen of the records, and of whatever else connects them."""
    return digest_of(
        (
            program(),
            [_SEEN(record) for record in passed.records],
            msgspec.structs.astuple(passed.withheld),
            drawings,
            sorted(found.files),
            (history.forge, history.branch, history.prefix),
            config,
            str(found.folder.root),
        )
    )


def recollect(key: bytes, passed: Passed, folder: Folder, store: Store) -> Connected | None:
    """What is kept under a key, with the bodies of today. None: it has to be made.

    Also None when a body that changed is shown inside another page, or something was found wrong in its file:
    where that stands now, only those know who look at it again.
    """
    kept = store.value(_NAME, key, _DECODER.decode)
    if kept is None or not _as_it_was(kept.connected.asked, folder):
        return None
    connected = kept.connected
    changed = {
        record.document.path
        for record in passed.records
        if kept.documents.get(record.document.path) != record.document.digest
    }
    if any(diagnostic.place.path in changed for diagnostic in connected.diagnostics):
        return None
    embedded = {edge.target for edge in connected.links.edges if edge.type == "embeds"} if changed else set()
    if any(entry.url in embedded and entry.path in changed for entry in connected.entries):
        return None
    records = {(record.document.path, record.section): record for record in passed.records}
    entries = tuple(_with_body(entry, records[entry.path, entry.section]) for entry in connected.entries)
    return msgspec.structs.replace(connected, entries=entries)


def keep(connected: Connected, passed: Passed, store: Store) -> None:
    """Keeps it for the next time; not what speaks of something withheld: its words are no longer the records'."""
    texts = {(record.document.path, record.section): record.text for record in passed.records}
    if all(entry.text is texts[entry.path, entry.section] for entry in connected.entries):
        entries = tuple(
            msgspec.structs.replace(entry, text=_NO_TEXT, places={}) for entry in connected.entries
        )
        documents = {record.document.path: record.document.digest for record in passed.records}
        kept = _Kept(msgspec.structs.replace(connected, entries=entries), documents)
        store.save("body", (), [(_NAME, connected.key, msgspec.msgpack.encode(kept))])


def _as_it_was(asked: dict[str, bytes | bool], folder: Folder) -> bool:
    return all(_ask(folder, path, known) == known for path, known in asked.items())


def _ask(folder: Folder, path: str, known: bytes | bool) -> bytes | bool:
    if isinstance(known, bool):
        return folder.has(path)
    try:
        return digest(folder.read(path))
    except OSError:
        return False


def _with_body(entry: Entry, record: Record) -> Entry:
    return msgspec.structs.replace(entry, text=record.text, places=record.document.front.places)

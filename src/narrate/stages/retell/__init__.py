"""retell: the passages that changed in maintained pages, from one version in Git to the next, as far as they may be told.

An earlier version may say what is withheld now. So a change is told without its passages, by date, person and subject
alone, when either version was a draft, was for a day or for a closer circle, or links to something that is withheld, or
when the page once lay in a folder that is for others. When in doubt nothing is shown.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from narrate.cache.digest import digest_of, program
from narrate.cache.store import Store
from narrate.git.command import find_repository
from narrate.git.revision import read_blobs
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.past import Edition, Passage, Reread, Retold, Story
from narrate.model.spoken import Spoken
from narrate.stages.gate import Withheld, visibility_at
from narrate.stages.retell.reread import Task, reread
from narrate.workers import Workers

_DECODER = msgspec.msgpack.Decoder(tuple[Reread, ...])
_AT_ONCE = 200
"""Pages whose versions are in memory at the same time."""
_COMPARED = 8
"""The newest editions of a page of which passages are told."""


def retell(
    entries: Iterable[Entry],
    withheld: Withheld,
    config: Config,
    root: Path,
    store: Store,
    workers: Workers,
    *,
    whole: bool,
) -> Retold:
    """What changed in each of the entries that have a story. Nothing when passages are not wanted.

    `whole`: whether these are all entries that there are; then what is kept of others is forgotten.
    """
    told = [entry for entry in entries if entry.story is not None]
    if not told or config.git.history != "passages":
        return {}
    closed = _Closed(withheld, config)
    keys = {entry.url: _key(entry, config) for entry in told}
    known: Retold = {}
    for entry in told:
        kept = store.load(keys[entry.url])
        if kept is not None:
            known[entry.url] = _DECODER.decode(kept)
    todo = [entry for entry in told if entry.url not in known]
    for start in range(0, len(todo), _AT_ONCE):
        new = _compare(todo[start : start + _AT_ONCE], config, root, workers)
        known |= new
        blobs = [(keys[url], msgspec.msgpack.encode(each)) for url, each in new.items()]
        store.save("passage", blobs)
    if todo and whole:
        store.keep_only("passage", set(keys.values()))
    return {
        entry.url: tuple(closed.without_hidden(each, entry) for each in known.get(entry.url, ()))
        for entry in told
    }


def _newest(story: Story) -> tuple[Edition, ...]:
    """The editions that are compared with the one before them, newest first."""
    return tuple(edition for edition in story.editions[::-1] if edition.before)[:_COMPARED]


def _fields(entry: Entry, config: Config) -> tuple[str, ...]:
    """The fields whose words are told: those in words of its kind that its page shows, and its state."""
    kind = config.kinds.kinds[entry.kind]
    shown = (field for field in kind.fields if not field.private and field.type in ("text", "state"))
    return tuple(field.name for field in shown if field.shown or field.type == "state")


def _key(entry: Entry, config: Config) -> bytes:
    story = entry.story
    pairs = [(each.before, each.blob) for each in _newest(story)] if story else []
    return digest_of((program(), config.markdown, entry.path, _fields(entry, config), pairs))


def _compare(entries: list[Entry], config: Config, root: Path, workers: Workers) -> Retold:
    """Reads the versions of some pages from Git, and compares them."""
    repository = find_repository(root)
    if repository is None:
        return {}
    wanted = {
        blob
        for entry in entries
        if entry.story
        for edition in _newest(entry.story)
        for blob in (edition.before, edition.blob)
    }
    blobs = read_blobs(repository, tuple(sorted(wanted)))
    settings = msgspec.structs.replace(config.markdown, highlight=False, math=False, diagrams=False)
    found: Retold = {}
    for kind in dict.fromkeys(entry.kind for entry in entries):
        alike = [entry for entry in entries if entry.kind == kind]
        tasks = [list(_tasks(entry, blobs)) for entry in alike]
        flat = [task for each in tasks for task in each]
        done = iter(list(workers.map(reread, (settings, _fields(alike[0], config)), flat)))
        for entry, each in zip(alike, tasks, strict=True):
            found[entry.url] = tuple(next(done) for _ in each)
    return found


def _tasks(entry: Entry, blobs: dict[str, bytes]) -> Iterator[Task]:
    """One for each edition; of what this clone does not have, nothing is compared."""
    for edition in _newest(entry.story) if entry.story else ():
        known = edition.before in blobs and edition.blob in blobs
        yield (entry.path, blobs[edition.before], blobs[edition.blob]) if known else (entry.path, b"", b"")


class _Closed:
    """What may not be told to those for whom the site is built."""

    def __init__(self, withheld: Withheld, config: Config) -> None:
        self._config = config
        reach = {name: distance for distance, name in enumerate(config.audiences)}
        self._audiences = frozenset(name for name, far in reach.items() if far <= reach[config.audience])
        self._spoken = Spoken(withheld.names)

    def without_hidden(self, one: Reread, entry: Entry) -> Reread:
        """The same, or nothing of its passages."""
        if self._may_be_told(one, entry):
            return one
        return msgspec.structs.replace(one, passages=(), more=False, hidden=True)

    def _may_be_told(self, one: Reread, entry: Entry) -> bool:
        if one.hidden or any(name.casefold() not in self._audiences for name in one.audiences):
            return False
        places = entry.story.places if entry.story else ()
        if self._config.folder_visibility and not all(map(self._is_open, places)):
            return False
        if self._spoken.is_among(one.named):
            return False
        return not any(self._spoken.is_in(_all_words(passage)) for passage in one.passages)

    def _is_open(self, place: str) -> bool:
        return bool(place) and visibility_at(place, self._config).casefold() in self._audiences


def _all_words(passage: Passage) -> str:
    return " ".join(run.text for run in passage)

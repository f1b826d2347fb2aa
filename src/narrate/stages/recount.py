"""recount: what Git says of how maintained pages came to say what they say.

Only for what the gate has passed, and only for a site's own readers. A page that was written once has no history. What
was said in a commit is asked for once and remembered: commits do not change.
"""

from pathlib import Path

import msgspec

from narrate.cache.store import Store
from narrate.git.authorship import People
from narrate.git.command import Repository, find_repository
from narrate.git.history import FileHistory, History, mailmap_of
from narrate.git.mailmap import read_mailmap
from narrate.git.memory import code_key
from narrate.git.said import Said, read_said
from narrate.git.versions import MOST, Step, unpack
from narrate.model.config import Config
from narrate.model.document import Author
from narrate.model.entry import Record
from narrate.model.moment import day
from narrate.model.past import Past, Version
from narrate.stages.gate import Passed

_NAME = "said"
_DECODER = msgspec.msgpack.Decoder(dict[str, Said])


def recount(
    passed: Passed, history: History, root: Path, config: Config, audience: str, store: Store
) -> Passed:
    """The same records, those of maintained kinds with their past."""
    kinds = config.kinds.kinds
    files = {
        record.document.path: file
        for record in passed.records
        if kinds[record.kind].maintained
        and record.section < 0
        and (file := history.files.get(record.document.path)) is not None
        and file.versions
    }
    if not files or config.git.history == "none" or audience != config.audience:
        return passed
    repository = find_repository(root)
    if repository is None:
        return passed
    steps = {path: unpack(file.versions, len(history.head)) for path, file in files.items()}
    said = _said(repository, {step.commit for each in steps.values() for step in each}, store)
    people = People(read_mailmap(mailmap_of(repository)), config.git.bots)
    pasts = {path: _past(steps[path], file, said, people, history.prefix) for path, file in files.items()}
    return msgspec.structs.replace(passed, records=tuple(_with_past(one, pasts) for one in passed.records))


def _with_past(record: Record, pasts: dict[str, Past]) -> Record:
    past = pasts.get(record.document.path) if record.section < 0 else None
    return msgspec.structs.replace(record, past=past) if past is not None and past.versions else record


def _said(repository: Repository, commits: set[str], store: Store) -> dict[str, Said]:
    """What was said in the commits, from the store, else from Git."""
    key = code_key(repository.program)
    known = store.value(_NAME, key, _DECODER.decode) or {}
    new = read_said(repository, commits - known.keys())
    if new:
        known = {commit: said for commit, said in known.items() if commit in commits} | new
        store.save("body", (), [(_NAME, key, msgspec.msgpack.encode(known))])
    return known


def _past(
    steps: tuple[Step, ...], file: FileHistory, said: dict[str, Said], people: People, prefix: str
) -> Past:
    """The versions that people made. One of which the clone knows too little is left out; what somebody did on one day is
    one version, whatever they committed on the way.
    """
    versions = []
    for step in steps:
        told = said.get(step.commit)
        persons = people.known_as(told.people) if told else ()
        if told and persons and step.blob:
            versions.append(Version(step.blob, step.before, told.date, persons, told.subject))
    is_cut = len(steps) > MOST
    places = tuple(path.removeprefix(prefix) if path.startswith(prefix) else "" for path in file.places)
    return Past(_by_day(versions[is_cut:]), bool(file.created) and not is_cut, places)


def _by_day(versions: list[Version]) -> tuple[Version, ...]:
    folded: list[Version] = []
    for version in versions:
        last = folded[-1] if folded else None
        if last and _sitting(last) == _sitting(version) and last.blob == version.before:
            said = max(last.subject, version.subject, key=len) if last.before else last.subject
            folded[-1] = msgspec.structs.replace(version, before=last.before, subject=said)
        else:
            folded.append(version)
    return tuple(version for version in folded if version.before != version.blob)


def _sitting(version: Version) -> tuple[str, tuple[Author, ...]]:
    return day(version.date), version.people

"""Which entries concern the files or the task that somebody is at.

An entry says so itself, in the fields of its kind that are declared with `concerns`. Nothing is guessed from its words.
"""

import re
from collections.abc import Iterator

import msgspec

from narrate.lessons.files import Files, particular
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kind
from narrate.stages.register.people import texts

_WORDS = re.compile(r"\w+")


class Concern(msgspec.Struct, frozen=True):
    """An entry, and why it is shown."""

    entry: Entry
    label: str
    """What sort of entry it is."""
    says: str
    """What it says that it is about, as written: a glob or a task."""
    file: str
    """One of the files that it concerns; empty when it is about the task."""
    successors: tuple[Entry, ...] = ()
    """What replaced it."""


def concerning(everything: Index, config: Config, files: Files, task: str = "") -> tuple[Concern, ...]:
    """The entries that concern any of the files, or the task: the most specific first, then the latest.

    What waits for an outcome is shown while it does. What no longer holds is shown when something replaced it that does
    not say itself that it concerns these files.
    """
    found: dict[str, Concern] = {}
    for entry in everything.entries:
        kind = config.kinds.kinds[entry.kind]
        concern = _concern(entry, kind, files, task)
        if concern is None or (kind.shelf in ("open", "running") and entry.state not in kind.open_states):
            continue
        successors = _successors(entry, everything)
        if successors or entry.state not in kind.ended_states:
            found[entry.url] = msgspec.structs.replace(concern, successors=successors)
    shown = [
        concern
        for concern in found.values()
        if not concern.successors or any(each.url not in found for each in concern.successors)
    ]
    shown.sort(key=lambda concern: concern.entry.url)
    shown.sort(key=lambda concern: max(concern.entry.updated, concern.entry.date), reverse=True)
    shown.sort(key=lambda concern: (not concern.file, -particular(concern.says)))
    return tuple(shown)


def _concern(entry: Entry, kind: Kind, files: Files, task: str) -> Concern | None:
    """Why an entry is shown: the most specific of its globs that matches, else what it says of the task."""
    everything = tuple(_said(entry, kind))
    left_out = tuple(each.strip()[1:] for each in everything if each.strip().startswith("!"))
    said = tuple(each for each in everything if not each.strip().startswith("!"))
    for glob in sorted(said, key=lambda glob: (-particular(glob), glob)):
        file = files.first(glob, left_out)
        if file:
            return Concern(entry, kind.label, glob, file)
    wanted = set(_WORDS.findall(task.casefold()))
    for each in said if wanted else ():
        if wanted <= set(_WORDS.findall(each.casefold())):
            return Concern(entry, kind.label, each, "")
    return None


def _said(entry: Entry, kind: Kind) -> Iterator[str]:
    for field in kind.fields:
        if field.concerns and field.name in entry.fields:
            value = entry.fields[field.name]
            yield from (value,) if field.type == "text" and isinstance(value, str) else texts(value)


def _successors(entry: Entry, everything: Index) -> tuple[Entry, ...]:
    """What replaced it in the end. Whoever is replaced in a circle has no successor."""
    seen, current, last = {entry.url}, [entry.url], dict[str, Entry]()
    while current:
        url = current.pop()
        newer = [
            edge.source
            for edge in everything.incoming.get(url, ())
            if edge.type == "supersedes" and edge.source in everything.by_url
        ]
        if not newer and url != entry.url:
            last[url] = everything.by_url[url]
        current += [each for each in newer if each not in seen]
        seen.update(newer)
    return tuple(last[url] for url in sorted(last))

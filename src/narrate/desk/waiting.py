"""What waits for somebody, as a value, and what is known when that is decided."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

import msgspec

from narrate.model.config import DeskSettings
from narrate.model.duration import ago
from narrate.model.entry import Entry
from narrate.model.flag import is_no
from narrate.model.index import Index
from narrate.model.kinds import Kind, Kinds

Group = Literal[
    "questions", "newcomers", "ready", "contradicted", "reviews", "ends", "at-risk", "orphans", "misspelt"
]

PUT_AWAY = "desk"
"""The field that takes whatever its page is about off the desk: `desk: off`."""


class Waiting(msgspec.Struct, frozen=True):
    """Something that waits for somebody."""

    group: Group
    entry: Entry | None = None
    """The entry it is about, when it is about one."""
    shown_by: tuple[Entry, ...] = ()
    """The entries that show it, newest first."""
    tag: str = ""
    """The id of the tag it is about."""
    meant: str = ""
    """For a misspelt tag: the id of the one that is meant."""
    person: str = ""
    """Who is new, or the only voice."""
    since: str = ""
    """The day since which it waits, or since which what shows it was written; empty: nobody can say."""


class Voices(Protocol):
    """Who knows about a tag, as far as it could be lost."""

    def only_voice(self, tag: str) -> str:
        """The one person who ever said something about it, or nothing."""
        ...

    def all_have_left(self, tag: str) -> bool:
        """Whether everybody who wrote about it has left."""
        ...

    def says_nothing(self, tag: str) -> bool:
        """Whether it is a label of everything, or one under which everybody writes."""
        ...

    def has_left(self, person: str) -> bool:
        """Whether they have left by today."""
        ...


@dataclass(frozen=True)
class Situation:
    """All that is known when it is decided what waits."""

    index: Index
    kinds: Kinds
    settings: DeskSettings
    declared: bool
    """Whether the repository was made for narrate: in others, folders and words may mean something else."""
    as_of: str
    voices: Voices
    tags: tuple[str, ...] = ()
    """The tags that may be used, when the team has a list."""

    def kind(self, entry: Entry) -> Kind:
        """What an entry is."""
        return self.kinds.kinds[entry.kind]

    def is_away(self, url: str) -> bool:
        """Whether the page at an address says that nothing about it belongs on the desk."""
        entry = self.index.by_url.get(url)
        return entry is not None and is_no(entry.fields.get(PUT_AWAY, ""))

    def ago(self, days: int) -> str:
        """The day that is so many days before today."""
        return ago(self.as_of, days)

    @cached_property
    def tag_entries(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each tag, newest first."""
        return {stream.id: stream.entries for stream in self.index.streams if stream.sort == "tag"}

    def answers_by_others(self, entry: Entry) -> tuple[Entry, ...]:
        """What others wrote to it: replies and answers."""
        by_url = self.index.by_url
        return tuple(
            by_url[edge.source]
            for edge in self.index.incoming.get(entry.url, ())
            if edge.type in ("replies-to", "answers")
            and edge.source in by_url
            and not set(by_url[edge.source].authors) <= set(entry.authors)
        )

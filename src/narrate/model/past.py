"""How a maintained page came to say what it says: its versions in Git, and the passages that changed."""

import msgspec

from narrate.model.document import Author


class Version(msgspec.Struct, frozen=True, array_like=True):
    """What a commit made of a page."""

    blob: str
    """The start of the id of its content."""
    before: str
    """The same of the version before; empty for the first."""
    date: str
    """By its author's clock (`moment`)."""
    people: tuple[Author, ...]
    """Who did it, as they want to be known; without bots."""
    subject: str
    """What they said about it."""


class Past(msgspec.Struct, frozen=True, array_like=True):
    """The versions of a page, oldest first."""

    versions: tuple[Version, ...]
    is_whole: bool
    """Whether the first of them is that with which it began: not in a shallow clone."""
    places: tuple[str, ...]
    """Every path that it ever had below the content root; empty for one that was elsewhere."""


class Editor(msgspec.Struct, frozen=True, array_like=True):
    """Somebody who changed a page: the id of a person of the site, or a name alone."""

    id: str
    name: str


class Edition(msgspec.Struct, frozen=True, array_like=True):
    """A version, with people by their ids and without addresses."""

    blob: str
    before: str
    date: str
    people: tuple[Editor, ...]
    subject: str


class Story(msgspec.Struct, frozen=True, array_like=True):
    """The editions of a page, oldest first."""

    editions: tuple[Edition, ...]
    is_whole: bool
    places: tuple[str, ...]


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Words that stayed (`same`), went (`gone`) or came (`new`)."""

    how: str
    text: str


Passage = tuple[Run, ...]
"""A paragraph that changed."""


class Reread(msgspec.Struct, frozen=True, array_like=True):
    """Two versions of a page compared, before anything is decided about who may see it."""

    passages: tuple[Passage, ...]
    more: bool
    """Whether more passages changed than are kept."""
    named: tuple[str, ...]
    """What the links of both versions name."""
    hidden: bool
    """Whether a version was not for everybody: by what it said itself (a draft, or for a day, or broken), or because of where
    it lay and what it named. Nobody is told what changed in it, nor whether anything did.
    """
    audiences: tuple[str, ...]
    """The audiences that the versions name."""


Retold = dict[str, tuple[Reread, ...]]
"""By address: of each edition that has passages to tell, the newest first, what changed."""

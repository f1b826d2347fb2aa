"""How an entry came to say what it says."""

from narrate.model.views.names import Ref
from narrate.model.views.view import View


class Piece(View, frozen=True):
    """Words of a passage. `how` is `same`, `gone` or `new`."""

    how: str
    text: str


class Passage(View, frozen=True):
    """A paragraph that changed: with a few words around what went and what came."""

    pieces: tuple[Piece, ...]


class Change(View, frozen=True):
    """A version of a page in Git: when it was made, by whom, and what was said about it."""

    date: str
    people: tuple[Ref, ...]
    """Who is no person of this site has no address."""
    subject: str
    """The first line of the message, or empty."""
    passages: tuple[Passage, ...]
    more: bool
    """Whether more changed than is told."""


class Past(View, frozen=True):
    """How a page came to say what it says, newest first."""

    changes: tuple[Change, ...]
    is_whole: bool
    """Whether the last of them is its beginning."""

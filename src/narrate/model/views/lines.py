"""Entries in lists: lines, days, periods, shelves, streams, threads."""

from narrate.model.views.names import KindRef, PersonRef, Ref, State
from narrate.model.views.view import View


class ReplyTo(View, frozen=True):
    """What an entry in a list replies to."""

    name: str
    href: str
    authors: tuple[PersonRef, ...]


class Line(View, frozen=True):
    """An entry in a list."""

    kind: KindRef
    title: str
    """Never empty: the first words when the entry has no title (then `titled` is false)."""
    titled: bool
    href: str
    authors: tuple[PersonRef, ...]
    teams: tuple[str, ...]
    """The names of the authors' teams."""
    date: str
    """Empty when unknown. For a maintained kind, when it was last changed."""
    starts: str
    """When it takes place, if its kind has a field for that."""
    summary: str
    tags: tuple[Ref, ...]
    state: State | None
    replies: int
    """How many entries reply to it or answer it."""
    voices: tuple[PersonRef, ...]
    """Who wrote these, in the order in which they came; some of them when they are many."""
    more_voices: bool
    """Whether there are others."""
    to: tuple[ReplyTo, ...]
    lessons: int
    """How many entries were distilled from it."""
    draft: bool
    lang: str
    """The language that it is written in, when that is not the site's."""


class Day(View, frozen=True):
    """The lines of one day; `date` is `YYYY-MM-DD` or empty for what has none."""

    date: str
    lines: tuple[Line, ...]
    above: tuple[Ref, ...] = ()
    """For entries without a date, where all of them are listed: the pages above them, from the top."""


class Period(View, frozen=True):
    """A period of a stream's archive that has a page of its own. `label` is `2026`, `2026-03` or `2026-03-04`."""

    label: str
    href: str
    count: int
    parts: "tuple[Period, ...]" = ()
    """The months of a year: where it has a page for each, and on the first page of an archive always."""


class Shelf(View, frozen=True):
    """A titled list of entries beside or above a stream: lessons, open questions, running probes, events to come."""

    name: str
    """A stable word for a class name: `lessons`, `open-questions`."""
    title: str
    href: str
    """Where all of them are, or empty."""
    lines: tuple[Line, ...]


class Reply(View, frozen=True):
    """A reply in a thread, with the replies to it."""

    line: Line
    replies: tuple["Reply", ...]
    section: Ref | None
    """The heading of this page that it is about."""
    is_answer: bool
    """Whether it answers the entry above it."""
    settles: bool
    """Whether it is the answer: no other is there, and the entry above it is not open all the same."""


class Stream(View, frozen=True):
    """The newest entries of a stream, or all of a period, with its archive."""

    days: tuple[Day, ...]
    periods: tuple[Period, ...]
    """Where the rest is; empty when everything is here."""
    more: str = ""
    """Where the archive starts, or empty."""
    order: str = "date"
    """`date`, or `state` for a kind whose boards come first."""

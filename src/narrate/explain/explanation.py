"""What there is to say of one file or address."""

import msgspec

from narrate.model.diagnostic import Diagnostic


class Fact(msgspec.Struct, frozen=True):
    """One thing that was decided."""

    label: str
    value: str
    why: str = ""
    """Where it comes from."""


class Connection(msgspec.Struct, frozen=True):
    """A link, seen from one of its ends."""

    type: str
    """`cites`, `replies-to`, …; of one that leads to no entry what it is: `broken`, `file`, `elsewhere`."""
    name: str
    """What the other end is called, or what was written."""
    where: str = ""
    """The other end: a path, an address of the site, or one elsewhere."""
    line: int = 0
    """Where it is written, in the file that writes it; 0 for a field."""


class Shown(msgspec.Struct, frozen=True):
    """A page that shows it."""

    url: str
    title: str
    how: str
    """`its own page`, `a stream`, `a stream and its feeds`, `embeds it`, `links to it`."""


class Explanation(msgspec.Struct, frozen=True):
    """All of it."""

    subject: str
    """The path, or the address of what has none."""
    facts: tuple[Fact, ...]
    out: tuple[Connection, ...] = ()
    back: tuple[Connection, ...] = ()
    related: tuple[Connection, ...] = ()
    """Those that its page names as being about the same; their type says why."""
    shown: tuple[Shown, ...] = ()
    parts: tuple["Explanation", ...] = ()
    """The timed entries of a daily log."""
    problems: tuple[Diagnostic, ...] = ()

"""Who knows about something, whom somebody converses with, how something was learned: with the entries that show it."""

from narrate.model.views.names import KindRef, PersonRef, Ref
from narrate.model.views.view import View


class Member(View, frozen=True):
    """A person in a list of people, with the entries that show what the list claims."""

    person: PersonRef
    evidence: tuple[Ref, ...]


class Evidence(View, frozen=True):
    """An entry that shows that somebody knows something. `how` is `wrote`, `replied`, `answered` or `distilled`."""

    name: str
    href: str
    how: str
    date: str


class Knower(View, frozen=True):
    """Somebody who knows about something, with the newest entries that show it."""

    person: PersonRef
    left: bool
    """Whether they have left."""
    evidence: tuple[Evidence, ...]


class Topic(View, frozen=True):
    """A tag that somebody knows about, with the newest entries that show it."""

    tag: Ref
    evidence: tuple[Evidence, ...]


class TrailStep(View, frozen=True):
    """An entry on a trail. `how` it came of the step before: `answered`, `cited`, …; empty for the first."""

    kind: KindRef
    entry: Ref
    people: tuple[PersonRef, ...]
    how: str
    skipped: int
    """How many steps before it are not shown."""


class Trail(View, frozen=True):
    """From where something began, over what was made of it, to the lesson in which it ended."""

    steps: tuple[TrailStep, ...]

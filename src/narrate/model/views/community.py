"""Views of a community's page: who belongs to it, and what it connects."""

from narrate.model.views import (
    Action,
    Article,
    Bars,
    Head,
    Line,
    LinkGroup,
    MemberGroup,
    PersonRef,
    Ref,
    Shelf,
    Site,
    Stream,
    View,
)
from narrate.model.views.network import Network


class Crossing(View, frozen=True):
    """An entry that crossed from one team to another: what somebody of the other team did with it."""

    entry: Ref
    people: tuple[PersonRef, ...]
    teams: tuple[Ref, ...]
    how: str
    """`answered`, `replied`, `cited`, `applied`, `contradicted` or `distilled`."""
    by: Ref
    by_people: tuple[PersonRef, ...]
    by_teams: tuple[Ref, ...]
    date: str


class SharedTag(View, frozen=True):
    """A tag that another community has in common with this one, and through whom; whoever wrote last comes first."""

    tag: Ref
    people: tuple[PersonRef, ...]


class SharedTags(View, frozen=True):
    """Another community, with the tags that it shares with this one."""

    community: Ref
    tags: tuple[SharedTag, ...]


class PulseRow(View, frozen=True):
    """One of the three things that a pulse shows: `voices`, `answered` or `distilled`."""

    name: str
    bars: Bars


class PulsePeriod(View, frozen=True):
    """A month or year in which something happened."""

    label: str
    voices: tuple[PersonRef, ...]
    """Who wrote here for the first time."""
    answered: tuple[Ref, ...]
    """Questions that were answered."""
    distilled: tuple[Ref, ...]
    """Lessons that were written."""


class Pulse(View, frozen=True):
    """How a community goes over time, as a drawing and as a table, newest first."""

    rows: tuple[PulseRow, ...]
    periods: tuple[PulsePeriod, ...]


class CommunityPage(View, frozen=True):
    """`community.html`."""

    site: Site
    head: Head
    name: str
    article: Article | None
    members: tuple[MemberGroup, ...]
    stewards: tuple[PersonRef, ...]
    tags: tuple[Ref, ...]
    start_here: tuple[Line, ...]
    links: tuple[LinkGroup, ...]
    """Who thanks it, mentions it, links to it."""
    shelves: tuple[Shelf, ...]
    desk: Ref | None
    """What waits for somebody, when anything does."""
    crossings: tuple[Crossing, ...]
    """The newest entries that crossed from one team to another because of it."""
    shared: tuple[SharedTags, ...]
    """Which tags it shares with which other communities."""
    pulse: Pulse | None
    """How it goes over time, when there is enough to show."""
    network: Network | None
    """How its people are connected, when there is enough to show."""
    stream: Stream
    actions: tuple[Action, ...] = ()

"""Views of a community's page: who belongs to it, and what it connects."""

from narrate.model.network import Network
from narrate.model.views import (
    Action,
    Article,
    Head,
    Line,
    MemberGroup,
    PersonRef,
    Ref,
    Shelf,
    Site,
    Stream,
    View,
)


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
    shelves: tuple[Shelf, ...]
    desk: Ref | None
    """What waits for somebody, when anything does."""
    network: Network | None
    """How its people are connected, when there is enough to show."""
    stream: Stream
    actions: tuple[Action, ...] = ()

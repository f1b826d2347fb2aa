"""The page of a team."""

from narrate.model.views.article import Article
from narrate.model.views.entry import LinkGroup
from narrate.model.views.lines import Shelf, Stream
from narrate.model.views.names import PersonRef, Ref
from narrate.model.views.site import Action, Head, Site
from narrate.model.views.view import View


class MemberGroup(View, frozen=True):
    """Members of a community from one team. `team` is None for people without one."""

    team: Ref | None
    people: tuple[PersonRef, ...]
    count: int


class TeamPage(View, frozen=True):
    """`team.html`."""

    site: Site
    head: Head
    name: str
    article: Article | None
    members: tuple[PersonRef, ...]
    communities: tuple[Ref, ...]
    """Which communities its members belong to."""
    links: tuple[LinkGroup, ...]
    """Who thanks it, mentions it, links to it."""
    shelves: tuple[Shelf, ...]
    desk: Ref | None
    """What waits for somebody, when anything does."""
    stream: Stream
    actions: tuple[Action, ...] = ()

"""The views of a desk: what waits for somebody."""

from narrate.model.views import Action, Article, Head, Line, PersonRef, Ref, Site, View


class DeskLine(View, frozen=True):
    """Something that waits. What it is about is `line` or `tag`; everything else may be empty."""

    line: Line | None
    """The entry it is about."""
    tag: Ref | None
    """The tag it is about."""
    meant: Ref | None
    """For a misspelt tag: the one that is probably meant."""
    person: PersonRef | None
    """Who is new, or who alone has spoken about the tag so far."""
    since: str
    """The day since which it waits, or on which what shows it began."""
    count: int
    """How many entries are ready to be distilled."""
    shown_by: tuple[Ref, ...]
    """The newest entries that show it."""
    actions: tuple[Action, ...]
    """What does something about it, on the forge."""
    command: str
    """What does something about it in a terminal, where there is no forge."""
    file: str
    """The file to edit, where neither a forge nor a command does something about it."""


class DeskGroup(View, frozen=True):
    """What waits for the same reason: at most five lines, or all of them on a page of their own.

    `name` is `questions`, `newcomers`, `ready`, `contradicted`, `reviews`, `ends`, `at-risk`, `orphans` or `misspelt`.
    """

    name: str
    title: str
    lines: tuple[DeskLine, ...]
    more: int
    """How many more there are on the page at `href`."""
    href: str
    """Where all of them are listed, or empty."""


class DeskPage(View, frozen=True):
    """`desk.html`: what waits for somebody on the whole site, in a community or in a team."""

    site: Site
    head: Head
    title: str
    of: Ref | None
    """The community or team; None for the whole site. On the page of a group, the desk that it is of."""
    group: str
    """The name of the group that all of this page is, where a desk has no room for it; else empty."""
    article: Article | None
    groups: tuple[DeskGroup, ...]
    desks: tuple[Ref, ...]
    """The other desks: on that of the site those of communities and teams, on these that of the site."""
    actions: tuple[Action, ...] = ()

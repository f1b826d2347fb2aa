"""The pages that list entries: home, a tag, a kind, an archive; and those that list people, groups and tags."""

from narrate.model.views.article import Article, FieldLine
from narrate.model.views.knowing import Knower
from narrate.model.views.lines import Line, Shelf, Stream
from narrate.model.views.names import KindRef, PersonRef, Ref
from narrate.model.views.site import Action, Head, Site
from narrate.model.views.use import Bars, Use
from narrate.model.views.view import View


class BoardLine(View, frozen=True):
    """An entry on a board, with what its kind tells of it."""

    line: Line
    fields: tuple["FieldLine", ...]
    """Those that its kind tells (`told`); and its end, while it is open."""
    led_to: tuple[Ref, ...]
    """What was distilled from it, or came of it."""


class Board(View, frozen=True):
    """The entries of a kind that are in one state, which is the `name`; of one without states, those by what they tell."""

    name: str
    title: str
    lines: tuple[BoardLine, ...]


class IndexItem(View, frozen=True):
    """A line of an index of people, teams, communities or tags."""

    name: str
    href: str
    person: PersonRef | None
    note: str
    """A short description, team names, or other names."""
    count: int
    """How many entries it leads to; not for people (nobody is counted): 0."""
    bars: Bars | None = None
    """For a tag: its use over the time of the site."""
    children: tuple["IndexItem", ...] = ()
    """Narrower tags."""
    inbox: Ref | None = None
    """For a person: the page of what others wrote to them, when there is something."""


class IndexGroup(View, frozen=True):
    """Items under a letter, or of a team. `title` may be empty."""

    title: str
    items: tuple[IndexItem, ...]


class HomePage(View, frozen=True):
    """`home.html`: the stream of everybody."""

    site: Site
    head: Head
    intro: Article | None
    stream: Stream
    shelves: tuple[Shelf, ...]
    actions: tuple[Action, ...] = ()


class TagPage(View, frozen=True):
    """`tag.html`."""

    site: Site
    head: Head
    name: str
    article: Article | None
    names: tuple[str, ...]
    children: tuple[Ref, ...]
    neighbours: tuple[Ref, ...]
    """Tags that often stand beside it."""
    communities: tuple[Ref, ...]
    """Communities that care for it."""
    people: tuple[Knower, ...]
    """Who knows about it, whoever showed it last first."""
    only_voice: PersonRef | None
    """The one person who ever said something about it."""
    all_left: bool
    """Whether everybody who wrote about it has left."""
    use: Use | None
    """How often it was written about over time, when there is enough to show."""
    shelves: tuple[Shelf, ...]
    stream: Stream
    actions: tuple[Action, ...] = ()


class KindPage(View, frozen=True):
    """`kind.html`: all entries of one kind."""

    site: Site
    head: Head
    name: str
    kind: KindRef
    article: Article | None
    shelves: tuple[Shelf, ...]
    boards: tuple[Board, ...]
    """Its entries by state, when the kind has states; however it went, in the same size."""
    stream: Stream
    actions: tuple[Action, ...] = ()


class ArchivePage(View, frozen=True):
    """`archive.html`: a year, month or day of a stream, or the archive's own start."""

    site: Site
    head: Head
    of: Ref
    """The stream it is part of."""
    label: str
    """`2026`, `2026-03`, `2026-03-04`, `undated`, or empty for the start of an archive."""
    article: Article | None
    up: Ref | None
    previous: Ref | None
    next: Ref | None
    stream: Stream
    actions: tuple[Action, ...] = ()


class IndexPage(View, frozen=True):
    """`index.html`: an index of people, teams, communities or tags. `name` is that word."""

    site: Site
    head: Head
    name: str
    title: str
    article: Article | None
    groups: tuple[IndexGroup, ...]
    further: tuple[Ref, ...]
    """Other pages about all of them, those there are: asks and offers, the network."""
    actions: tuple[Action, ...] = ()

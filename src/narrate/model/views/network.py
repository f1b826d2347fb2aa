"""Views of the network: who answers, cites and mentions whom, and which communities connect which teams."""

from narrate.model.views import Action, Article, Head, PersonRef, Ref, Site, View


class DrawnNode(View, frozen=True):
    """A person, or a team, in the drawing: a line of it, `y` units from above."""

    name: str
    """As much of the name as there is room for."""
    full: str
    """All of it, when that is more; else empty."""
    href: str
    y: int
    leader: str
    """The path from the name to its arcs; empty when it has none."""
    lit: str
    """The path of all its arcs, to be shown when somebody points at it."""


class DrawnBand(View, frozen=True):
    """A team with the lines of its people. `href` is empty for those who have none."""

    name: str
    href: str
    y: int
    """Of its name."""
    top: int
    bottom: int


class DrawnBridge(View, frozen=True):
    """A community: a line down the drawing, with a dot for each member."""

    name: str
    full: str
    href: str
    x: int
    y: int
    """Of its name, where the line begins."""
    bottom: int
    """Where it ends."""
    dots: tuple[int, ...]
    tone: int
    """A colour, 0 to 5."""
    wide: bool
    """Whether its members come from more than one team."""


class DrawnArcs(View, frozen=True):
    """All arcs of one sort, as one path. `how` is `answers`, `cites` or `mentions`."""

    how: str
    across: bool
    """Whether they lead from one team to another."""
    path: str
    heads: str
    """The path of their arrow heads."""


class Drawing(View, frozen=True):
    """An arc diagram, in units of the size of a pixel at the usual size of text."""

    width: int
    height: int
    names: int
    """Where names begin."""
    bands: tuple[DrawnBand, ...]
    bridges: tuple[DrawnBridge, ...]
    arcs: tuple[DrawnArcs, ...]
    nodes: tuple[DrawnNode, ...]


class BridgeLine(View, frozen=True):
    """A community with the teams that it connects."""

    community: Ref
    teams: tuple[Ref, ...]
    people: tuple[PersonRef, ...]


class TieLine(View, frozen=True):
    """A person with those whom they answered, cited or mentioned: names that lead to the newest entry that shows it."""

    person: PersonRef
    left: bool
    answers: tuple[Ref, ...]
    cites: tuple[Ref, ...]
    mentions: tuple[Ref, ...]


class Network(View, frozen=True):
    """The network of a site or of a community: a drawing, the same as tables, and as files."""

    drawing: Drawing
    sort: str
    """What the lines of the drawing are: `people` or `teams`."""
    whole: bool
    """Whether all of the tables is drawn; else the newest."""
    listed: bool
    """Whether all is in the tables; else the newest, and the files have all."""
    bridges: tuple[BridgeLine, ...]
    ties: tuple[TieLine, ...]
    files: tuple[Ref, ...]


class NetworkPage(View, frozen=True):
    """`network.html`: how the people of a site are connected."""

    site: Site
    head: Head
    title: str
    article: Article | None
    network: Network | None
    """Nothing when a page leads here, and too little has happened to show any."""
    actions: tuple[Action, ...] = ()


# --- files for programs ---------------------------------------------------------------------------


class GraphNode(View, frozen=True):
    """A person, team or community. `id` is `people/ana`; the address is absolute."""

    id: str
    sort: str
    name: str
    url: str


class GraphEdge(View, frozen=True):
    """What leads from one to another: `answers`, `cites`, `mentions`, or `member` of a team or community."""

    source: str
    how: str
    target: str
    entry: str
    """The absolute address of the newest entry that shows it; empty for members, who say so in their own page."""
    date: str


class Graph(View, frozen=True):
    """The network for programs, all of it: as GraphML, or as CSV."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]

"""The pages of people: their own, their inbox, what they ask for and offer."""

from narrate.model.views.article import Article
from narrate.model.views.entry import LinkGroup
from narrate.model.views.knowing import Member, Topic, Trail
from narrate.model.views.lines import Line, Shelf, Stream
from narrate.model.views.names import PersonRef, Ref
from narrate.model.views.site import Action, Head, Site
from narrate.model.views.view import View


class Said(View, frozen=True):
    """What somebody asks for or offers, in their own words."""

    person: PersonRef
    text: str
    tags: tuple[Ref, ...]
    """The tags that the words name: their pages say who knows about them."""
    matches: tuple["Said", ...]
    """What others say of one of these tags from the other side: who offers what is asked for, who asks for it."""


class PersonPage(View, frozen=True):
    """`person.html`. `article` is None for somebody without a page of their own."""

    site: Site
    head: Head
    person: PersonRef
    article: Article | None
    teams: tuple[Ref, ...]
    communities: tuple[Ref, ...]
    handles: tuple[str, ...]
    now: tuple[str, ...]
    """What they say they are on."""
    now_since: str
    """The day on which their page was changed last, or empty."""
    asks: tuple[str, ...]
    offers: tuple[str, ...]
    joined: str
    left: str
    gone: bool
    """Whether that day has come."""
    topics: tuple[Topic, ...]
    """What they can be asked about, what they showed last first."""
    converses: tuple[Member, ...]
    """Whom they converse with."""
    trails: tuple[Trail, ...]
    """The newest trails on which they took a step."""
    links: tuple[LinkGroup, ...]
    shelves: tuple[Shelf, ...]
    inbox: Ref | None
    """What is for them, when there is anything."""
    stream: Stream
    actions: tuple[Action, ...] = ()


class Due(View, frozen=True):
    """Something that its authors are to read again."""

    line: Line
    date: str
    """The day by which they wanted to."""
    actions: tuple[Action, ...]


class InboxLine(View, frozen=True):
    """An entry by somebody else that is for a person."""

    line: Line
    why: str
    """`answers`, `applies`, `contradicts`, `thanks` or `mentions`; empty for a reply, which the line says."""
    about: Ref | None
    """What of theirs it answers, puts to use or contradicts."""
    sentence: str
    """The sentence that mentions them, plain text."""


class InboxDay(View, frozen=True):
    """What came on one day; `date` is empty for what has none."""

    date: str
    lines: tuple[InboxLine, ...]


class InboxPage(View, frozen=True):
    """`inbox.html`: what is for a person: replies, answers, uses of their lessons, mentions and thanks."""

    site: Site
    head: Head
    person: PersonRef
    due: tuple[Due, ...]
    """What of theirs is past its review."""
    days: tuple[InboxDay, ...]
    """The newest of what others wrote."""
    rest: Stream
    """The periods in which the older ones are."""
    actions: tuple[Action, ...] = ()


class MentoringPage(View, frozen=True):
    """`mentoring.html`: what people ask for and what they offer."""

    site: Site
    head: Head
    title: str
    article: Article | None
    asks: tuple[Said, ...]
    offers: tuple[Said, ...]
    actions: tuple[Action, ...] = ()

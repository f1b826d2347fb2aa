"""The page of an entry, and what stands around it."""

from narrate.model.links import BodyRef
from narrate.model.views.article import Article
from narrate.model.views.knowing import Knower
from narrate.model.views.lines import Line, Reply
from narrate.model.views.names import KindRef, PersonRef, Ref, State
from narrate.model.views.past import Past
from narrate.model.views.site import Action, Head, Site
from narrate.model.views.view import View


class LinkLine(View, frozen=True):
    """One end of a link, seen from the other: who links here, in which sentence."""

    kind: KindRef | None
    title: str
    href: str
    authors: tuple[PersonRef, ...]
    date: str
    sentence: str
    state: State | None
    section: str = ""
    """The text of the heading to which the link leads, or empty."""
    fields: tuple[str, ...] = ()
    """For what an entry replies to: the labels of its fields that name the same, `contradicts`."""


class LinkGroup(View, frozen=True):
    """Links of one type in one direction. `name` is a stable word (`cited-by`, `distils`), `title` is for people."""

    name: str
    title: str
    links: tuple[LinkLine, ...]
    more: bool = False
    """Whether there are older ones."""


class TrackRecord(View, frozen=True):
    """What came of an entry where it was put to use, newest first: it helped, or it did not hold."""

    applied: tuple[LinkLine, ...]
    failed: tuple[LinkLine, ...]


class Learned(View, frozen=True):
    """A lesson that there was under an entry's tags when the entry was written."""

    line: Line
    tags: tuple[Ref, ...]
    """The tags that both have."""


class Related(View, frozen=True):
    """An earlier entry that nothing links with this one and that is about the same, with what speaks for it."""

    kind: KindRef
    title: str
    href: str
    authors: tuple[PersonRef, ...]
    date: str
    state: State | None
    lang: str
    """The language that it is written in, when that is not the site's."""
    targets: tuple[Ref, ...]
    """What both link to, here and elsewhere."""
    sources: tuple[Ref, ...]
    """What links to both."""
    tags: tuple[Ref, ...]
    """The rare ones that both carry."""
    people: tuple[PersonRef, ...]
    """Who wrote or is named in both."""


class Notice(View, frozen=True):
    """What somebody should know before they rely on an entry. Everything may be empty."""

    superseded_by: tuple[Ref, ...]
    review_by: str
    """The day by which it was to be read again, when that is past."""
    looked_at: str
    """Then: the day on which somebody looked at it last, or empty."""


class Answer(View, frozen=True):
    """What answers a question, shown with it."""

    line: Line
    body: BodyRef | None
    """The whole of it, when it is short."""
    settles: bool
    """Whether it is the answer: no other is there."""


class DayPart(View, frozen=True):
    """A timed entry on the page of its day."""

    article: Article
    line: Line
    """How it stands in lists: who replied to it."""


class Connections(View, frozen=True):
    """What stands around an entry. Everything may be empty, and then does not show."""

    answers: tuple[LinkLine, ...]
    """What this entry replies to; without an address what is not here."""
    links: tuple[LinkGroup, ...]
    thread: tuple[Reply, ...]
    previous: Ref | None
    next: Ref | None
    """The same person's entries before and after."""
    replied_before: Ref | None
    replied_after: Ref | None
    """The replies before and after this one, to what it replies to."""


class EntryPage(View, frozen=True):
    """`entry.html`: an entry."""

    site: Site
    head: Head
    article: Article
    notice: Notice
    answered: tuple[Answer, ...]
    """What answers it."""
    record: TrackRecord
    past: Past | None
    learned: tuple[Learned, ...]
    """What had been learned under its tags when it was written."""
    connections: Connections
    related: tuple[Related, ...]
    """Earlier entries about the same, what most speaks for first."""
    might_know: tuple[Knower, ...]
    """For what waits for an answer: who had written about its tags by then, whoever did last first."""
    day: Ref | None
    """The daily log it is part of."""
    parts: tuple[DayPart, ...]
    """The timed entries of a day, when this is the page of a daily log."""
    actions: tuple[Action, ...] = ()

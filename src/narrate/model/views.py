"""Views: small frozen values, each holding exactly what one template may read.

A page is a pure function of its view. Addresses in views are ready to print: `href` has the site's base
path and is root-relative; `url` is absolute. Dates are ISO 8601 text (`2026-03-04` or with a time).
Names ending in `Page` are the views of whole pages: the field `site` is common to all of them.
"""

from typing import Any

import msgspec

from narrate.model.links import BodyRef


class View(msgspec.Struct, frozen=True, array_like=True):
    """Base of every view: frozen and comparable, encoded in the order of its fields."""


# --- pieces ---------------------------------------------------------------------------------------


class Ref(View, frozen=True):
    """A name that leads somewhere. `href` may be empty."""

    name: str
    href: str = ""


class PersonRef(View, frozen=True):
    """A person in a byline or list. The mark is drawn from `initials` and `hue` (0–359) when there is no picture."""

    name: str
    href: str
    initials: str
    hue: int
    picture: str = ""
    listed: bool = True


class KindRef(View, frozen=True):
    """A kind beside an entry: `mark` names a shape, `label` is always readable (`lesson`)."""

    name: str
    label: str
    mark: str


class State(View, frozen=True):
    """An entry's state. `tone` is `open`, `ended` or `plain`."""

    name: str
    label: str
    tone: str


class FeedLink(View, frozen=True):
    """A feed of the page. `type` is a media type."""

    title: str
    href: str
    type: str


class ReplyTo(View, frozen=True):
    """What an entry in a list replies to."""

    name: str
    href: str
    authors: tuple[PersonRef, ...]


class Line(View, frozen=True):
    """An entry in a list."""

    kind: KindRef
    title: str
    """Never empty: the first words when the entry has no title (then `titled` is false)."""
    titled: bool
    href: str
    authors: tuple[PersonRef, ...]
    teams: tuple[str, ...]
    """The names of the authors' teams."""
    date: str
    """Empty when unknown. For a maintained kind, when it was last changed."""
    summary: str
    tags: tuple[Ref, ...]
    state: State | None
    replies: int
    """How many entries reply to it or answer it."""
    voices: tuple[PersonRef, ...]
    """Who wrote these, in the order in which they came; some of them when they are many."""
    more_voices: bool
    """Whether there are others."""
    to: tuple[ReplyTo, ...]
    lessons: int
    """How many entries were distilled from it."""
    draft: bool
    lang: str
    """The language that it is written in, when that is not the site's."""


class Day(View, frozen=True):
    """The lines of one day; `date` is `YYYY-MM-DD` or empty for what has none."""

    date: str
    lines: tuple[Line, ...]


class Period(View, frozen=True):
    """A period of a stream's archive that has a page of its own. `label` is `2026`, `2026-03` or `2026-03-04`."""

    label: str
    href: str
    count: int


class Shelf(View, frozen=True):
    """A titled list of entries beside or above a stream: lessons, open questions, running probes, events to come."""

    name: str
    """A stable word for a class name: `lessons`, `open-questions`."""
    title: str
    href: str
    """Where all of them are, or empty."""
    lines: tuple[Line, ...]


class BoardLine(View, frozen=True):
    """An entry on a board, with what its kind tells of it."""

    line: Line
    fields: tuple["FieldLine", ...]
    """Those that its kind tells (`told`); and its end, while it is open."""
    led_to: tuple[Ref, ...]
    """What was distilled from it, or came of it."""


class Board(View, frozen=True):
    """The entries of a kind that are in one state. `name` is the state."""

    name: str
    title: str
    lines: tuple[BoardLine, ...]


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
    """The text of the heading of this page that the link leads to, or empty."""


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


class Piece(View, frozen=True):
    """Words of a passage. `how` is `same`, `gone` or `new`."""

    how: str
    text: str


class Passage(View, frozen=True):
    """A paragraph that changed: with a few words around what went and what came."""

    pieces: tuple[Piece, ...]


class Change(View, frozen=True):
    """A version of a page in Git: when it was made, by whom, and what was said about it."""

    date: str
    people: tuple[Ref, ...]
    """Who is no person of this site has no address."""
    subject: str
    """The first line of the message, or empty."""
    passages: tuple[Passage, ...]
    more: bool
    """Whether more changed than is told."""


class Past(View, frozen=True):
    """How a page came to say what it says, newest first."""

    changes: tuple[Change, ...]
    is_whole: bool
    """Whether the last of them is its beginning."""


class Notice(View, frozen=True):
    """What somebody should know before they rely on an entry. Everything may be empty."""

    superseded_by: tuple[Ref, ...]
    review_by: str
    """The day by which it was to be read again, when that is past."""
    looked_at: str
    """Then: the day on which somebody looked at it last, or empty."""


class Bars(View, frozen=True):
    """How something went over time: a bar for each month or year."""

    path: str
    """Of all bars, in a drawing of `width` and `height`."""
    width: int
    height: int
    first: str
    """The period with which it begins: `2026-03`, or `2026`."""
    last: str


class UsePeriod(View, frozen=True):
    """A month or year, and how many entries there are of it."""

    label: str
    count: int


class Use(View, frozen=True):
    """How often something was written about over time, as a drawing and as a table, newest first."""

    bars: Bars
    periods: tuple[UsePeriod, ...]


class Reply(View, frozen=True):
    """A reply in a thread, with the replies to it."""

    line: Line
    replies: tuple["Reply", ...]
    section: Ref | None
    """The heading of this page that it is about."""
    is_answer: bool
    """Whether it is what answers the entry above it."""


class Answer(View, frozen=True):
    """What answers a question, shown with it."""

    line: Line
    body: BodyRef | None
    """The whole of it, when it is short."""


class FieldLine(View, frozen=True):
    """A field of the entry's kind that has a value. Dates and durations are ISO 8601; `links` may lack an `href`."""

    name: str
    label: str
    type: str
    """As `kinds.FieldType`."""
    text: str
    """For text, date, duration, flag and state."""
    refs: tuple[Ref, ...]
    """For links, people, tags, list and url."""


class HeadingRef(View, frozen=True):
    """A line of a table of contents."""

    level: int
    text: str
    id: str


class NavItem(View, frozen=True):
    """A line of the site's navigation. `name` is a stable word; `children` is empty except for kinds."""

    name: str
    title: str
    href: str
    children: tuple["NavItem", ...] = ()


class Site(View, frozen=True):
    """What every page knows of the site."""

    title: str
    language: str
    home: str
    """The base path: `/` or `/wol/`."""
    root: str
    """The absolute address of the base path."""
    theme: str
    """The base of the theme's static files, ending in `/`."""
    csp: str
    nav: tuple[NavItem, ...]
    opml: str
    footer: str
    search: str = ""
    """The address of the page that searches, or empty."""


class Head(View, frozen=True):
    """What stands in a page's `<head>` besides the site's own."""

    title: str
    """Empty on the home page, whose title is the site's."""
    description: str
    url: str
    """Absolute, canonical."""
    feeds: tuple[FeedLink, ...]
    markdown: str = ""
    """The address of the page's Markdown, or empty."""
    noindex: bool = False


class Action(View, frozen=True):
    """What a reader can do on the forge: edit this page, reply to it, begin something new."""

    name: str
    """A stable word: `edit`, `history`, `write`, the name of a field (`reply_to`, `from`) or of a kind (`question`)."""
    title: str
    href: str


class Article(View, frozen=True):
    """An entry shown whole: the page of an entry, or the introduction of a stream."""

    kind: KindRef
    title: str
    """Empty when it has none."""
    name: str
    """The title, else the first words."""
    title_id: str
    href: str
    url: str
    """Absolute."""
    authors: tuple[PersonRef, ...]
    teams: tuple[Ref, ...]
    """The authors' teams."""
    date: str
    updated: str
    """Empty when it is the same day as `date`."""
    tags: tuple[Ref, ...]
    communities: tuple[Ref, ...]
    state: State | None
    fields: tuple[FieldLine, ...]
    draft: bool
    minutes: int
    """Reading time, at least 1."""
    body: BodyRef
    headings: tuple[HeadingRef, ...]
    """For a table of contents; empty when there are fewer than three."""
    lang: str
    """The language that it is written in, when that is not the site's."""
    extra: dict[str, Any] = {}
    """Front matter that no field of the kind has, by lower-case key, for a team's own templates: text, lists and
    mappings. E-mail addresses are masked."""


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


class Stream(View, frozen=True):
    """The newest entries of a stream, or all of a period, with its archive."""

    days: tuple[Day, ...]
    periods: tuple[Period, ...]
    """Where the rest is; empty when everything is here."""
    more: str = ""
    """Where the archive starts, or empty."""
    order: str = "date"
    """`date`, or `state` for a kind whose shelves come first."""


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


class MemberGroup(View, frozen=True):
    """Members of a community from one team. `team` is None for people without one."""

    team: Ref | None
    people: tuple[PersonRef, ...]
    count: int


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


class Said(View, frozen=True):
    """What somebody asks for or offers, in their own words."""

    person: PersonRef
    text: str
    tags: tuple[Ref, ...]
    """The tags that the words name: their pages say who knows about them."""
    matches: tuple["Said", ...]
    """What others say of one of these tags from the other side: who offers what is asked for, who asks for it."""


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


class IndexGroup(View, frozen=True):
    """Items under a letter, or of a team. `title` may be empty."""

    title: str
    items: tuple[IndexItem, ...]


# --- whole pages ----------------------------------------------------------------------------------


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
    might_know: tuple[Knower, ...]
    """For what waits for an answer: who had written about its tags by then, whoever did last first."""
    day: Ref | None
    """The daily log it is part of."""
    parts: tuple[DayPart, ...]
    """The timed entries of a day, when this is the page of a daily log."""
    actions: tuple[Action, ...] = ()


class HomePage(View, frozen=True):
    """`home.html`: the stream of everybody."""

    site: Site
    head: Head
    intro: Article | None
    stream: Stream
    shelves: tuple[Shelf, ...]
    actions: tuple[Action, ...] = ()


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


class InboxPage(View, frozen=True):
    """`inbox.html`: what is for a person: replies, answers, uses of their lessons, mentions and thanks."""

    site: Site
    head: Head
    person: PersonRef
    stream: Stream
    actions: tuple[Action, ...] = ()


class TeamPage(View, frozen=True):
    """`team.html`."""

    site: Site
    head: Head
    name: str
    article: Article | None
    members: tuple[PersonRef, ...]
    communities: tuple[Ref, ...]
    """Which communities its members belong to."""
    shelves: tuple[Shelf, ...]
    desk: Ref | None
    """What waits for somebody, when anything does."""
    stream: Stream
    actions: tuple[Action, ...] = ()


class TagPage(View, frozen=True):
    """`tag.html`."""

    site: Site
    head: Head
    name: str
    article: Article | None
    names: tuple[str, ...]
    parent: Ref | None
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


class MentoringPage(View, frozen=True):
    """`mentoring.html`: what people ask for and what they offer."""

    site: Site
    head: Head
    title: str
    article: Article | None
    asks: tuple[Said, ...]
    offers: tuple[Said, ...]
    actions: tuple[Action, ...] = ()


class NotFoundPage(View, frozen=True):
    """`404.html`."""

    site: Site
    head: Head
    actions: tuple[Action, ...] = ()


class RedirectPage(View, frozen=True):
    """`redirect.html`: an old address. `href` is where it leads."""

    site: Site
    url: str
    href: str
    title: str


# --- files for programs ---------------------------------------------------------------------------


class FeedItem(View, frozen=True):
    """An entry in a feed."""

    id: str
    url: str
    title: str
    summary: str
    published: str
    """RFC 3339."""
    updated: str
    authors: tuple[Ref, ...]
    """Addresses are absolute."""
    tags: tuple[str, ...]
    in_reply_to: str
    """The absolute address of what it replies to, or empty."""
    body: BodyRef
    reply_id: str = ""
    """The feed id of what it replies to, when that is an entry; empty: its address."""


class Feed(View, frozen=True):
    """A stream as a feed: Atom (RFC 4287) or JSON Feed 1.1. Addresses are absolute."""

    id: str
    title: str
    description: str
    language: str
    url: str
    atom: str
    json: str
    root: str
    updated: str
    """RFC 3339: of its newest change."""
    items: tuple[FeedItem, ...]
    site: str = ""
    """The site's title: the author of what has none; empty: the feed's title."""


class OutlineFeed(View, frozen=True):
    """A line of the OPML file. Addresses are absolute."""

    title: str
    feed: str
    page: str


class OutlineGroup(View, frozen=True):
    """Feeds of one sort: people, communities, tags, …"""

    title: str
    feeds: tuple[OutlineFeed, ...]


class Outline(View, frozen=True):
    """All feeds of the site (OPML 2.0)."""

    title: str
    groups: tuple[OutlineGroup, ...]


class SitemapUrl(View, frozen=True):
    """A page of the sitemap. `updated` is a date or empty."""

    url: str
    updated: str


class CalendarEvent(View, frozen=True):
    """What has a day: an event, the end of a probe, a review that is due."""

    id: str
    """Stays when the entry moves."""
    url: str
    title: str
    summary: str
    starts: str
    """A day, or a complete timestamp with an offset."""
    ends: str
    """The last day, or a timestamp; empty: it has no length."""
    where: str
    changed: str
    """A complete timestamp with an offset."""


class Calendar(View, frozen=True):
    """Everything in a stream that has a day, as iCalendar (RFC 5545)."""

    title: str
    url: str
    events: tuple[CalendarEvent, ...]


class Sitemap(View, frozen=True):
    """All pages (sitemaps.org 0.9), at most 50,000: `render.sitemap.split`."""

    urls: tuple[SitemapUrl, ...]


class SitemapIndex(View, frozen=True):
    """The sitemaps of a site with more than 50,000 pages, by absolute address."""

    sitemaps: tuple[str, ...]


class MarkdownCopy(View, frozen=True):
    """An entry's Markdown at its address with `index.md`. Front matter in the order of `fields`."""

    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    title: str
    body: BodyRef
    parts: tuple["MarkdownCopy", ...] = ()
    """The timed entries of a day."""


class LlmsLink(View, frozen=True):
    """A line of `llms.txt`. The address is absolute."""

    title: str
    url: str
    note: str


class LlmsGroup(View, frozen=True):
    """A section of `llms.txt`."""

    title: str
    links: tuple[LlmsLink, ...]


class Llms(View, frozen=True):
    """`llms.txt`: the site in one page for language models (llmstxt.org)."""

    title: str
    summary: str
    groups: tuple[LlmsGroup, ...]


class ApiLink(msgspec.Struct, frozen=True):
    """A typed link of an entry. `target` is an absolute address."""

    type: str
    target: str


class ApiEntry(msgspec.Struct, frozen=True):
    """A line of `api/entries.json`. Addresses are absolute, people, tags and communities are ids."""

    url: str
    source: str
    kind: str
    title: str
    summary: str
    date: str
    updated: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    communities: tuple[str, ...]
    status: str
    words: int
    links: tuple[ApiLink, ...]


class ApiPerson(msgspec.Struct, frozen=True):
    """A line of `api/people.json`."""

    id: str
    name: str
    url: str
    handles: tuple[str, ...]
    teams: tuple[str, ...]
    communities: tuple[str, ...]


class ApiGroup(msgspec.Struct, frozen=True):
    """A line of `api/communities.json`."""

    id: str
    name: str
    url: str
    members: tuple[str, ...]
    stewards: tuple[str, ...]
    tags: tuple[str, ...]


class ApiTag(msgspec.Struct, frozen=True):
    """A line of `api/tags.json`."""

    id: str
    name: str
    url: str
    names: tuple[str, ...]
    parent: str
    count: int

"""Views: small frozen values, each holding exactly what one template may read.

A page is a pure function of its view. Addresses in views are ready to print: `href` has the site's base
path and is root-relative; `url` is absolute. Dates are ISO 8601 text (`2026-03-04` or with a time).
Names ending in `Page` are the views of whole pages: the field `site` is common to all of them.
"""

from narrate.model.views.api import ApiEntry, ApiGroup, ApiLink, ApiPerson, ApiTag
from narrate.model.views.article import Article, FieldLine, HeadingRef
from narrate.model.views.calendar import Calendar, CalendarEvent
from narrate.model.views.entry import (
    Answer,
    Connections,
    DayPart,
    EntryPage,
    Learned,
    LinkGroup,
    LinkLine,
    Notice,
    Related,
    TrackRecord,
)
from narrate.model.views.feeds import Feed, FeedItem, Outline, OutlineFeed, OutlineGroup
from narrate.model.views.knowing import Evidence, Knower, Member, Topic, Trail, TrailStep
from narrate.model.views.lines import Day, Line, Period, Reply, ReplyTo, Shelf, Stream
from narrate.model.views.lists import (
    ArchivePage,
    Board,
    BoardLine,
    HomePage,
    IndexGroup,
    IndexItem,
    IndexPage,
    KindPage,
    TagPage,
)
from narrate.model.views.names import FeedLink, KindRef, PersonRef, Ref, State
from narrate.model.views.past import Change, Passage, Past, Piece
from narrate.model.views.people import Due, InboxDay, InboxLine, InboxPage, MentoringPage, PersonPage, Said
from narrate.model.views.programs import (
    Llms,
    LlmsGroup,
    LlmsLink,
    MarkdownCopy,
    Sitemap,
    SitemapIndex,
    SitemapUrl,
)
from narrate.model.views.site import Action, Head, NavItem, NotFoundPage, RedirectPage, Site
from narrate.model.views.team import MemberGroup, TeamPage
from narrate.model.views.use import Bars, Use, UsePeriod
from narrate.model.views.view import View

__all__ = [
    "Action",
    "Answer",
    "ApiEntry",
    "ApiGroup",
    "ApiLink",
    "ApiPerson",
    "ApiTag",
    "ArchivePage",
    "Article",
    "Bars",
    "Board",
    "BoardLine",
    "Calendar",
    "CalendarEvent",
    "Change",
    "Connections",
    "Day",
    "DayPart",
    "Due",
    "EntryPage",
    "Evidence",
    "Feed",
    "FeedItem",
    "FeedLink",
    "FieldLine",
    "Head",
    "HeadingRef",
    "HomePage",
    "InboxDay",
    "InboxLine",
    "InboxPage",
    "IndexGroup",
    "IndexItem",
    "IndexPage",
    "KindPage",
    "KindRef",
    "Knower",
    "Learned",
    "Line",
    "LinkGroup",
    "LinkLine",
    "Llms",
    "LlmsGroup",
    "LlmsLink",
    "MarkdownCopy",
    "Member",
    "MemberGroup",
    "MentoringPage",
    "NavItem",
    "NotFoundPage",
    "Notice",
    "Outline",
    "OutlineFeed",
    "OutlineGroup",
    "Passage",
    "Past",
    "Period",
    "PersonPage",
    "PersonRef",
    "Piece",
    "RedirectPage",
    "Ref",
    "Related",
    "Reply",
    "ReplyTo",
    "Said",
    "Shelf",
    "Site",
    "Sitemap",
    "SitemapIndex",
    "SitemapUrl",
    "State",
    "Stream",
    "TagPage",
    "TeamPage",
    "Topic",
    "TrackRecord",
    "Trail",
    "TrailStep",
    "Use",
    "UsePeriod",
    "View",
]

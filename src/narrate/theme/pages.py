"""Which view each page template renders."""

from narrate.model import views
from narrate.model.search import SearchPage
from narrate.model.views import community, desk, network

PAGES: dict[str, type[views.View]] = {
    "404.html": views.NotFoundPage,
    "archive.html": views.ArchivePage,
    "community.html": community.CommunityPage,
    "desk.html": desk.DeskPage,
    "entry.html": views.EntryPage,
    "home.html": views.HomePage,
    "inbox.html": views.InboxPage,
    "index.html": views.IndexPage,
    "kind.html": views.KindPage,
    "mentoring.html": views.MentoringPage,
    "network.html": network.NetworkPage,
    "person.html": views.PersonPage,
    "redirect.html": views.RedirectPage,
    "search.html": SearchPage,
    "tag.html": views.TagPage,
    "team.html": views.TeamPage,
}
"""The view of each page template."""

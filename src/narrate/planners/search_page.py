"""The page that searches, and what tells browsers of it."""

from collections.abc import Iterator

from narrate.model.plan import Planned
from narrate.model.search import OpenSearch, SearchPage
from narrate.model.urls import page_file
from narrate.model.views import Ref
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.words import phrase

SEARCH = "search/"
_TITLE = phrase("Search")
_DESCRIPTION = phrase("Find what was written here: by words, phrases, people, tags and kinds.")


def plan_search_page(pieces: Pieces) -> Iterator[Planned]:
    """`/search/`, and `search/opensearch.xml`."""
    url = f"/{SEARCH}"
    title = pieces.say(_TITLE)
    view = SearchPage(
        site=pieces.site,
        head=head(title, pieces.say("Find what somebody wrote here, by its words."), url, pieces),
        title=title,
        article=pieces.intro(url),
        kinds=tuple(pieces.kind(name) for name in pieces.config.kinds.kinds),
        indexes=tuple(Ref(item.title, item.href) for item in pieces.site.nav[1:]),
        ask=pieces.actions.ask_in_words(),
        actions=pieces.actions.place(url),
    )
    yield Planned(page_file(url), "search.html", view)
    described = OpenSearch(pieces.config.title, pieces.absolute(url))
    yield Planned(f"{SEARCH}opensearch.xml", "opensearch", described)

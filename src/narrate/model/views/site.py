"""What every page has: the site, its navigation, its head, what a reader can do. And the pages that have nothing else."""

from narrate.model.views.names import FeedLink, Ref
from narrate.model.views.view import View


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
    up: tuple[Ref, ...] = ()
    """The pages above this one, from the top; the home page is not among them."""


class Action(View, frozen=True):
    """What a reader can do on the forge: edit this page, reply to it, begin something new."""

    name: str
    """A stable word: `edit`, `history`, `write`, the name of a field (`reply_to`, `from`) or of a kind (`question`)."""
    title: str
    href: str


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

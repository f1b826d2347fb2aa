"""What a change made of the site's pages: two sites compared, page by page."""

from typing import Literal

import msgspec

from narrate.changes.pages import Page, Site

What = Literal["new", "changed", "moved", "gone"]


class Change(msgspec.Struct, frozen=True):
    """One page that a change made, changed, moved or took away."""

    what: What
    page: Page
    was: str = ""
    """The address that it had before, when it moved."""


def compare(before: Site, after: Site) -> tuple[Change, ...]:
    """The changes, new pages first; each sort by address.

    A page has moved when its old address leads to it now. It has changed when its own file says something else; that
    other pages list it, or list it differently, is not counted.
    """
    moved = {
        new: old for old, new in after.redirects.items() if old in before.pages and new not in before.pages
    }
    found: list[Change] = []
    for url, page in after.pages.items():
        if url in moved:
            found.append(Change("moved", page, moved[url]))
        elif url not in before.pages:
            found.append(Change("new", page))
        elif url in after.says and after.says[url] != before.says.get(url):
            found.append(Change("changed", page))
    leading = after.pages.keys() | after.redirects.keys()
    found += [Change("gone", page) for url, page in before.pages.items() if url not in leading]
    order = ("new", "changed", "moved", "gone")
    return tuple(sorted(found, key=lambda each: (order.index(each.what), each.page.url)))

"""Redirects from old addresses: aliases, `redirect_from`, renames in Git, and people who turned out to be one."""

import re
from collections.abc import Iterator

from narrate.model.plan import Planned
from narrate.model.urls import page_file
from narrate.model.views import RedirectPage
from narrate.planners.indexes import index_url
from narrate.planners.pieces import Pieces

_ODD = re.compile(r"""[\x00-\x1f\x7f-\x9f\\<>|"*]""")
"""What no address of a site has, or no file can have somewhere: `\\..\\x` leads out of a folder on Windows."""


def plan_redirects(pieces: Pieces, taken: set[str]) -> Iterator[Planned]:
    """A page at each old address that nothing else has. Of several entries that had one, the first by path gets it."""
    folded = {path.casefold() for path in taken}
    entries = sorted(pieces.index.entries, key=lambda entry: (entry.path, entry.section))
    old = [(address, entry.url, entry.name) for entry in entries for address in entry.redirects]
    registry = pieces.index.registry
    people = index_url("person", pieces)
    for before, now in registry.person_redirects.items():
        if now in registry.people:
            old.append((f"{people}{before}/", registry.people[now].url, registry.people[now].name))
    for address, url, name in old:
        path = _file(address)
        if not path or path.casefold() in folded:
            continue
        folded.add(path.casefold())
        yield Planned(
            path, "redirect.html", RedirectPage(pieces.site, pieces.absolute(url), pieces.href(url), name)
        )


def _file(address: str) -> str:
    """The output path of an old address; empty when it cannot be one of this site."""
    bare = address.split("#", 1)[0].split("?", 1)[0]
    if bare.startswith("//") or "://" in bare or _ODD.search(bare):
        return ""
    parts = [part for part in bare.split("/") if part]
    if not parts or any(part in (".", "..") or "\x00" in part or len(part.encode()) > 240 for part in parts):
        return ""
    if parts[0] in ("_narrate", "api"):
        return ""
    if parts[-1].endswith((".html", ".htm")):
        return "/".join(parts)
    return page_file("/" + "/".join(parts) + "/")

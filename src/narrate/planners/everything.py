"""The whole site: every output, each with the view it is a function of. The list of planners is here."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from narrate.cache.digest import digest
from narrate.model.links import Drawn, Resized
from narrate.model.plan import Made, Planned
from narrate.model.streams import Stream
from narrate.model.views import Head, NotFoundPage
from narrate.planners.calendars import plan_calendars
from narrate.planners.desk import plan_desks
from narrate.planners.entries import plan_entries
from narrate.planners.feeds import plan_feeds
from narrate.planners.groups import plan_community, plan_team
from narrate.planners.home import plan_home
from narrate.planners.inbox import plan_inbox
from narrate.planners.indexes import plan_indexes
from narrate.planners.kinds import plan_kind
from narrate.planners.mentoring import plan_mentoring
from narrate.planners.network import plan_network, plan_network_files
from narrate.planners.people import plan_person
from narrate.planners.pieces import Pieces
from narrate.planners.programs import plan_api, plan_llms, plan_markdown, plan_sitemap
from narrate.planners.redirects import plan_redirects
from narrate.planners.search import plan_search
from narrate.planners.search_page import plan_search_page
from narrate.planners.streams import plan_archives
from narrate.planners.tags import plan_tag
from narrate.stages.discover import Folder

_STREAM_PAGES: dict[str, Callable[[Stream, Pieces], Planned]] = {
    "home": plan_home,
    "person": plan_person,
    "inbox": plan_inbox,
    "team": plan_team,
    "community": plan_community,
    "tag": plan_tag,
    "kind": plan_kind,
}


def everything(pieces: Pieces, made: Made, folder: Folder) -> Iterator[Planned]:
    """All outputs of a site, none in the way of another."""
    return _apart(_outputs(pieces, made, folder))


def _outputs(pieces: Pieces, made: Made, folder: Folder) -> Iterator[Planned]:
    """Everything that is planned, pages first. Of two outputs with one path the first is the one."""
    taken: set[str] = set()

    def new(planned: Iterable[Planned]) -> Iterator[Planned]:
        for output in planned:
            if output.path not in taken:
                taken.add(output.path)
                yield output

    streams = pieces.index.streams
    yield from new(_STREAM_PAGES[stream.sort](stream, pieces) for stream in streams)
    yield from new(plan_indexes(pieces))
    yield from new(plan_mentoring(pieces))
    if made.search:
        yield from new(plan_search_page(pieces))
    yield from new(plan_desks(pieces))
    yield from new(plan_network(pieces))
    for stream in streams:
        yield from new(plan_archives(stream, pieces))
    yield from new(plan_entries(pieces, taken))
    yield from plan_sitemap(tuple(taken), pieces)
    yield _not_found(pieces)
    yield plan_llms(pieces)
    yield from new(plan_feeds(pieces))
    yield from new(plan_calendars(pieces))
    yield from new(plan_network_files(pieces))
    yield from new(plan_api(pieces))
    yield from new(plan_markdown(pieces))
    yield from new(Planned(path, "static", digest(content)) for path, content in made.static)
    yield from new(_drawn(made.drawings, pieces.site.home))
    yield from new(_resized(made.resized, pieces.site.home))
    yield from new(_files(pieces.index.links.files, folder))
    if made.search:
        yield from new(plan_search(made.search(), pieces))
    yield from plan_redirects(pieces, taken)


def _files(files: dict[str, str], folder: Folder) -> Iterator[Planned]:
    """Pictures and other files that pages use, but those that have gone since they were found."""
    for path, url in sorted(files.items()):
        with suppress(OSError):
            yield Planned(url[1:], "file", digest(folder.read(path)), path)


def _apart(outputs: Iterator[Planned]) -> Iterator[Planned]:
    """Outputs that do not stand in each other's way: no file where another one needs a folder."""
    folders: set[str] = set()
    for planned in outputs:
        if planned.path in folders:
            continue
        yield planned
        folder = planned.path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]


def _not_found(pieces: Pieces) -> Planned:
    head = Head(pieces.say("Not found"), "", pieces.absolute("/404.html"), (), noindex=True)
    return Planned("404.html", "404.html", NotFoundPage(pieces.site, head, pieces.actions.place("/404.html")))


def _drawn(drawings: dict[str, Drawn], base: str) -> list[Planned]:
    """The files of drawn diagrams; their names are the keys under which the store has them."""
    paths = sorted(drawn.href[len(base) :] for drawn in drawings.values() if drawn.href)
    return [
        Planned(path, "drawing", bytes.fromhex(path.rpartition("/")[2].removesuffix(".svg")))
        for path in paths
    ]


def _resized(resized: Resized, base: str) -> list[Planned]:
    """The files of variants; their names are the digests under which the store has them."""
    paths = sorted({variant.href[len(base) :] for variants in resized.values() for variant in variants})
    return [
        Planned(path, "picture", bytes.fromhex(posixpath.basename(path).partition(".")[0])) for path in paths
    ]

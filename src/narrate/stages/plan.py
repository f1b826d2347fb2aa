"""plan: every output of the site, each with the view it is a function of. The list of planners is here."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain

from narrate.cache.digest import digest
from narrate.config_notes import LOCAL, notes
from narrate.forges import Forge
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.index import Index
from narrate.model.links import Drawn, Resized
from narrate.model.plan import Made, Planned
from narrate.model.registry import DESK
from narrate.model.streams import Stream
from narrate.model.urls import base_path
from narrate.model.views import Head, NavItem, NotFoundPage, Site
from narrate.planners.calendars import plan_calendars
from narrate.planners.desk import TITLE, plan_desks
from narrate.planners.entries import plan_entries, plan_entry
from narrate.planners.feeds import OPML, plan_feeds, plan_feeds_with
from narrate.planners.groups import plan_community, plan_team
from narrate.planners.home import plan_home
from narrate.planners.inbox import plan_inbox
from narrate.planners.indexes import plan_indexes
from narrate.planners.kinds import plan_kind
from narrate.planners.mentoring import plan_mentoring
from narrate.planners.network import plan_network, plan_network_files
from narrate.planners.people import plan_person
from narrate.planners.pieces import Pieces
from narrate.planners.programs import (
    plan_api,
    plan_copy,
    plan_entry_list,
    plan_llms,
    plan_markdown,
    plan_sitemap,
)
from narrate.planners.redirects import plan_redirects
from narrate.planners.search import plan_pieces, plan_search
from narrate.planners.search_page import SEARCH, plan_search_page
from narrate.planners.streams import plan_archives
from narrate.planners.tags import plan_tag
from narrate.stages.discover import Folder
from narrate.words import words

_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)

_STREAM_PAGES: dict[str, Callable[[Stream, Pieces], Planned]] = {
    "home": plan_home,
    "person": plan_person,
    "inbox": plan_inbox,
    "team": plan_team,
    "community": plan_community,
    "tag": plan_tag,
    "kind": plan_kind,
}


def plan(
    index: Index,
    config: Config,
    made: Made,
    folder: Folder,
    forge: Forge,
    as_of: str,
    only: frozenset[str] | None = None,
) -> tuple[Iterator[Planned], tuple[Diagnostic, ...]]:
    """All outputs.

    `only`: addresses of entries; then just what shows their bodies (`stages.outline`).
    They come one at a time: most are right as they are published, and a view that has been compared may go.
    """
    pieces = Pieces(index, config, _site(index, config), made.drawings, forge, as_of)
    if only is not None:
        return chain(_of_bodies(only, pieces), plan_pieces(made.search) if made.search else ()), notes(config)
    return _apart(_outputs(pieces, made, folder)), notes(config)


def _of_bodies(urls: frozenset[str], pieces: Pieces) -> Iterator[Planned]:
    """Everything that shows the body of one of these entries, or says how many words it has."""
    for url in sorted(urls):
        entry = pieces.index.by_url[url]
        yield plan_entry(entry, pieces)
        yield plan_copy(entry, pieces)
    if urls:
        yield from plan_feeds_with(urls, pieces)
        yield plan_entry_list(pieces)


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
        yield from new(plan_search(made.search, pieces))
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


def _site(index: Index, config: Config) -> Site:
    base = base_path(config.base_url)
    return Site(
        title=config.title,
        language=config.language,
        home=base,
        root=config.base_url or LOCAL,
        theme=f"{base}_narrate/",
        csp=_POLICY,
        nav=tuple(_navigation(index, config, base)),
        opml=base + OPML,
        footer=config.footer,
        search=f"{base}{SEARCH}" if config.search else "",
    )


def _navigation(index: Index, config: Config, base: str) -> list[NavItem]:
    """Home, what waits, who, what, and the archive; only what there is."""
    say = words(config.language).gettext
    items = [NavItem("home", say("Home"), base)]
    if config.has_desk and all(stream.url != DESK for stream in index.streams):  # a kind may be called so
        items.append(NavItem("desk", say(TITLE), base + DESK[1:]))
    registry = index.registry
    for role, known in (
        ("person", registry.people),
        ("community", registry.communities),
        ("team", registry.teams),
        ("tag", registry.tags),
    ):
        if known:
            kind = next(kind for kind in config.kinds.kinds.values() if kind.registry == role)
            items.append(NavItem(kind.folder, say(kind.plural), f"{base}{kind.folder}/"))
    items += [
        NavItem(stream.id, stream.title, base + stream.url[1:])
        for stream in index.streams
        if stream.sort == "kind"
    ]
    home = index.streams[0]
    if len(home.entries) > 20:
        items.append(NavItem("archive", say("Archive"), base + home.archive[1:]))
    return items

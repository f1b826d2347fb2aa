"""plan: every output of the site, each with the view it is a function of. The list of planners is here."""

from collections.abc import Callable

from narrate.cache.digest import digest
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.index import Index
from narrate.model.plan import Plan, Planned
from narrate.model.streams import Stream
from narrate.model.views import Head, NavItem, NotFoundPage, Site
from narrate.planners.entries import plan_entries
from narrate.planners.feeds import OPML, plan_feeds
from narrate.planners.groups import plan_community, plan_team
from narrate.planners.home import plan_home
from narrate.planners.indexes import plan_indexes
from narrate.planners.kinds import plan_kind
from narrate.planners.people import plan_person
from narrate.planners.pieces import Pieces
from narrate.planners.programs import plan_api, plan_llms, plan_markdown, plan_sitemap
from narrate.planners.redirects import plan_redirects
from narrate.planners.streams import plan_archives
from narrate.planners.tags import plan_tag
from narrate.stages.discover import Folder

LOCAL = "http://localhost:8000/"
"""The site's address in feeds while nobody has said it."""

_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)

_STREAM_PAGES: dict[str, Callable[[Stream, Pieces], Planned]] = {
    "home": plan_home,
    "person": plan_person,
    "team": plan_team,
    "community": plan_community,
    "tag": plan_tag,
    "kind": plan_kind,
}


def plan(
    index: Index,
    config: Config,
    base: str,
    static: tuple[tuple[str, bytes], ...],
    drawings: dict[str, str],
    folder: Folder,
    as_of: str,
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """All outputs. `static`: the theme's files; `drawings`: the address of each drawn diagram by its source."""
    pieces = Pieces(index, config, _site(index, config, base), drawings, as_of)
    pages: dict[str, Planned] = {}
    for stream in index.streams:
        _add(pages, _STREAM_PAGES[stream.sort](stream, pieces))
    for planned in plan_indexes(pieces):
        _add(pages, planned)
    for stream in index.streams:
        for planned in plan_archives(stream, pieces):
            _add(pages, planned)
    taken = {"/" + path.removesuffix("index.html") for path in pages}
    for planned in plan_entries(pieces, taken):
        _add(pages, planned)
    outputs = list(pages.values())
    outputs.extend(tuple(plan_sitemap(outputs, pieces)))
    outputs.append(_not_found(pieces))
    outputs.append(plan_llms(pieces))
    outputs.extend(plan_feeds(pieces))
    outputs.extend(plan_api(pieces))
    outputs.extend(plan_markdown(pieces))
    outputs.extend(Planned(path, "static", digest(content)) for path, content in static)
    outputs.extend(_drawn(drawings, base))
    outputs.extend(
        Planned(url[1:], "file", digest(folder.read(path)), path)
        for path, url in sorted(index.links.files.items())
    )
    outputs.extend(plan_redirects(pieces, {planned.path for planned in outputs}))
    return Plan(_apart(outputs)), _notes(config)


def _notes(config: Config) -> tuple[Diagnostic, ...]:
    if config.base_url:
        return ()
    message = f"feeds need the site's absolute address, and nobody has said it: `{LOCAL}` is taken"
    place = Place("narrate.toml" if config.declared else ".")
    return (Diagnostic(place, "no-base-url", message, "set `base_url` in `narrate.toml`, or use --base-url"),)


def _apart(outputs: list[Planned]) -> tuple[Planned, ...]:
    """Outputs that do not stand in each other's way: no file where another one needs a folder."""
    folders = {planned.path.rpartition("/")[0] for planned in outputs}
    for folder in tuple(folders):
        while folder:
            folder = folder.rpartition("/")[0]  # noqa: PLW2901
            if folder in folders:
                break
            folders.add(folder)
    return tuple(planned for planned in outputs if planned.path not in folders)


def _not_found(pieces: Pieces) -> Planned:
    head = Head("Not found", "", pieces.absolute("/404.html"), (), noindex=True)
    return Planned("404.html", "404.html", NotFoundPage(pieces.site, head))


def _add(pages: dict[str, Planned], planned: Planned) -> None:
    """The first page of an address stays: streams come before the entries that introduce them."""
    pages.setdefault(planned.path, planned)


def _drawn(drawings: dict[str, str], base: str) -> list[Planned]:
    """The files of drawn diagrams; their names are the keys under which the store has them."""
    paths = sorted(href[len(base) :] for href in drawings.values() if href)
    return [
        Planned(path, "drawing", bytes.fromhex(path.rpartition("/")[2].removesuffix(".svg")))
        for path in paths
    ]


def _site(index: Index, config: Config, base: str) -> Site:
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
    )


def _navigation(index: Index, config: Config, base: str) -> list[NavItem]:
    """Home, who, what, and the archive; only what there is."""
    items = [NavItem("home", "Home", base)]
    registry = index.registry
    for role, known in (
        ("person", registry.people),
        ("community", registry.communities),
        ("team", registry.teams),
        ("tag", registry.tags),
    ):
        if known:
            kind = next(kind for kind in config.kinds.kinds.values() if kind.registry == role)
            items.append(NavItem(kind.folder, kind.plural, f"{base}{kind.folder}/"))
    items += [
        NavItem(stream.id, stream.title, base + stream.url[1:])
        for stream in index.streams
        if stream.sort == "kind"
    ]
    home = index.streams[0]
    if len(home.entries) > 20:
        items.append(NavItem("archive", "Archive", base + home.archive[1:]))
    return items

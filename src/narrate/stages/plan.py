"""plan: every output of the site, each with the view it is a function of; or only what shows some bodies."""

from collections.abc import Iterator
from itertools import chain

from narrate.config_notes import LOCAL, notes
from narrate.forges import Forge
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.index import Index
from narrate.model.plan import Made, Planned
from narrate.model.registry import DESK
from narrate.model.urls import base_path
from narrate.model.views import NavItem, Site
from narrate.planners.entries import plan_entry
from narrate.planners.feeds import OPML, plan_feeds_with
from narrate.planners.pieces import Pieces
from narrate.planners.programs import plan_copy, plan_entry_list
from narrate.planners.search import plan_pieces
from narrate.planners.search_page import SEARCH
from narrate.stages.discover import Folder
from narrate.words import words

_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)


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
    pieces = Pieces(index, config, site_of(index, config), made.drawings, forge, as_of)
    if only is not None:
        return chain(_of_bodies(only, pieces), plan_pieces(made.search()) if made.search else ()), notes(
            config
        )
    from narrate.planners.everything import everything  # most of the planners, which an edit does without

    return everything(pieces, made, folder), notes(config)


def _of_bodies(urls: frozenset[str], pieces: Pieces) -> Iterator[Planned]:
    """Everything that shows the body of one of these entries, or says how many words it has."""
    for url in sorted(urls):
        entry = pieces.index.by_url[url]
        yield plan_entry(entry, pieces)
        yield plan_copy(entry, pieces)
    if urls:
        yield from plan_feeds_with(urls, pieces)
        yield plan_entry_list(pieces)


def site_of(index: Index, config: Config) -> Site:
    """What all pages say of the site."""
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
        items.append(NavItem("desk", say("Desk"), base + DESK[1:]))
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

"""Which related entries a page names, and what speaks for each."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.explain.explanation import Connection, Fact
from narrate.forges import NO_FORGE
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.planners.connections import connections
from narrate.planners.learned import learned
from narrate.planners.pieces import Pieces
from narrate.planners.related import most_related
from narrate.planners.relatedness import PUT_AWAY, Common, is_put_away
from narrate.planners.track_record import TOLD
from narrate.stages.plan import site_of


def related_to(entry: Entry, content: Understood, config: Config, as_of: str) -> tuple[Connection, ...]:
    """Those that its page names, in their order, each with what speaks for it."""
    index = content.index
    pieces = Pieces(index, config, site_of(index, config), {}, NO_FORGE, as_of)
    found = most_related(entry, connections(entry, pieces, TOLD), learned(entry, pieces), pieces)
    return tuple(
        Connection("; ".join(_reasons(common, content)), common.entry.name, common.entry.path)
        for common in found
    )


def why_none(entry: Entry, config: Config) -> Iterator[Fact]:
    """That somebody put related entries away; nothing where nobody did."""
    if not config.related:
        yield Fact(PUT_AWAY, "none", "`related = false` in `narrate.toml`")
    elif is_put_away(entry):
        yield Fact(PUT_AWAY, "none", "the front matter")


def _reasons(common: Common, content: Understood) -> Iterator[str]:
    by_url, registry = content.index.by_url, content.index.registry
    for target in common.names("target"):
        yield f"both link to {by_url[target].name}"
    for page in common.names("page"):
        yield f"both link to {page}"
    for source in common.names("source"):
        yield f"both are linked from {by_url[source].name}"
    for tag in common.names("tag"):
        yield f"both carry #{registry.tags[tag].name}"
    for person in common.names("person"):
        yield f"{registry.people[person].name} wrote or is named in both"

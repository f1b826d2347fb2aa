"""Pages that are looked after and that nothing leads to but a list of everything."""

from collections.abc import Iterator
from posixpath import basename

from narrate.build import Understood
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.entry import Entry

_COUNTED_NOT = ("mentions", "tagged", "member-of")
_FOLDER_PAGES = ("index", "readme", "_index")


def orphans(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`orphan`. What is written once and dated needs no link: it stands in its day and in its author's stream."""
    communities = content.index.registry.communities.values()
    led_to = {url for community in communities for url in community.start_here}
    for entry in content.index.entries:
        kind = config.kinds.kinds[entry.kind]
        if kind.registry or (kind.dated and not kind.maintained) or entry.section >= 0:
            continue
        if entry.tags or entry.communities or entry.url in led_to or _is_folder_page(entry):
            continue
        if all(edge.type in _COUNTED_NOT for edge in content.index.incoming.get(entry.url, ())):
            message = f"nothing leads to this {kind.label}: no entry links to it, and it has no tag"
            help_line = "link to it from where somebody would need it, or give it a tag"
            yield Diagnostic(Place(entry.path), "orphan", message, help_line)


def _is_folder_page(entry: Entry) -> bool:
    return basename(entry.path).rpartition(".")[0].lower() in _FOLDER_PAGES

"""Pages that are looked after and that nothing leads to but a list of everything."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.desk.orphans import orphan_pages
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place


def orphans(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`orphan`. What is written once and dated needs no link: it stands in its day and in its author's stream."""
    for entry in orphan_pages(content.index, config.kinds):
        kind = config.kinds.kinds[entry.kind]
        message = f"nothing leads to this {kind.label}: no entry links to it, and it has no tag"
        help_line = "link to it from where somebody would need it, or give it a tag"
        yield Diagnostic(Place(entry.path), "orphan", message, help_line)

"""Tags that are hardly used and one slip away from a tag that is: probably the same, misspelt."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.checks.tag_uses import TagUse, place_of_tag, tag_uses
from narrate.desk.misspelt import slips as meant_by
from narrate.desk.misspelt import spelling
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic


def near_others(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`near-tag`."""
    for use, meant in slips(content, config):
        place = place_of_tag(use, content.found.content[use.document.path])
        name = spelling(content.index.registry.tags[meant])
        message = f"the tag `{use.written}` is hardly used, and almost `{name}`"
        yield Diagnostic(place, "near-tag", message, f"did you mean `{name}`?")


def slips(content: Understood, config: Config) -> Iterator[tuple[TagUse, str]]:
    """Each use of a tag that is probably a slip, with the id of the tag that is meant."""
    if config.check.tags:
        return  # then what is not on the list is reported, with what is near it
    uses = tuple(tag_uses(content, config))
    documents: dict[str, set[str]] = {}
    for use in uses:
        documents.setdefault(use.id, set()).add(use.document.path)
    count = {id_: len(paths) for id_, paths in documents.items()}
    meant = meant_by(count, content.index.registry.tags)
    yield from ((use, meant[use.id]) for use in uses if use.id in meant)

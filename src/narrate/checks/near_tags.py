"""Tags that are hardly used and one slip away from a tag that is: probably the same, misspelt."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.checks.closeness import Closeness
from narrate.checks.tag_uses import TagUse, place_of_tag, spelling, tag_uses
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic

_KNOWN_FROM = 3
"""In how many documents a tag without a page stands before it counts as known."""
_RARE_UP_TO = 2


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
    tags = content.index.registry.tags
    count = {id_: len(paths) for id_, paths in documents.items()}
    pages = {id_ for id_, tag in tags.items() if tag.registered}
    known = pages | {id_ for id_, number in count.items() if number >= _KNOWN_FROM and id_ in tags}
    close = Closeness(sorted(known))
    meant: dict[str, str] = {}
    for id_, number in count.items():
        if number <= _RARE_UP_TO and id_ not in known:
            near = [each for each in close.near(id_) if each in pages or count[each] >= number * _KNOWN_FROM]
            if len(near) == 1:
                meant[id_] = near[0]
    yield from ((use, meant[use.id]) for use in uses if use.id in meant)

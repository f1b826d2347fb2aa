"""Tags that are not on the team's list, where there is one."""

from collections.abc import Iterator
from difflib import get_close_matches

from narrate.build import Understood
from narrate.checks.tag_uses import TagUse, place_of_tag, tag_uses
from narrate.desk.misspelt import Listed
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic

_MOST_GUESSES = 200
"""How often a tag that is not one slip away is looked for: that takes time."""


def not_listed(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`unlisted-tag`."""
    names = Listed(config.check.tags, content.index.registry.tags).names
    guesses: dict[str, str] = {}
    for use, meant in unlisted(content, config):
        near = meant
        if not near and len(guesses) < _MOST_GUESSES:
            if use.id not in guesses:
                guesses[use.id] = next(iter(get_close_matches(use.id, names, 1, 0.75)), "")
            near = guesses[use.id]
        help_line = "take one that is, or add it to `tags` below `[check]`"
        if near:
            help_line = f"did you mean `{names[near]}`?"
        place = place_of_tag(use, content.found.content[use.document.path])
        yield Diagnostic(
            place, "unlisted-tag", f"the tag `{use.written}` is not one of those that may be used", help_line
        )


def unlisted(content: Understood, config: Config) -> Iterator[tuple[TagUse, str]]:
    """Each use of a tag that is not on the list, with the id of the one that is one slip away, or empty."""
    if not config.check.tags:
        return
    listed = Listed(config.check.tags, content.index.registry.tags)
    for use in tag_uses(content, config):
        if not listed.allows(use.id):
            yield use, listed.meant(use.id)

"""What `narrate check --fix` mends by itself: names of tags, and links to what has moved."""

from functools import partial

from narrate.build import Understood
from narrate.fixes.deleted import deleted
from narrate.fixes.edit import Edit
from narrate.fixes.hints import LINKS, hinted, link_of
from narrate.fixes.links import relinked
from narrate.fixes.mended import Mended, mended
from narrate.fixes.moved import Moved, uncommitted_moves
from narrate.fixes.tags import respelt
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic

_TAGS = ("near-tag", "unlisted-tag")


def fix(content: Understood, config: Config, reported: tuple[Diagnostic, ...]) -> tuple[Mended, ...]:
    """The files that can be mended, of what is reported and nothing else."""
    tags = {(each.place.path, each.place.line) for each in reported if each.code in _TAGS}
    edits = [edit for edit in respelt(content, config) if (edit.path, edit.line) in tags] if tags else []
    edits += [edit for _, edit in _of_links(content, config, reported)]
    return mended(content, config, tuple(edits))


def with_hints(
    content: Understood, config: Config, reported: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """What is reported; of a link whose target is known to have moved or to be deleted, that is said."""
    return hinted(reported, _of_links(content, config, reported), partial(deleted, content, config))


def _of_links(
    content: Understood, config: Config, reported: tuple[Diagnostic, ...]
) -> tuple[tuple[str, Edit], ...]:
    """Targets of reported links, as they are written, each with the edit that mends it."""
    named = {link_of(each) for each in reported if each.code in LINKS}
    if not named:
        return ()
    moved = Moved(content, uncommitted_moves(content), config.declared)
    return tuple(
        (target, edit) for target, edit in relinked(content, config, moved) if (edit.path, target) in named
    )

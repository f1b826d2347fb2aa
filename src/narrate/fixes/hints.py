"""What is said of a broken link whose target is known to be somewhere else, or to have been deleted."""

from collections.abc import Callable

import msgspec

from narrate.fixes.edit import Edit
from narrate.model.diagnostic import Diagnostic

LINKS = ("broken-link", "missing-file", "missing-image")


def hinted(
    diagnostics: tuple[Diagnostic, ...],
    mended: tuple[tuple[str, Edit], ...],
    deleted: Callable[[set[tuple[str, str]]], dict[tuple[str, str], str]],
) -> tuple[Diagnostic, ...]:
    """The diagnostics; those of links that `mended` has an edit for say where it leads, instead of a guess.

    `mended`: targets as they are written, each with its edit. `deleted`: what is to be said of links to what was
    deleted, by file and target; asked only of those whose target is nowhere else.
    """
    known = {
        (edit.path, target): f"it has moved: `{edit.new}`; `narrate check --fix` writes that"
        for target, edit in mended
    }
    nowhere = {link_of(each) for each in diagnostics if each.code in LINKS} - known.keys()
    known |= deleted(nowhere) if nowhere else {}
    return tuple(_hinted(each, known) if each.code in LINKS else each for each in diagnostics)


def link_of(diagnostic: Diagnostic) -> tuple[str, str]:
    """The file that a reported link stands in, and its target as it is written."""
    return diagnostic.place.path, diagnostic.message.partition("`")[2].rpartition("`")[0]


def _hinted(diagnostic: Diagnostic, known: dict[tuple[str, str], str]) -> Diagnostic:
    said = known.get(link_of(diagnostic))
    return msgspec.structs.replace(diagnostic, help=said) if said else diagnostic

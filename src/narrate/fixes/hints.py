"""What is said of a broken link whose target is known to be somewhere else."""

import msgspec

from narrate.fixes.edit import Edit
from narrate.model.diagnostic import Diagnostic

LINKS = ("broken-link", "missing-file", "missing-image")


def hinted(
    diagnostics: tuple[Diagnostic, ...], mended: tuple[tuple[str, Edit], ...]
) -> tuple[Diagnostic, ...]:
    """The diagnostics; those of links that `mended` has an edit for say where it leads, instead of a guess.

    `mended`: targets as they are written, each with its edit.
    """
    known = {(edit.path, target): edit.new for target, edit in mended}
    return tuple(_hinted(each, known) if each.code in LINKS else each for each in diagnostics)


def _hinted(diagnostic: Diagnostic, known: dict[tuple[str, str], str]) -> Diagnostic:
    target = diagnostic.message.partition("`")[2].rpartition("`")[0]
    now = known.get((diagnostic.place.path, target))
    if not now:
        return diagnostic
    return msgspec.structs.replace(
        diagnostic, help=f"it has moved: `{now}`; `narrate check --fix` writes that"
    )

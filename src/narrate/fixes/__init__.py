"""What `narrate check --fix` mends by itself: names of tags, and links to what has moved."""

from narrate.build import Understood
from narrate.fixes.links import relinked
from narrate.fixes.mended import Mended, mended
from narrate.fixes.moved import Moved, uncommitted_moves
from narrate.fixes.tags import respelt
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic

_LINKS = ("broken-link", "missing-file", "missing-image")
_TAGS = ("near-tag", "unlisted-tag")


def fix(content: Understood, config: Config, reported: tuple[Diagnostic, ...]) -> tuple[Mended, ...]:
    """The files that can be mended, of what is reported and nothing else."""
    tags = {(each.place.path, each.place.line) for each in reported if each.code in _TAGS}
    broken = [each for each in reported if each.code in _LINKS]
    edits = [edit for edit in respelt(content, config) if (edit.path, edit.line) in tags] if tags else []
    if broken:
        messages: dict[str, list[str]] = {}
        for each in broken:
            messages.setdefault(each.place.path, []).append(each.message)
        moved = Moved(content, uncommitted_moves(content), config.declared)
        edits += [
            edit
            for target, edit in relinked(content, config, moved)
            if any(f"`{target}`" in message for message in messages.get(edit.path, ()))
        ]
    return mended(content, config, tuple(edits))

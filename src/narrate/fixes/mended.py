"""The files that are mended, each checked by parsing it again: nothing but what was meant to change may change."""

import msgspec

from narrate.build import Understood
from narrate.fixes.edit import Edit, edited
from narrate.model.config import Config
from narrate.model.document import Document, FrontMatter, Text
from narrate.stages.parse import parse_one

_CONFLICT = (b"<<<<<<< ", b">>>>>>> ")


class Mended(msgspec.Struct, frozen=True):
    """A file before and after."""

    path: str
    before: bytes
    after: bytes
    """As before, when the file is left alone."""
    left: str = ""
    """Why it is left alone; empty: it is not."""


def mended(content: Understood, config: Config, edits: tuple[Edit, ...]) -> tuple[Mended, ...]:
    """Each file that an edit is about, by path."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.old != edit.new:
            by_path.setdefault(edit.path, []).append(edit)
    documents = {document.path: document for document in content.documents}
    return tuple(
        _mended(documents[path], content.found.content[path], tuple(by_path[path]), config)
        for path in sorted(by_path)
    )


def _mended(document: Document, before: bytes, edits: tuple[Edit, ...], config: Config) -> Mended:
    if all(any(line.startswith(mark) for line in before.splitlines()) for mark in _CONFLICT):
        return Mended(document.path, before, before, "it has a merge conflict in it")
    after = edited(before, edits)
    names = frozenset(edit.new for edit in edits)
    if after is None or not _same_but(document, _parsed(document.path, after, config), names):
        return Mended(document.path, before, before, "more than a name would change")
    return Mended(document.path, before, after)


def _parsed(path: str, content: bytes, config: Config) -> Document:
    return parse_one(config.markdown, (path, content))[0]


def _same_but(before: Document, after: Document, names: frozenset[str]) -> bool:
    """Whether two documents differ in nothing but names, and the new ones are those that were meant."""
    texts = [(before.text, after.text)]
    texts += [(one.text, other.text) for one, other in zip(before.sections, after.sections, strict=False)]
    return (
        len(before.sections) == len(after.sections)
        and before.heading == after.heading
        and _rest(before.front) == _rest(after.front)
        and before.front.fields.keys() == after.front.fields.keys()
        and set(after.front.tags) <= {*before.front.tags, *names}
        and len(before.diagnostics) == len(after.diagnostics)
        and all(_same_text(one, other) for one, other in texts)
    )


def _rest(front: FrontMatter) -> FrontMatter:
    return msgspec.structs.replace(front, tags=(), fields={}, places={})


def _same_text(before: Text, after: Text) -> bool:
    headings = [heading.level for heading in before.headings] == [heading.level for heading in after.headings]
    forms = [reference.form for reference in before.references] == [
        reference.form for reference in after.references
    ]
    return headings and forms and len(before.diagrams) == len(after.diagrams)

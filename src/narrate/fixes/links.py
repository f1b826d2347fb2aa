"""Links to what has moved: written as the way to where it is now."""

import re
from collections.abc import Iterator
from posixpath import dirname
from urllib.parse import unquote

from narrate.build import Understood
from narrate.checks.tag_uses import place_in_list
from narrate.fixes.edit import Edit, line_starts, position, unix_text
from narrate.fixes.moved import Moved
from narrate.model.config import Config
from narrate.model.document import Document, Reference
from narrate.model.entry import Entry
from narrate.stages.link.paths import relative
from narrate.stages.register.people import texts

_INLINE = re.compile(r"\]\(\s*(<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_DEFINITION = re.compile(r"^[ >]{0,12}\[[^\]\n]+\]:[ \t]*(<[^>\n]*>|\S+)", re.MULTILINE)
_ENCODED = re.compile(r"[\x00-\x20()<>%\\#?]")
_MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)


def relinked(content: Understood, config: Config, moved: Moved) -> Iterator[tuple[str, Edit]]:
    """An edit for each broken link whose target is known to be somewhere else, with that target as it is written."""
    documents = {document.path: document for document in content.documents}
    for entry in content.index.entries:
        targets = content.index.links.targets.get(entry.url, ())
        for reference, target in zip(entry.text.references, targets, strict=False):
            if target.state == "missing":
                for edit in _of_reference(entry, reference, content, moved):
                    yield reference.target, edit
        if entry.section < 0:
            yield from _of_fields(entry, documents[entry.path], content, config, moved)


def _of_reference(entry: Entry, reference: Reference, content: Understood, moved: Moved) -> Iterator[Edit]:
    wiki = reference.form == "wikilink" or reference.raw.startswith(("[[", "![["))
    new = _now(entry, reference.target, wiki, moved)
    if not new:
        return
    text = unix_text(content.found.content[entry.path])
    start = _start(text, reference)
    if start < 0 or not text.startswith(reference.raw, start):
        return
    if wiki:
        at = reference.raw.find(reference.target)
        if at >= 0:
            yield _edit(entry.path, text, start + at, reference.target, new)
        return
    if not reference.raw.startswith(("[", "!")):  # the attribute of an HTML element, or a bare address
        if reference.raw.partition("#")[0] == reference.target and not set(new) & set("\"'<>&"):
            yield _edit(entry.path, text, start, reference.target, new)
        return
    inline = [each for each in _INLINE.finditer(reference.raw) if _means(each[1], reference.target)]
    if inline:
        yield _destination(entry.path, text, start + inline[-1].start(1), inline[-1][1], new)
        return
    for each in _DEFINITION.finditer(text):
        if _means(each[1], reference.target):
            yield _destination(entry.path, text, each.start(1), each[1], new)


def _of_fields(
    entry: Entry, document: Document, content: Understood, config: Config, moved: Moved
) -> Iterator[tuple[str, Edit]]:
    """Link fields: `reply_to: old.md`, a list of them, or `[[Old]]`."""
    named = content.index.links.fields.get(entry.url, {})
    for field in (*config.kinds.kinds[entry.kind].fields, *config.kinds.common):
        if field.type not in ("links", "file") or field.registry:
            continue
        value = entry.fields.get(field.name)
        if value is None or field.name not in named:  # what is said in words is a reference of the text
            continue
        words = [value] if isinstance(value, str) else list(texts(value))
        for word, found in zip(words, named[field.name], strict=False):
            wiki = word.startswith(("[[", "![["))
            target = word.removeprefix("!").removeprefix("[[").removesuffix("]]").partition("|")[0]
            target = target.partition("#")[0].strip()
            new = _now(entry, target, wiki, moved) if found.target.state == "missing" else ""
            place = place_in_list(document, field.name, word, content.found.content[entry.path])
            if new and place.line and place.width == len(word):
                column = place.column + word.find(target)
                yield target, Edit(entry.path, place.line, column, target, new)


def _now(entry: Entry, target: str, wiki: bool, moved: Moved) -> str:
    """How a target is written now; empty when nobody knows where it is."""
    if not target or "://" in target:
        return ""
    if wiki:
        path = moved.named(entry.path, target)
        if not path:
            return ""
        if "/" not in target:
            return moved.short_name(path) if not _MARKDOWN.search(target) else path.rpartition("/")[2]
        return path if _MARKDOWN.search(target) else _MARKDOWN.sub("", path)
    path = moved.at(entry.path, target)
    if not path:
        return ""
    return f"/{path}" if target.startswith("/") else relative(path, dirname(entry.path))


def _means(written: str, target: str) -> bool:
    """Whether a destination as written, in `<>` or not, is a target as read."""
    bare = written[1:-1] if written.startswith("<") else written
    path = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare).partition("#")[0].partition("?")[0]
    return target in (path, unquote(path))


def _destination(path: str, text: str, start: int, written: str, new: str) -> Edit:
    """The path of a destination replaced; what follows it (`#heading`) stays."""
    angle = written.startswith("<")
    bare = written[1:-1] if angle else written
    old = re.split(r"[#?]", bare, maxsplit=1)[0]
    if not angle:
        new = _ENCODED.sub(lambda found: f"%{ord(found[0]):02X}", new)
    return _edit(path, text, start + angle, old, new)


def _edit(path: str, text: str, start: int, old: str, new: str) -> Edit:
    line, column = position(text, start)
    return Edit(path, line, column, old, new)


def _start(text: str, reference: Reference) -> int:
    """Where a reference begins in the text of its file; -1 when nobody knows."""
    starts = line_starts(text)
    return starts[reference.line - 1] + reference.column - 1 if 1 <= reference.line <= len(starts) else -1

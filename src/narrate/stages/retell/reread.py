"""Two versions of a page read and compared. Knows nothing of who may see them."""

import msgspec

from narrate.model.config import MarkdownSettings
from narrate.model.document import Body, Document, Reference
from narrate.model.past import Reread
from narrate.stages.parse import parse_one
from narrate.stages.retell.differ import changed, paragraphs

Task = tuple[str, bytes, bytes]
"""The path of a page, and what it said before and after; nothing before the first version."""

LARGEST = 200_000
"""Bytes of a version that is compared. A page of lessons is a few thousand."""
_BODY = msgspec.msgpack.Decoder(Body)
_UNKNOWN = Reread((), False, (), True, ())


def reread(settings: MarkdownSettings, fields: tuple[str, ...], task: Task) -> Reread:
    """What changed from one version to the next. `fields`: those whose words are compared, too."""
    path, before, after = task
    if max(len(before), len(after)) > LARGEST:
        return _UNKNOWN
    texts = [_read(settings, path, content) for content in (before, after)]
    passages, more = changed(*(_paragraphs(*each, fields) for each in texts))
    documents = [document for document, _ in texts]
    return Reread(
        passages,
        more,
        tuple(sorted({name for document in documents for name in _named(document)})),
        any(_is_hidden(document) for document in documents),
        tuple(sorted({document.front.visibility for document in documents if document.front.visibility})),
    )


def _read(settings: MarkdownSettings, path: str, content: bytes) -> tuple[Document, Body]:
    document, bodies = parse_one(settings, (path, content))
    return document, _BODY.decode(dict(bodies)[document.text.body])


def _paragraphs(document: Document, body: Body, fields: tuple[str, ...]) -> list[str]:
    words = (
        _words(document.text.references[each]) if isinstance(each, int) else each for each in body.markdown
    )
    said = ((name, document.front.fields.get(name, "")) for name in fields)
    return [
        *([document.front.title or document.heading] if document.front.title or document.heading else []),
        *(f"{name.replace('_', ' ')}: {value}" for name, value in said if isinstance(value, str) and value),
        *paragraphs("".join(words)),
    ]


def _words(reference: Reference) -> str:
    """What a link shows."""
    if reference.form in ("hashtag", "mention"):
        return reference.raw
    return reference.text or reference.target.rpartition("/")[2].removesuffix(".md")


def _named(document: Document) -> set[str]:
    """What links and link fields name: as a whole, and the last part of a path."""
    named = {reference.target for reference in document.text.references}
    named |= {reference.text for reference in document.text.references}
    for value in document.front.fields.values():
        named |= {each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)}
    named |= {name.rstrip("/").rpartition("/")[2] for name in named}
    bare = (name.strip("[]@# ").partition("#")[0].removesuffix(".md").casefold() for name in named)
    return {name for name in bare if name}


def _is_hidden(document: Document) -> bool:
    """Whether a version was not for everybody, or not at all times, by what it said itself."""
    front = document.front
    return bool(front.draft or front.broken or front.publish_on or front.expires)

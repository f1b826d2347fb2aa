"""What others can see of a document, as one digest: two texts of a file that differ only inside have the same."""

import hashlib
from typing import Any

import msgspec

from narrate.model.document import FrontMatter, Section, Text

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def outer(
    front: FrontMatter, heading: str, heading_id: str, text: Text, sections: tuple[Section, ...]
) -> bytes:
    """The digest of all that a document is but what its bodies say and at which line anything stands."""
    timed = [
        (one.time, one.slug, one.title, one.heading_id, one.text.summary, _of(one.text)) for one in sections
    ]
    summary = front.summary or text.summary  # the first paragraph is seen only where nobody wrote a summary
    seen = (front, heading, heading_id, summary, _of(text), timed)
    return hashlib.blake2b(_ENCODER.encode(seen), digest_size=16).digest()


def _of(text: Text) -> tuple[Any, ...]:
    return (
        [(heading.level, heading.text, heading.id) for heading in text.headings],
        text.parts,
        [msgspec.structs.replace(reference, line=0, column=0) for reference in text.references],
        [diagram.source for diagram in text.diagrams],
        text.ids,
        text.says,
        text.status,
        text.attended,
    )

"""`api/*.json`: everything the site knows, for programs."""

from collections.abc import Sequence

import msgspec

from narrate.model.views import ApiEntry, ApiGroup, ApiPerson, ApiTag


def render(lines: Sequence[ApiEntry | ApiPerson | ApiGroup | ApiTag]) -> bytes:
    """A JSON list with one object on a line, sorted by id or address, whatever order they come in."""
    encoder = msgspec.json.Encoder()
    written = sorted(
        (line.url if isinstance(line, ApiEntry) else line.id, encoder.encode(line)) for line in lines
    )
    return b"[\n" + b",\n".join(line for _, line in written) + b"\n]\n" if written else b"[]\n"

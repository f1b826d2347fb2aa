"""quote: diagnostics get the line of source that they are about, and their order."""

import msgspec

from narrate.model.diagnostic import Diagnostic
from narrate.stages.discover import Found


def quote(found: Found, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Diagnostics by place, each once, with their source lines."""
    lines: dict[str, list[str]] = {}
    quoted = set()
    for diagnostic in diagnostics:
        place = diagnostic.place
        if place.line and not place.text and place.path in found.content:
            of_file = lines.get(place.path)
            if of_file is None:
                text = (
                    found.content[place.path]
                    .decode("utf-8-sig", "replace")
                    .replace("\r\n", "\n")
                    .replace("\r", "\n")
                )
                of_file = lines[place.path] = text.split("\n")
            if place.line <= len(of_file):
                place = msgspec.structs.replace(place, text=of_file[place.line - 1])
                diagnostic = msgspec.structs.replace(diagnostic, place=place)  # noqa: PLW2901
        quoted.add(diagnostic)
    return tuple(sorted(quoted))

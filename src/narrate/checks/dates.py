"""Entries that belong in a stream by time and have no date."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place


def without_date(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`no-date`. Not where the history is cut off, which takes the date from most and is reported by itself."""
    if content.history.shallow or content.history.failure:
        return
    for entry in content.index.entries:
        kind = config.kinds.kinds[entry.kind]
        if entry.date or entry.section >= 0 or not kind.dated or kind.registry:
            continue
        message = f"this {kind.label} has no date: it stands at the end of every list"
        help_line = "write `date:`, or begin the file's name with the day"
        yield Diagnostic(Place(entry.path), "no-date", message, help_line)

"""Questions, and whatever else waits for somebody, that have been open for longer than the team wants."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.duration import days_between

_SHELF = "open"
"""Kinds that are listed apart while they are open: those wait for an answer."""


def open_too_long(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:
    """`long-open`."""
    for entry in content.index.entries:
        kind = config.kinds.kinds[entry.kind]
        if kind.shelf != _SHELF or entry.state not in kind.open_states or not entry.date:
            continue
        days = days_between(entry.date, as_of)
        if days <= config.check.open_days:
            continue
        place = place_among(entry.path, entry.places, kind.state_field, entry.state)
        message = f"this {kind.label} has been open since {entry.date[:10]}, for {days} days"
        field = next((field.name for field in kind.fields if field.implies), "")
        done = next((state for state in kind.states if state not in kind.open_states), "")
        way_out = f"write `{field}:` with what answers it" if field else f"write `{kind.state_field}: {done}`"
        yield Diagnostic(place, "long-open", message, f"{way_out}, or ask whoever may know")

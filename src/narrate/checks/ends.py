"""Probes, and whatever else comes to an end, that are over and do not say what came of them."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.desk.ends import ended
from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic


def past_their_end(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:
    """`past-end`."""
    for entry in content.index.entries:
        kind = config.kinds.kinds[entry.kind]
        end = ended(entry, kind, as_of)
        if not end:
            continue
        written = " or ".join(f"`{kind.state_field}: {state}`" for state in kind.ended_states)
        message = f"this {kind.label} ended on {end} and is still `{entry.state}`"
        place = place_among(entry.path, entry.places, kind.end_field, end)
        yield Diagnostic(
            place, "past-end", message, f"write {written}, and what you know now" if written else ""
        )

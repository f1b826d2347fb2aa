"""Lessons, and whatever else asks to be reviewed, that nobody has looked at for as long as they say."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.duration import ago
from narrate.model.entry import Entry
from narrate.model.kinds import Kind
from narrate.model.review import looked_at, overdue, review_day


def due_for_review(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:
    """`review-due`: its review was to be before today. `invalid-value`: how long it may stand is no duration, or nobody
    can have looked at it when it says.
    """
    for entry in content.index.entries:
        kind = config.kinds.kinds[entry.kind]
        written = entry.fields.get(kind.review_field, "") if kind.review_field else ""
        if not written or not isinstance(written, str) or entry.state in kind.ended_states:
            continue
        if entry.fields.get(kind.reviewed_field) and looked_at(entry, kind) > ago(
            as_of, -1
        ):  # colleagues live east of the build
            yield _to_come(entry, kind)
        due = review_day(entry, kind)
        place = place_among(entry.path, entry.places, kind.review_field, written)
        if not due and looked_at(entry, kind):
            yield Diagnostic(
                place, "invalid-value", f"`{written}` is no duration", "write it like `6 months`"
            )
        elif overdue(entry, kind, as_of):
            message = f"this {kind.label} was to be reviewed by {due}"
            help_line = (
                f"read it again, mend what no longer holds, and write `{kind.reviewed_field}: {as_of}`"
            )
            yield Diagnostic(place, "review-due", message, help_line if kind.reviewed_field else "")


def _to_come(entry: Entry, kind: Kind) -> Diagnostic:
    said = looked_at(entry, kind)
    place = place_among(entry.path, entry.places, kind.reviewed_field, said)
    message = f"this {kind.label} says that it was reviewed on {said}, which is to come"
    return Diagnostic(place, "invalid-value", message, "write the day on which somebody looked at it")

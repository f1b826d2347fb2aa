"""The lessons that an entry's tags had when it was written, as its page shows them."""

from narrate.model.entry import Entry
from narrate.model.views import Learned
from narrate.planners.pieces import Pieces


def learned(entry: Entry, pieces: Pieces) -> tuple[Learned, ...]:
    """Those that nothing else on the page leads to, each with the tags that it shares."""
    return tuple(
        Learned(pieces.line(lesson), pieces.tags(tags)) for lesson, tags in pieces.lessons.before(entry)
    )

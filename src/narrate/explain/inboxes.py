"""In whose inbox an entry stands because of the day."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.explain.explanation import Shown
from narrate.forges import NO_FORGE
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.planners.pieces import Pieces
from narrate.stages.plan import site_of


def due_in_inboxes(entry: Entry, content: Understood, config: Config, as_of: str) -> Iterator[Shown]:
    """The inboxes of those who are to read it again."""
    if not entry.fields.get(config.kinds.kinds[entry.kind].review_field):
        return
    index = content.index
    pieces = Pieces(index, config, site_of(index, config), {}, NO_FORGE, as_of)
    for person, due in pieces.due.items():
        if any(one.url == entry.url for one, _ in due):
            inbox = next(each for each in index.streams if each.sort == "inbox" and each.id == person)
            yield Shown(inbox.url, inbox.title, "in the inbox and its feeds: its review is due")

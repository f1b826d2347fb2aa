"""What somebody receives: entries by others that are for them, each with the reason."""

import msgspec

from narrate.model.entry import Entry
from narrate.model.kinds import LinkType

FOR_SOMEBODY: tuple[LinkType, ...] = (
    "answers",
    "contradicts",
    "applies",
    "replies-to",
    "thanks",
    "mentions",
)
"""Links that are for whoever wrote, or is, what they lead to: what says most comes first."""


class Received(msgspec.Struct, frozen=True):
    """An entry by somebody else, and why it is for a person."""

    entry: Entry
    target: str
    """The address of what they wrote, or of their own page."""
    why: LinkType
    sentence: str
    """The sentence that says so; empty when a field does."""


Inboxes = dict[str, dict[str, tuple[Received, ...]]]
"""By person and address of the entry; what says most comes first."""

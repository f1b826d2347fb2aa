"""Lessons, and whatever else asks to be reviewed, that nobody has looked at for as long as they say."""

from collections.abc import Iterator

from narrate.desk.waiting import Situation, Waiting
from narrate.model import review


def due_reviews(situation: Situation) -> Iterator[Waiting]:
    """Those that were due first stand first."""
    for entry, due in review.due_reviews(situation.index, situation.kinds, situation.as_of):
        yield Waiting("reviews", entry, since=due)

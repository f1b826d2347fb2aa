"""The desk: what waits for somebody, on the whole site, in a community, in a team. One rule per file.

A rule is a pure function of the situation, and says nothing where too little shows it. What it says is put away by
`desk: off` in the page that a line is about.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from narrate.desk.at_risk import at_risk
from narrate.desk.contradicted import contradicted_since
from narrate.desk.ends import past_their_end
from narrate.desk.misspelt import misspelt_tags
from narrate.desk.newcomers import unwelcomed
from narrate.desk.orphans import waiting_orphans
from narrate.desk.questions import unanswered
from narrate.desk.ready import ready_to_distil
from narrate.desk.reviews import due_reviews
from narrate.desk.waiting import Situation, Voices, Waiting
from narrate.model.config import Config
from narrate.model.index import Index
from narrate.model.registry import Group
from narrate.model.streams import Stream

ADDRESS = "desk/"
"""What the address of a desk has after that of the site, the community or the team."""

RULES: tuple[Callable[[Situation], Iterable[Waiting]], ...] = (
    unanswered,
    unwelcomed,
    ready_to_distil,
    contradicted_since,
    due_reviews,
    past_their_end,
    at_risk,
    waiting_orphans,
    misspelt_tags,
)
"""In the order in which a desk shows what they find: people first, knowledge then, order last."""


class Desks:
    """All desks of a site. What waits is found once, when it is asked for."""

    def __init__(self, index: Index, config: Config, voices: Voices, as_of: str) -> None:
        self._index = index
        self._shown = config.desk.shown
        self._situation = Situation(
            index, config.kinds, config.desk, config.declared, as_of, voices, config.check.tags
        )

    @cached_property
    def site(self) -> tuple[Waiting, ...]:
        """Everything that waits."""
        if not self._shown:
            return ()
        situation = self._situation
        return tuple(
            waiting
            for rule in RULES
            for waiting in rule(situation)
            if waiting.entry is None or not situation.is_away(waiting.entry.url)
        )

    def of(self, stream: Stream) -> tuple[Waiting, ...]:
        """What waits in a community or in a team."""
        registry = self._index.registry
        if stream.sort == "community" and stream.id in registry.communities:
            chosen = self._of_community(registry.communities[stream.id], stream)
        elif stream.sort == "team" and stream.id in registry.teams:
            chosen = self._of_team(frozenset(registry.teams[stream.id].members))
        else:
            return ()
        return () if self._situation.is_away(stream.url) else chosen

    @cached_property
    def _concerned(self) -> frozenset[str]:
        """Addresses of the entries that anything on the site's desk is about."""
        return frozenset(waiting.entry.url for waiting in self.site if waiting.entry is not None)

    def _of_community(self, community: Group, stream: Stream) -> tuple[Waiting, ...]:
        """What is about an entry in its stream, about one of its tags, or about somebody who joined."""
        if not self.site:
            return ()
        urls = {entry.url for entry in stream.entries if entry.url in self._concerned}
        tags = self._with_narrower(community.tags)
        members = frozenset(community.members)
        return tuple(
            waiting
            for waiting in self.site
            if (waiting.entry is not None and waiting.entry.url in urls)
            or (waiting.meant or waiting.tag) in tags
            or (waiting.group == "newcomers" and waiting.person in members)
        )

    def _with_narrower(self, tags: tuple[str, ...]) -> frozenset[str]:
        """Tags with all below them."""
        known = self._index.registry.tags
        found: set[str] = set()
        todo = [tag for tag in tags if tag in known]
        while todo:
            tag = todo.pop()
            if tag not in found:
                found.add(tag)
                todo += known[tag].children
        return frozenset(found)

    def _of_team(self, members: frozenset[str]) -> tuple[Waiting, ...]:
        """What is about an entry of one of its people, or about what mostly they wrote."""
        return tuple(waiting for waiting in self.site if _is_theirs(waiting, members))


def _is_theirs(waiting: Waiting, members: frozenset[str]) -> bool:
    if waiting.entry is not None:
        return not members.isdisjoint(waiting.entry.authors)
    if waiting.person:
        return waiting.person in members
    theirs = sum(not members.isdisjoint(entry.authors) for entry in waiting.shown_by)
    return 2 * theirs > len(waiting.shown_by)


__all__ = ["ADDRESS", "Desks", "Waiting"]

"""The desk: what waits for somebody, on the whole site, in a community, in a team. One rule per file.

A rule is a pure function of the situation, and says nothing where too little shows it. What it says is put away by
`desk: off` in the page that a line is about.
"""

from collections import Counter
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
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.registry import Group
from narrate.model.streams import Stream
from narrate.stages.index import cares_for

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
        self._found: dict[str, tuple[Waiting, ...]] = {}
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
        if stream.url not in self._found:
            self._found[stream.url] = self._of(stream)
        return self._found[stream.url]

    def _of(self, stream: Stream) -> tuple[Waiting, ...]:
        registry = self._index.registry
        if stream.sort == "community" and stream.id in registry.communities:
            chosen: Iterable[Waiting] = self._of_community(registry.communities[stream.id])
        elif stream.sort == "team" and stream.id in registry.teams:
            chosen = self._by_team.get(stream.id, ())
        else:
            return ()
        return () if self._situation.is_away(stream.url) else tuple(chosen)

    def _is_in(self, entry: Entry, community: Group, tags: frozenset[str], members: frozenset[str]) -> bool:
        """Whether an entry is in its stream."""
        if community.id in entry.communities:
            return True
        return not tags.isdisjoint(entry.tags) and cares_for(members, self._situation.kind(entry), entry)

    def _of_community(self, community: Group) -> tuple[Waiting, ...]:
        """What is about an entry in its stream, about one of its tags, or about somebody who joined."""
        tags = self._with_narrower(community.tags)
        members = frozenset(community.members)
        return tuple(
            waiting
            for waiting in self.site
            if (waiting.entry is not None and self._is_in(waiting.entry, community, tags, members))
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

    @cached_property
    def _by_team(self) -> dict[str, list[Waiting]]:
        """For each team what is about an entry of one of its people, or about what mostly they wrote."""
        found: dict[str, list[Waiting]] = {}
        for waiting in self.site:
            for team in self._teams_of(waiting):
                found.setdefault(team, []).append(waiting)
        return found

    def _teams_of(self, waiting: Waiting) -> Iterable[str]:
        if waiting.entry is not None:
            return self._teams(waiting.entry.authors)
        if waiting.person:
            return self._teams((waiting.person,))
        theirs = Counter(team for entry in waiting.shown_by for team in self._teams(entry.authors))
        return [team for team, many in theirs.items() if 2 * many > len(waiting.shown_by)]

    def _teams(self, people: Iterable[str]) -> dict[str, None]:
        known = self._index.registry.people
        return {team: None for id_ in people if id_ in known for team in known[id_].teams}


__all__ = ["ADDRESS", "Desks", "Waiting"]

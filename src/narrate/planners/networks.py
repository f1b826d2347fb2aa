"""What there is of networks: the people, ties and communities of a site and of each community, when they say something.

Where little has happened there is no network: three people who have to do with each other, or a community that
connects two teams, is where one begins.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from narrate.model.config import Config
from narrate.model.index import Index
from narrate.model.registry import NETWORK, Group
from narrate.planners.shared_tags import SharedTag, shared_tags
from narrate.planners.ties import Tie, Ties

_FEW = 3
"""So many people, and so many pairs of them that have to do with each other, are the least that is worth showing."""
_SHARE = 10
"""One in so many of those who write, and a pair for each so many, at least: where most have never had to do with each other, that is not where they talk."""


class Found(NamedTuple):
    """A network."""

    people: tuple[str, ...]
    """By name."""
    ties: tuple[Tie, ...]
    """The newest first."""
    bridges: tuple[tuple[Group, tuple[str, ...]], ...]
    """Communities with those of their members who are here, when they are two or more."""


class Networks:
    """The networks of a site, each computed when somebody asks."""

    def __init__(self, index: Index, config: Config) -> None:
        self._index = index
        self._registry = index.registry
        self._is_wanted = config.network
        self._is_taken = any(stream.url == NETWORK for stream in index.streams)  # a kind may be called so
        self._ties = Ties(index, config.kinds)
        self._of: dict[str, Found | None] = {}

    @cached_property
    def site(self) -> Found | None:
        """That of the whole site."""
        communities = tuple(self._registry.communities.values())
        members = (one for community in communities for one in community.members)
        writing = len(self._index.of_person)
        return (
            self._found(self._ties.all, members, communities, writing)
            if self._is_wanted and not self._is_taken
            else None
        )

    def of(self, community: str) -> Found | None:
        """That of a community: its members, and who has to do with what stands in its stream."""
        if community not in self._of:
            self._of[community] = self._of_community(community) if self._is_wanted else None
        return self._of[community]

    def teams(self, people: Iterable[str]) -> tuple[str, ...]:
        """The teams that people come from, by name: the first of each person."""
        known = self._registry.people
        found = {known[one].teams[0] for one in people if known[one].teams}
        return tuple(sorted(found, key=self._team_rank.__getitem__))

    @cached_property
    def _team_rank(self) -> dict[str, int]:
        teams = self._registry.teams
        by_name = sorted(teams, key=lambda one: (teams[one].name.casefold(), one))
        return {one: number for number, one in enumerate(by_name)}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Where each person stands when all are sorted by name."""
        people = self._registry.people
        by_name = sorted(people, key=lambda one: (people[one].name.casefold(), one))
        return {one: number for number, one in enumerate(by_name)}

    @cached_property
    def shared_tags(self) -> dict[str, tuple[SharedTag, ...]]:
        """Of each community, the tags that it shares with others."""
        return shared_tags(self._index)

    def _of_community(self, id_: str) -> Found | None:
        own = self._registry.communities[id_]
        others = (other for other in self._registry.communities.values() if other.id != id_)
        return self._found(self._ties.of(id_), own.members, (own, *others))

    def _found(
        self, ties: tuple[Tie, ...], members: Iterable[str], communities: tuple[Group, ...], writing: int = 0
    ) -> Found | None:
        here = {tie.source for tie in ties} | {tie.target for tie in ties}
        here.update(one for one in members if self._registry.people[one].listed)
        bridges = (
            (community, tuple([one for one in community.members if one in here])) for community in communities
        )
        found = Found(
            tuple(sorted(here, key=self.rank.__getitem__)),
            ties,
            tuple((community, met) for community, met in bridges if len(met) > 1),
        )
        return found if self._is_telling(found, writing) else None

    def _is_telling(self, found: Found, writing: int) -> bool:
        if len(found.people) < _FEW or _SHARE * len(found.people) < writing:
            return False
        enough = max(_FEW, -(-writing // _SHARE))
        pairs: set[frozenset[str]] = set()
        for tie in found.ties:
            pairs.add(frozenset((tie.source, tie.target)))
            if len(pairs) >= enough:
                return True  # three pairs are three people, at least
        return any(len(self.teams(met)) > 1 for _, met in found.bridges)

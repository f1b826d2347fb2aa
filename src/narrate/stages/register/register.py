"""register: who and what the visible entries speak of, and the entries with every name resolved."""

from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.entry import Entry
from narrate.model.registry import Registry
from narrate.model.spoken import Spoken
from narrate.stages.gate import Passed
from narrate.stages.register.addresses import settle
from narrate.stages.register.entries import make_entries
from narrate.stages.register.groups import find_communities, find_teams
from narrate.stages.register.people import find_people, with_groups
from narrate.stages.register.stories import with_stories
from narrate.stages.register.tags import TagNames, find_tags


def register(passed: Passed, config: Config) -> tuple[Registry, tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """The registry of people, teams, communities and tags, and one entry for each record."""
    records, diagnostics = settle(passed.records)
    hidden = passed.withheld.names
    people, ids, redirects, unclear = find_people(records, config)
    teams, _ = find_teams(records, people, config, hidden)
    communities, of_community = find_communities(records, people, config, hidden)
    people = with_groups(people, teams, communities)
    names = TagNames(records, config)
    entries, spelled = make_entries(records, config, ids, names, of_community, communities)
    entries = with_stories(entries, records, ids, people, Spoken(hidden))
    tags = find_tags(entries, names, spelled, config)
    return Registry(people, teams, communities, tags, redirects), entries, (*diagnostics, *unclear)


__all__ = ["register"]

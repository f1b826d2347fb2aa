"""What the network of a site shows, and by which entries."""

from narrate.build import Understood
from narrate.explain.explanation import Connection, Explanation, Fact
from narrate.model.config import Config
from narrate.model.registry import NETWORK
from narrate.planners.networks import Networks


def explain_network(url: str, content: Understood, config: Config) -> Explanation | None:
    """The network at its address; None elsewhere, and when there is none."""
    found = Networks(content.index, config).site if url == NETWORK else None
    if found is None:
        return None
    what = Fact(
        "address", "the network: who answers, cites and mentions whom", "what the newest entries show"
    )
    ties = tuple(Connection(f"{tie.source} {tie.how}", tie.target, tie.entry.path) for tie in found.ties)
    return Explanation(url, (what,), ties)

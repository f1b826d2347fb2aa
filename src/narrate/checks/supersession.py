"""Entries that took each other's place, or that are said to hold although another one took theirs."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from narrate.build import Understood
from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.entry import Entry
from narrate.model.index import Index


def superseded_wrongly(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`superseded`."""
    index = content.index
    older: dict[str, set[str]] = {}
    for edge in index.links.edges:
        if edge.type == "supersedes" and edge.source in index.by_url and edge.target in index.by_url:
            older.setdefault(edge.source, set()).add(edge.target)
    for circle in circles_of(older):
        yield _in_a_circle([index.by_url[url] for url in circle], config)
    for newer in sorted(older):
        yield from _still_said_to_hold(index, newer, sorted(older[newer]), config)


def circles_of(older: dict[str, set[str]]) -> Iterator[list[str]]:
    """Addresses that lead back to themselves, each circle once, from its first address on."""
    left = older
    while True:
        try:
            TopologicalSorter({url: sorted(targets) for url, targets in sorted(left.items())}).prepare()
        except CycleError as error:
            circle = error.args[1][:-1][::-1]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
            gone = set(circle)
            left = {url: targets - gone for url, targets in left.items() if url not in gone}
        else:
            return


def _in_a_circle(circle: list[Entry], config: Config) -> Diagnostic:
    first = circle[0]
    names = [field.name for field in config.kinds.kinds[first.kind].fields if field.link == "supersedes"]
    place = place_among(first.path, first.places, names[0] if names else "")
    others = ", which supersedes ".join(f"`{entry.path}`" for entry in (*circle[1:], first))
    message = f"this {config.kinds.kinds[first.kind].label} supersedes {others}"
    return Diagnostic(place, "superseded", message, "decide which of them holds, and take out the other line")


def _still_said_to_hold(index: Index, newer: str, older: list[str], config: Config) -> Iterator[Diagnostic]:
    for url in older:
        entry = index.by_url[url]
        kind = config.kinds.kinds[entry.kind]
        if kind.state_field not in entry.places or not kind.ended_states or entry.state in kind.ended_states:
            continue
        place = place_among(entry.path, entry.places, kind.state_field, entry.state)
        message = (
            f"this {kind.label} is said to be `{entry.state}`, and `{index.by_url[newer].path}` supersedes it"
        )
        written = f"write `{kind.state_field}: {kind.ended_states[-1]}`"
        yield Diagnostic(place, "superseded", message, f"{written}, or take out what supersedes it")

"""Entries that took each other's place, or that are said to hold although another one took theirs."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.fields import place_among
from narrate.model.circles import circles_of
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
    for entry in index.entries:
        yield from _of_itself(entry, index, config)
    for circle in circles_of(older):
        yield _in_a_circle([index.by_url[url] for url in circle], config)
    for newer in sorted(older):
        yield from _still_said_to_hold(index, newer, sorted(older[newer]), config)


def _of_itself(entry: Entry, index: Index, config: Config) -> Iterator[Diagnostic]:
    """The smallest circle, of which no link is made."""
    kind, named = config.kinds.kinds[entry.kind], index.links.fields.get(entry.url, {})
    for field in kind.fields:
        if field.link == "supersedes" and any(one.url == entry.url for one in named.get(field.name, ())):
            place = place_among(entry.path, entry.places, field.name)
            message = f"this {kind.label} supersedes itself"
            yield Diagnostic(place, "superseded", message, f"name the {kind.label} whose place it took")


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
        said = entry.fields.get(kind.state_field, "")
        if not isinstance(said, str) or not said or not kind.ended_states:
            continue
        if said.casefold() == kind.default_state.casefold():  # as it began: nobody has claimed anything since
            continue
        if any(said.casefold().startswith(state.casefold()) for state in kind.ended_states):
            continue
        place = place_among(entry.path, entry.places, kind.state_field, said)
        message = f"this {kind.label} is said to be `{said}`, and `{index.by_url[newer].path}` supersedes it"
        written = f"write `{kind.state_field}: {kind.ended_states[-1]}`"
        yield Diagnostic(place, "superseded", message, f"{written}, or take out what supersedes it")

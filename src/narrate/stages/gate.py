"""gate: decides what exists for the audience being built. No later stage can see what it held back.

It hands on only the names of what it withheld, so that a link to one of them is neither broken nor telling.
"""

from datetime import date, timedelta
from posixpath import basename, dirname

import msgspec

from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.entry import Record
from narrate.model.moment import day
from narrate.stages.join import place_of


class Withheld(msgspec.Struct, frozen=True):
    """What links may not resolve to, by the names that links use."""

    paths: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """File names without ending, titles and aliases, casefolded."""
    urls: frozenset[str] = frozenset()


class Passed(msgspec.Struct, frozen=True):
    """What exists."""

    records: tuple[Record, ...]
    withheld: Withheld


def gate(
    records: tuple[Record, ...], config: Config, audience: str, drafts: bool, as_of: str
) -> tuple[Passed, tuple[Diagnostic, ...]]:
    """Passes the records that `audience` may see on the day `as_of`; `drafts`: in a preview, drafts too."""
    diagnostics: list[Diagnostic] = []
    reach = {name: distance for distance, name in enumerate(config.audiences)}
    tomorrow = (date.fromisoformat(as_of) + timedelta(days=1)).isoformat()
    passed: list[Record] = []
    paths: set[str] = set()
    names: set[str] = set()
    urls: set[str] = set()
    for record in records:
        if _is_visible(record, config, reach, reach[audience], drafts, as_of, tomorrow, diagnostics):
            passed.append(record)
            continue
        document = record.document
        paths.add(document.path)
        urls.add(record.url)
        stem = basename(document.path).rsplit(".", 1)[0]
        words = (stem, basename(dirname(document.path)) if stem.lower() in ("index", "readme") else "")
        for name in (*words, document.front.title, document.heading, *document.front.aliases):
            if name:
                names.add(name.casefold())
    return Passed(tuple(passed), Withheld(frozenset(paths), frozenset(names), frozenset(urls))), tuple(diagnostics)


def _is_visible(
    record: Record,
    config: Config,
    reach: dict[str, int],
    limit: int,
    drafts: bool,
    as_of: str,
    tomorrow: str,
    diagnostics: list[Diagnostic],
) -> bool:
    document = record.document
    front = document.front
    if front.broken:
        return False  # the reader of front matter has said so, with the place
    visibility = front.visibility or _of_folder(document.path, config) or config.visibility
    distance = reach.get(visibility.casefold())
    if distance is None:
        place = place_of(document, "visibility", visibility)
        known = ", ".join(f"`{name}`" for name in config.audiences)
        message = f"there is no audience `{visibility}`: the entry is withheld"
        if record.section < 0:
            diagnostics.append(Diagnostic(place, "unknown-visibility", message, f"the audiences are {known}"))
        return False
    if distance > limit:
        return False
    if drafts:
        return True
    if front.draft or (front.publish_on and day(front.publish_on) > tomorrow):
        return False
    return not (front.expires and day(front.expires) <= as_of)


def _of_folder(path: str, config: Config) -> str:
    """The audience of the innermost folder that has one."""
    if not config.folder_visibility:
        return ""
    folder = dirname(path)
    while folder:
        if folder in config.folder_visibility:
            return config.folder_visibility[folder]
        folder = dirname(folder)
    return config.folder_visibility.get("", "")

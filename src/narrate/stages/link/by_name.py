"""Links that the name of a file says: `re-warming-the-cache.md` replies, where nothing else says to what."""

import re
from collections.abc import Iterable, Iterator

from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.file_names import prefix_of, slug_of, stem_of
from narrate.model.kinds import Field, Kind
from narrate.model.links import Edge, Named

_COUNT = re.compile(r"-\d+$")


def by_name(
    entries: tuple[Entry, ...], config: Config, fields: dict[str, dict[str, tuple[Named, ...]]]
) -> Iterator[Edge]:
    """The edges that names write, in a repository that was made for narrate; only where one entry is meant."""
    if not config.declared:
        return
    of_kind = {kind.name: tuple(_invited(kind, config)) for kind in config.kinds.kinds.values()}
    named = [
        (entry, field, rest)
        for entry in entries
        for field, prefix in of_kind[entry.kind]
        if (rest := stem_of(entry).removeprefix(prefix)) != stem_of(entry) and entry.section < 0
    ]
    if not named:
        return
    called: dict[str, list[Entry]] = {}
    for entry in entries:
        called.setdefault(slug_of(entry), []).append(entry)
    for entry, field, rest in named:
        meant = called.get(rest) or called.get(_COUNT.sub("", rest), [])
        found = [one for one in meant if one is not entry and _is_invited(field, one, config)]
        if len(found) == 1 and field.link and field.name not in fields.get(entry.url, {}):
            ends = (found[0].url, entry.url) if field.reverse else (entry.url, found[0].url)
            yield Edge(*ends, field.link)


def _invited(kind: Kind, config: Config) -> Iterable[tuple[Field, str]]:
    """The fields of a kind that pages ask for, with what the names of such files begin with."""
    common = config.kinds.common if kind.name == config.kinds.default else ()
    return ((field, prefix_of(field)) for field in (*kind.fields, *common) if field.invite and field.link)


def _is_invited(field: Field, entry: Entry, config: Config) -> bool:
    kind = config.kinds.kinds[entry.kind]
    return not kind.registry and (kind.name in field.invite_on or not field.invite_on)

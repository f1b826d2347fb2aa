"""What has a day of its own: what belongs into a calendar, and what is to come."""

from functools import cached_property

from narrate.model.agenda import occasions
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kind, Kinds
from narrate.model.moment import day


class Agenda:
    """That of a site. Only what is due, past or to come reads `as_of`."""

    def __init__(self, index: Index, kinds: Kinds, as_of: str) -> None:
        self._index = index
        self._kinds = kinds.kinds
        self._as_of = as_of

    @cached_property
    def dated(self) -> frozenset[str]:
        """Addresses of the entries of which anything belongs into a calendar. Drafts do not."""
        kinds = self._kinds.values()
        names = {kind.name for kind in kinds if kind.start_field or kind.end_field or kind.review_field}
        return frozenset(
            entry.url
            for entry in self._index.entries
            if entry.kind in names and not entry.draft and any(occasions(entry, self._kinds[entry.kind]))
        )

    @cached_property
    def coming(self) -> frozenset[str]:
        """Addresses of the entries that take place from today on."""
        return frozenset(
            entry.url
            for entry in self._index.entries
            if _last_day(entry, self._kinds[entry.kind]) >= self._as_of
        )


def starts(entry: Entry, kind: Kind) -> str:
    """When what has a beginning takes place; its date when no field says so."""
    value = entry.fields.get(kind.start_field, "") if kind.start_field else ""
    return value if isinstance(value, str) and value else entry.date


def _last_day(entry: Entry, kind: Kind) -> str:
    """The last day of what has a beginning; empty for anything else."""
    if kind.shelf != "coming":
        return ""
    for name in (kind.end_field, kind.start_field):
        value = entry.fields.get(name, "") if name else ""
        if isinstance(value, str) and value:
            return day(value)
    return day(entry.date)

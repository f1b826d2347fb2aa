"""Who exchanges words with whom: replies and answers, in either direction."""

from functools import cached_property

from narrate.model.index import Index
from narrate.model.streams import newest_first


class Conversations:
    """All of a site, found when somebody asks."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, person: str) -> dict[str, tuple[str, ...]]:
        """By each person with whom somebody exchanged any: the addresses of the entries that did it, newest first."""
        by_url = self._index.by_url
        return {
            other: tuple(entry.url for entry in newest_first([by_url[url] for url in urls]))
            for other, urls in self._found.get(person, {}).items()
        }

    @cached_property
    def _found(self) -> dict[str, dict[str, dict[str, None]]]:
        by_url = self._index.by_url
        found: dict[str, dict[str, dict[str, None]]] = {}
        for edge in self._index.links.edges:
            if edge.type not in ("replies-to", "answers"):
                continue
            source, target = by_url.get(edge.source), by_url.get(edge.target)
            if source is None or target is None:
                continue
            for one in source.authors:
                for other in target.authors:
                    if one != other:
                        for person, partner in ((one, other), (other, one)):
                            found.setdefault(person, {}).setdefault(partner, {})[source.url] = None
        return found

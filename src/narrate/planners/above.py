"""The pages above a page: where it is, in the site's own words."""

from collections.abc import Callable
from functools import cached_property

from narrate.model.config import Config
from narrate.model.index import Index
from narrate.model.views import Ref
from narrate.words import words


class Above:
    """Finds them by address: a page is below whatever stands at the beginnings of its address."""

    def __init__(self, index: Index, config: Config, href: Callable[[str], str]) -> None:
        self._index = index
        self._config = config
        self._href = href
        self._known: dict[str, tuple[Ref, ...]] = {}

    def pages(self, url: str) -> tuple[Ref, ...]:
        """From the top, without the home page."""
        folder = url.rstrip("/").rpartition("/")[0]
        known = self._known.get(folder)
        if known is None:
            found = self.pages(folder) if folder else ()
            name = self._titles.get(f"{folder}/", "") if folder else ""
            known = self._known[folder] = (*found, Ref(name, self._href(f"{folder}/"))) if name else found
        return known

    @cached_property
    def _titles(self) -> dict[str, str]:
        """What pages are called, by their address: entries, what they belong to, and the lists of these."""
        say, registry = words(self._config.language).gettext, self._index.registry
        lists = {
            "person": registry.people,
            "team": registry.teams,
            "community": registry.communities,
            "tag": registry.tags,
        }
        kinds = self._config.kinds.kinds.values()
        return (
            {entry.url: entry.name for entry in self._index.entries}
            | {stream.url: stream.title for stream in self._index.streams if stream.sort != "home"}
            | {f"/{kind.folder}/": say(kind.plural) for kind in kinds if lists.get(kind.registry)}
        )

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
            name = self._name(f"{folder}/") if folder else ""
            known = self._known[folder] = (*found, Ref(name, self._href(f"{folder}/"))) if name else found
        return known

    def _name(self, url: str) -> str:
        """What a page is called; empty when there is none."""
        entry = self._index.by_url.get(url)
        return self._lists.get(url, "") or (entry.name if entry else "")

    @cached_property
    def _lists(self) -> dict[str, str]:
        """What the pages are called that are no entries, by their address: what entries belong to, and the lists of these."""
        say, registry = words(self._config.language).gettext, self._index.registry
        lists = {
            "person": registry.people,
            "team": registry.teams,
            "community": registry.communities,
            "tag": registry.tags,
        }
        kinds = self._config.kinds.kinds.values()
        return {stream.url: stream.title for stream in self._index.streams if stream.sort != "home"} | {
            f"/{kind.folder}/": say(kind.plural) for kind in kinds if lists.get(kind.registry)
        }

"""A small site in which there is something to find, and what Python finds in it: the browser is held to the same order."""

import sys

from narrate.build import understand
from narrate.cache.store import Store
from narrate.finding.found import Finder
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Surroundings, open_project
from narrate.stages.searchable import searchable
from narrate.workers import Workers
from smallsite import CONFIGURATION, TODAY, SmallSite

FILES = {
    "narrate.toml": CONFIGURATION
    + 'audiences = ["public", "internal", "board"]\nvisibility = "internal"\naudience = "internal"\n',
    "people/ana.md": "---\nname: Ana Lee\nteam: platform\noffers: [Kalman filters]\n---\nI work on the importer.\n",
    "people/ben.md": "---\nname: Ben Ödegård\nteam: web\n---\nHello.\n",
    "posts/2026-01-02-warm.md": (
        "---\nauthors: [ana]\ntags: [ci/cache]\n---\n# Nineteen minutes\n\nThe cache was cold.\n\n"
        "## What I tried\n\nWarming it in the morning with `readFileSync` and `--changed-since`.\n"
    ),
    "posts/2026-01-03-again.md": "---\nauthors: [ben]\ntags: [ci]\n---\n# Again\n\nI warmed the cache twice.\n",
    "posts/2026-01-05-equal.md": "---\nauthors: [ben]\n---\n# Other\n\nI warmed the cache twice.\n",
    "posts/2025-12-01-error.md": (
        "---\nauthors: [ben]\n---\n# Trouble\n\n```\nError: ECONNREFUSED 127.0.0.1:5432 in src/importer/clock.py\n```\n"
    ),
    "lessons/warm.md": (
        "---\ndate: 2026-01-01\nstatus: practised\n---\n# Warm the cache before the demo\n\nOr wait for it.\n"
    ),
    "lessons/old.md": "---\nstatus: superseded\n---\n# The cache warms itself\n\nCache, cache, warm cache.\n",
    "questions/2026-02-01-why.md": "---\nauthors: [ben]\n---\n# Warum ist die Größe falsch?\n\nIch weiß es nicht.\n",
    "pages/chinese.md": "# 缓存预热\n\n我们在早上预热缓存。\n",
    "private.md": "---\nvisibility: board\n---\n# Zebra\n\nNobody finds a zebra.\n",
}


class Order:
    """Finds in a site."""

    def __init__(self, site: SmallSite) -> None:
        around = Surroundings(site.folder, {"HOME": str(site.folder / "home")}, sys.platform)
        opened = open_project("notes", around)
        request = Request(audience=opened.config.audience, as_of=TODAY, jobs=1)
        self.store = Store(opened.project.cache_dir)
        workers = Workers(1)
        content = understand(
            opened.project, opened.config, request, self.store, workers, silent, drawing=False
        )
        index = searchable(content.index, content.connected.key, opened.config, self.store, workers, silent)
        self.finder = Finder(content.index, index, opened.config, self.store)

    def __call__(self, query: str) -> list[str]:
        """The last parts of the addresses that a query finds, the best first."""
        return [url.strip("/").rpartition("/")[2] for url in self.finder.order(query)]

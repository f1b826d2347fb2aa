"""What the commands that only read begin with: the content, as a build understands it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from narrate.build import Understood, understand
from narrate.cache.store import Store
from narrate.model.report import Progress, Request
from narrate.progress import watching
from narrate.project import Opened
from narrate.workers import Workers, leave_garbage


@dataclass(frozen=True)
class Reading:
    """The content, and what computing more from it takes: where it is kept, who does it, who is told."""

    content: Understood
    store: Store
    workers: Workers
    progress: Progress


@contextmanager
def reading(opened: Opened, request: Request) -> Iterator[Reading]:
    """Reads the content of a site. Diagrams that are new are not drawn, for nobody is shown any."""
    leave_garbage()
    with (
        watching(sys.stderr, quiet=True) as progress,
        Store(opened.project.cache_dir) as store,
        Workers(request.jobs) as workers,
    ):
        content = understand(opened.project, opened.config, request, store, workers, progress, drawing=False)
        yield Reading(content, store, workers, progress)

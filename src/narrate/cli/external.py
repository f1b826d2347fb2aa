"""What `--external` of `narrate check` does: the one place that lets narrate use the network."""

from narrate.build import Understood
from narrate.changes.brought import Brought
from narrate.external.ask import ask_for
from narrate.external.found import found
from narrate.external.uses import uses
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, level_of
from narrate.model.report import Progress
from narrate.stages.quote import quote

SECONDS = 10.0
"""How long one request may take."""
LIMIT = 600.0
"""How long all of them may."""
_CODES = ("dead-external-link", "moved-external-link", "unclear-external-link")


def look_outside(
    content: Understood, config: Config, brought: Brought | None, progress: Progress
) -> tuple[Diagnostic, ...]:
    """What is wrong with links to other hosts; with `brought`, with those that the change added."""
    if all(level_of(code, config.levels) == "off" for code in _CODES):
        return ()
    asked = list(uses(content, config))
    if brought is not None:
        renamed = brought.renamed
        old = {
            (renamed.get(each.place.path, each.place.path), each.url)
            for each in uses(brought.before, brought.config)
        }
        asked = [each for each in asked if (each.place.path, each.url) not in old]
    answers = ask_for(
        (each.url for each in asked), SECONDS, LIMIT, lambda done, total: progress("asked", done, total)
    )
    return quote(content.found, tuple(found(asked, answers)))

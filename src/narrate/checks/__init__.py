"""What is worth a look in the content, besides what every build reports: one problem per file.

A check is a pure function of what the content says, the configuration and the day. `narrate check` runs all that are
listed here; a code whose level is `off` is not reported.
"""

from collections.abc import Callable, Iterable

from narrate.build import Understood
from narrate.checks.alt_text import without_alt_text
from narrate.checks.authors import misspelt_authors
from narrate.checks.dates import without_date
from narrate.checks.ends import past_their_end
from narrate.checks.groups import misspelt_groups
from narrate.checks.held_back import held_back
from narrate.checks.listed_tags import not_listed
from narrate.checks.near_tags import near_others
from narrate.checks.open import open_too_long
from narrate.checks.orphans import orphans
from narrate.checks.reviews import due_for_review
from narrate.checks.supersession import superseded_wrongly
from narrate.checks.titles import titled_alike
from narrate.config_notes import notes
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic

Check = Callable[[Understood, Config, str], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    misspelt_authors,
    misspelt_groups,
    near_others,
    not_listed,
    due_for_review,
    superseded_wrongly,
    held_back,
    open_too_long,
    past_their_end,
    without_date,
    orphans,
    without_alt_text,
    titled_alike,
)


def check(content: Understood, config: Config, as_of: str) -> tuple[Diagnostic, ...]:
    """Everything there is to say of the content: what a build says, and what the checks find."""
    found = (diagnostic for each in CHECKS for diagnostic in each(content, config, as_of))
    return (*content.diagnostics, *notes(config), *found)

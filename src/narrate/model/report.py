"""What a build is asked for, besides project and configuration, and what it has to say in the end."""

from typing import Protocol

import msgspec

from narrate.model.diagnostic import Diagnostic
from narrate.model.manifest import Manifest


class Request(msgspec.Struct, frozen=True):
    """What the command line decides for one build. `base_url` is not here: it is set in the `Config`."""

    audience: str
    """For whom the site is built: one of the configuration's audiences."""
    as_of: str
    """Today, as `YYYY-MM-DD`: the one place where it comes from."""
    drafts: bool = False
    jobs: int = 0
    """How many processes may work; 0: as many as the machine has cores."""
    resizing: bool = True
    """Whether large photographs get smaller variants, which takes long when all of them are new."""
    strict: bool = False
    """Whether an error keeps the site from being published."""
    explain: bool = False
    """Whether `BuildReport.reasons` is wanted."""
    found: tuple[Diagnostic, ...] = ()
    """What was found before the build, in `narrate.toml`. It is part of the report, and counts with `strict`."""


class Reason(msgspec.Struct, frozen=True, array_like=True):
    """Why an output was rendered again."""

    path: str
    """Below the output folder, with `/`."""
    why: tuple[str, ...]
    """Sentences without a full stop: `it is new`, `the template entry.html changed`."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did. Only the command line measures `seconds`."""

    pages: int
    """Pages of the site for people."""
    files: int
    """All outputs, pages included."""
    rendered: int
    """Pages that were rendered in this build."""
    unchanged: int
    removed: int
    seconds: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """For each page that was rendered, in the order of their paths; empty unless asked for."""
    published: bool = True
    """False when `strict` met an error: the previous output is as it was."""
    changed: tuple[str, ...] = ()
    """The outputs that were made or removed, below the output folder."""
    manifest: Manifest = Manifest({})
    """What is published now; empty when nothing was."""
    content: object = None
    """What the site says, as it was understood, for whoever goes on with it; nobody else has to let go of it."""


class Progress(Protocol):
    """Hears how far a stage is. Called often: it decides itself what is worth showing."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`stage` is a verb in the past tense (`parsed`); `total` is 0 when it is not known."""

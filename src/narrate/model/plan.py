"""The plan is a series of outputs, each with the view it is a function of."""

from collections.abc import Callable
from typing import Any

import msgspec

from narrate.model.links import Drawn, Resized
from narrate.model.search import SearchIndex


class Planned(msgspec.Struct, frozen=True):
    """One output."""

    path: str
    """Below the output folder, with `/`."""
    renderer: str
    """What makes its bytes: the name of a template (`entry.html`), or of a renderer of `render.RENDERERS` (`atom`)."""
    view: Any
    """A value of `views`, or the digest of the file to copy."""
    source: str = ""
    """The content file it shows, for explanations; or the file to copy."""


class Made(msgspec.Struct, frozen=True):
    """What was made before anything is planned."""

    static: tuple[tuple[str, bytes], ...]
    """The theme's files."""
    drawings: dict[str, Drawn]
    """The address of each drawn diagram by its source."""
    resized: Resized
    """The smaller variants of pictures."""
    search: Callable[[], SearchIndex] | None
    """Gives the search index, which is arranged meanwhile; None: the site cannot be searched."""

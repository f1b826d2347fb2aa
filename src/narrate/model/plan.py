"""The plan is a series of outputs, each with the view it is a function of."""

from typing import Any

import msgspec


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

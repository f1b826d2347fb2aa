"""The record of the last publish: what is in the output folder and from what it was made."""

import msgspec


class Output(msgspec.Struct, frozen=True, array_like=True):
    """A published file. The three keys together decide whether it is rendered again."""

    view: bytes
    """Digest of the view; empty while the file is being replaced, so that a killed publish is repeated."""
    maker: bytes
    """Digest of the template with all it includes, or of the renderer's code."""
    size: int
    """In bytes; a file of another size was touched by somebody else."""


class Manifest(msgspec.Struct, frozen=True):
    """All published files by path. Lies in the output folder; a folder that has one is never content."""

    outputs: dict[str, Output]


NAME = ".narrate-manifest"

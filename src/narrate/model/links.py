"""References resolved to targets, and the one graph of typed links."""

from typing import Literal

import msgspec

from narrate.model.kinds import LinkType

TargetState = Literal["entry", "file", "elsewhere", "missing", "withheld", "plain"]
"""`elsewhere`: another host or the forge. `plain`: words only, and nothing wrong with that (`@dataclass`)."""


class Variant(msgspec.Struct, frozen=True, array_like=True):
    """A picture once more, smaller."""

    href: str
    width: int


Resized = dict[str, tuple[Variant, ...]]
"""The variants of pictures, the smallest first, by the picture's address."""


class Target(msgspec.Struct, frozen=True, array_like=True):
    """What a reference leads to."""

    state: TargetState
    href: str = ""
    """Ready for an attribute: with the site's base path and fragment. Empty when it leads nowhere."""
    text: str = ""
    """Replaces the link's words when not empty (a wikilink by file name shows the title)."""
    title: str = ""
    """What the target is called, when that is not what the words say."""
    embed: "Embedded | None" = None
    size: tuple[int, int] = (0, 0)
    """Of a picture: its width and height; zeros when not known."""
    variants: tuple[Variant, ...] = ()
    """Of a picture: the same, smaller, the smallest first."""


class Drawn(msgspec.Struct, frozen=True, array_like=True):
    """A diagram as a picture. Without an address it could not be drawn, and its source is shown instead."""

    href: str = ""
    size: tuple[int, int] = (0, 0)
    """Its width and height."""


NOT_DRAWN = Drawn()


class BodyRef(msgspec.Struct, frozen=True, array_like=True):
    """A body by its digest, with what fills its holes. Only rendering loads the body itself."""

    digest: bytes
    targets: tuple[Target, ...] = ()
    """One for each reference of the text, in order."""
    diagrams: tuple[Drawn, ...] = ()
    start: int = 0
    end: int = -1
    """The segments that are shown; -1: to the end."""
    ids: bool = True
    """False for a body inside another page: its `id` attributes are left out."""
    page: str = ""
    """Then: the address of its own page, where links within it lead."""


class Embedded(msgspec.Struct, frozen=True, array_like=True):
    """A piece of another entry, shown in place."""

    href: str
    title: str
    body: BodyRef


class Edge(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A typed link between two addresses of the site. Written once, shown at both ends."""

    source: str
    target: str
    type: LinkType
    sentence: str = ""
    """The sentence around it, plain text; empty for a link that a field writes."""
    fragment: str = ""
    """The heading of the target that it leads to, without `#`."""


class Named(msgspec.Struct, frozen=True, array_like=True):
    """What one value of a link field leads to. `url` is its site-relative address, or empty."""

    target: Target
    url: str
    fragment: str = ""
    """The heading there that is meant, without `#`."""


class Links(msgspec.Struct, frozen=True):
    """Everything that connects."""

    targets: dict[str, tuple[Target, ...]]
    """For each entry's address, what its references lead to, in their order."""
    fields: dict[str, dict[str, tuple["Named", ...]]]
    """For each entry's address, what its link fields name."""
    edges: tuple[Edge, ...]
    """Without duplicates, sorted by source, target, type."""
    files: dict[str, str]
    """Files beside the entries that a page uses: source path to site-relative address."""
    pictures: dict[str, tuple[int, int]]
    """Of the pictures that a page shows: source path to width and height."""

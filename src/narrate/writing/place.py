"""Where a new file goes and what it is called: by its kind, by who writes, by the day, by its title."""

import re
from collections.abc import Callable, Collection
from posixpath import splitext
from urllib.parse import unquote, urlsplit

from narrate.model.config import Config
from narrate.model.kinds import Kind
from narrate.model.urls import slugify

_LONGEST = 60
"""Characters of a title that become part of a file's name. People read names in lists."""
_MEANT = frozenset({"index", "readme", "_index", "con", "prn", "aux", "nul"})
"""Names that would make the file something else: a folder's own page, or a device on Windows."""
_PERIOD = re.compile(r"[.…]+(?=\s|$)")
"""What ends a sentence. The dot in `v1.2` stays."""
_DEVICE = re.compile(r"(?:com|lpt)\d")


def folder_of(kind: Kind, config: Config, person: str, exists: Callable[[str], bool]) -> str:
    """The folder for a new entry, below the content root. `exists` says which there are.

    Where entries of the kind are kept already, else where the kind says. In it the writer's own folder
    (`narrations/ana`), when there is one; entries of the default kind, and what looks back, always go to one.
    """
    ruled = [path for path, name in config.folder_kinds.items() if name == kind.name and "*" not in path]
    candidates = [path.strip("/") for path in (*ruled, kind.folder, *kind.folders)]
    folder = next((path for path in candidates if exists(path)), kind.folder)
    own = f"{folder}/{person}"
    if person and not kind.registry and (kind.name == config.kinds.default or kind.looks_back or exists(own)):
        return own
    return folder


def stem_of(kind: Kind, title: str, today: str) -> str:
    """A file's name without ending: the day, for what belongs to a day, and the title. A nested tag has folders."""
    if kind.registry == "tag":  # `ci/cache` is a tag below `ci`, and its page lies there
        return "/".join(slugify(part) for part in title.split("/") if part.strip())
    words = cut(_PERIOD.sub("", " ".join(title.split())))
    slug = slugify(words).removesuffix(".md").strip("-.") if words else ""
    if not kind.dated:
        return slug
    return f"{today}-{slug}" if slug else today


def address_name(address: str) -> str:
    """What to call a file that is about an address: the host and the last part of the path."""
    parts = urlsplit(address)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host} {splitext(last)[0]}".strip()


def free_name(stem: str, taken: Collection[str]) -> str:
    """`stem.md`, or with the next free number. `taken`: all names in the folder, of folders too."""
    slugs = {slugify(splitext(name)[0]) for name in taken} | {slugify(name) for name in taken}
    number = 1
    name = stem
    while slugify(name) in slugs or name.lower() in _MEANT or _DEVICE.fullmatch(name.lower()):
        number += 1
        name = f"{stem}-{number}"
    return f"{name}.md"


def cut(words: str) -> str:
    """A long title, cut at a word."""
    if len(words) <= _LONGEST:
        return words
    cut = words[: _LONGEST + 1].rpartition(" ")[0]
    return cut if len(cut) > _LONGEST // 2 else words[:_LONGEST]

"""What a preview is made of, in a form that is cheap to compare: names, sizes and times, no contents.

A build decides by contents what has changed. This only decides whether it is worth starting one, so it may be
wrong in one direction: a file that was touched starts a build that finds nothing.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from narrate import __version__
from narrate.config import NAME
from narrate.errors import NarrateError
from narrate.extends import read_layers
from narrate.git.checkout import checkout_files
from narrate.model.config import Config
from narrate.project import Opened, Project
from narrate.stages.discover import folders_apart, walk
from narrate.theme.load import theme_folders


@dataclass(frozen=True)
class Inputs:
    """Where the things lie that a preview is made of."""

    single: tuple[Path, ...]
    """The project's folder, its configuration, and what says which commit is checked out. They need not exist."""
    project: Project | None = None
    """None while the configuration cannot be read: then only `single` matters."""
    config: Config | None = None
    themes: tuple[Path, ...] = ()
    ignored: tuple[str, ...] = ()
    """What Git is told to ignore, as of the last build."""

    @property
    def apart(self) -> tuple[Path, ...]:
        """Folders that are not content."""
        return folders_apart(self.project, self.config) if self.project and self.config else ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose files matter."""
        return (self.project.content_root, *self.themes) if self.project else ()


def inputs(root: Path, opened: Opened | None, ignored: tuple[str, ...] = ()) -> Inputs:
    """What to look at: everything when the project could be opened, else what may mend it."""
    single = (root, root / NAME, *_layers(root), *checkout_files(root))
    if opened is None:
        return Inputs(single)
    project, config = opened.project, opened.config
    themes = theme_folders(config.theme, project.root, project.root / "theme" if config.declared else None)
    return Inputs(single, project, config, themes, ignored)


@dataclass(frozen=True)
class Signature:
    """What was there at one moment."""

    single: bytes
    """Changes when the configuration changes, or what is checked out."""
    everything: bytes
    """Changes whenever a file is written, moved, added or removed that a preview may be made of."""


def signature(look: Inputs) -> Signature:
    """What is there now."""
    return Signature(signature_of_single(look), _digest(_facts(look)))


def signature_of_single(look: Inputs) -> bytes:
    """The part that costs next to nothing."""
    return _digest(_stat(path) for path in look.single)


def _facts(look: Inputs) -> Iterator[str]:
    if look.project is None or look.config is None:
        return
    for path, entry in walk(look.project.content_root, look.config, look.ignored, look.apart):
        try:
            yield f"{path}|{_shown(entry.stat())}"
        except OSError:
            yield f"{path}|"
    for folder in look.themes:
        yield from (_stat(path) for path in sorted(folder.rglob("*")))


def _stat(path: Path) -> str:
    try:
        return f"{path}|{_shown(path.stat())}"
    except OSError:
        return f"{path}|"


def _shown(found: os.stat_result) -> str:
    """The time of the last change of any sort is set by the system: no program can keep it while it writes."""
    return f"{found.st_ino},{found.st_size},{found.st_mtime_ns},{found.st_ctime_ns}"


def _digest(facts: Iterable[str]) -> bytes:
    return hashlib.blake2b("\n".join(facts).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def _layers(root: Path) -> tuple[Path, ...]:
    """The files that the configuration extends, as far as it can be read."""
    try:
        return tuple(layer.path for layer in read_layers(root, root / NAME, __version__)[1:])
    except NarrateError:
        return ()

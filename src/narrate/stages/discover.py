"""discover: which files there are, and which of them are documents."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path

from narrate.cache.digest import digest
from narrate.model.config import Config
from narrate.model.manifest import NAME as MANIFEST
from narrate.model.source import Source, Sources
from narrate.project import Project

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")

PROGRAMS = frozenset(
    {"node_modules", "bower_components", "__pycache__", "site-packages", "venv", "virtualenv", "env"}
)
"""Folders of programs: what is Markdown in them was written by somebody else."""

_TEMPLATES = frozenset(
    {
        "templates",
        "template",
        "archetypes",
        "layouts",
        "_layouts",
        "_includes",
        "_templates",
        "_site",
        "_book",
        "vendor",
        "third_party",
        "examplesite",
    }
)
"""Folders that hold models of pages, or built ones, in repositories made for other programs."""

_LEGAL = re.compile(r"(licen[cs]e|copying|notice)([-_.].*)?\.\w+$", re.IGNORECASE)


@dataclass(frozen=True)
class Folder:
    """The content root as later stages may ask for it: one file at a time."""

    root: Path

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OSError when it is gone meanwhile."""
        return Path(self.root, path).read_bytes()

    def has(self, path: str) -> bool:
        """Whether a path leads to a file below the root, content or not."""
        try:
            return not path.startswith("..") and Path(self.root, path).is_file()
        except (OSError, ValueError):  # a name that no file can have
            return False


class Found(Sources, frozen=True):
    """What was discovered, with the documents' bytes for the next stage."""

    content: dict[str, bytes]
    folder: Folder


def folders_apart(project: Project, config: Config) -> tuple[Path, ...]:
    """The project's folders that are not content: what narrate writes, and the team's own theme."""
    written = (project.output, project.stage, project.cache_dir)
    chosen = project.root / config.theme
    themes = (project.root / "theme",) if config.declared else ()
    return (*written, *themes, chosen) if (chosen / "theme.toml").is_file() else (*written, *themes)


def discover(root: Path, config: Config, ignored: tuple[str, ...], apart: tuple[Path, ...]) -> Found:
    """Reads every Markdown file below `root`, and lists the others.

    `ignored`: paths that Git ignores; `apart`: folders that are not content (output, cache, theme).
    Hidden files and folders, folders of programs, and folders that narrate published are left out;
    in a repository that was not made for narrate also template folders, licence files and submodules.
    Symbolic links are followed only to files inside `root`.
    """
    documents, files, content = [], set(), {}
    for path, entry in walk(root, config, ignored, apart):
        if not _is_document(entry):
            if in_utf_8(entry.path) == entry.path:  # a link can name no other
                files.add(path)
            continue
        try:
            data = _content(entry.path)
        except OSError:
            continue
        if not config.declared and _LEGAL.match(entry.name):
            files.add(path)
            continue
        documents.append(Source(path, digest(data), len(data)))
        content[path] = data
    documents.sort(key=lambda source: source.path)
    return Found(tuple(documents), frozenset(files), content, Folder(root))


def walk(
    root: Path, config: Config, ignored: tuple[str, ...], apart: tuple[Path, ...]
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Every file that may be part of the site, by its path below `root`; the arguments are those of `discover`."""
    globs = tuple(re.compile(translate(pattern.rstrip("/"))) for pattern in config.ignore)
    apart_paths = {str(folder) for folder in apart}
    left_out = frozenset(path.rstrip("/") for path in ignored)
    return _walk(str(root), str(root), "", config.declared, left_out, apart_paths, globs)


def _content(path: str) -> bytes:
    """A file's bytes, asked from the system directly: a file object costs as much again as a small file."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(handle).st_size
        data = os.read(handle, size + 1)
        while len(data) >= size + 1 or (data and len(data) < size):
            more = os.read(handle, 1 << 20)
            if not more:
                break
            data += more
    finally:
        os.close(handle)
    return data


def could_be_document(path: str, config: Config, apart: tuple[str, ...]) -> bool:
    """Whether a path that is no longer there would be a document by its name. `apart`: folders below the root."""
    name = path.rpartition("/")[2]
    return (
        name.lower().endswith(MARKDOWN)
        and (config.declared or not _LEGAL.match(name))
        and could_be_content(path, config, apart)
    )


def could_be_content(path: str, config: Config, apart: tuple[str, ...]) -> bool:
    """Whether a path that is no longer there would be content, a document or a file beside one."""
    *folders, name = path.split("/")
    globs = tuple(re.compile(translate(pattern.rstrip("/"))) for pattern in config.ignore)
    steps = ["/".join(folders[: end + 1]) for end in range(len(folders))]
    if any(part.startswith(".") for part in (*folders, name)) or any(step in apart for step in steps):
        return False
    if any(glob.match(step) for glob in globs for step in (*steps, path)):
        return False
    return not any(_passed_over(folder, config.declared) for folder in folders)


def _passed_over(folder: str, declared: bool) -> bool:
    """Whether a folder of this name never holds content."""
    lower = folder.lower()
    return lower in PROGRAMS or (not declared and lower in _TEMPLATES)


def in_utf_8(path: str) -> str:
    r"""A path that is no UTF-8 as text that can be encoded: what cannot be read becomes `\xff`."""
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _walk(
    root: str,
    folder: str,
    below: str,
    declared: bool,
    ignored: frozenset[str],
    apart: set[str],
    globs: tuple[re.Pattern[str], ...],
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    if below and any(entry.name == MANIFEST or (entry.name == ".git" and not declared) for entry in entries):
        return
    for entry in entries:
        name = in_utf_8(entry.name)
        path = f"{below}/{name}" if below else name
        if name.startswith(".") or path in ignored or any(glob.match(path) for glob in globs):
            continue
        if entry.is_dir(follow_symlinks=False):
            if _passed_over(name, declared) or entry.path in apart:
                continue
            yield from _walk(root, entry.path, path, declared, ignored, apart, globs)
        elif _is_inside(entry, root):
            yield path, entry


def _is_inside(entry: os.DirEntry[str], root: str) -> bool:
    """Whether it is a regular file, or a link to one below the root."""
    if not entry.is_symlink():
        return entry.is_file(follow_symlinks=False)
    try:
        target = os.path.realpath(entry.path)
        return stat.S_ISREG(os.stat(target).st_mode) and target.startswith(os.path.realpath(root) + os.sep)
    except OSError:
        return False


def _is_document(entry: os.DirEntry[str]) -> bool:
    """Whether it is Markdown: by its ending, or, when the name is a phrase without an ending, by its first line."""
    if entry.name.lower().endswith(MARKDOWN):
        return True
    _, dot, suffix = entry.name.rpartition(".")
    if " " not in entry.name or (dot and " " not in suffix):
        return False
    try:
        with open(entry, "rb") as file:
            start = file.read(200).lstrip()
    except OSError:
        return False
    return start.startswith((b"# ", b"---\n", b"---\r\n"))

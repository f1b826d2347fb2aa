"""Where a project is: its folder, its content, and the two folders that narrate writes to.

Building a repository that has no `narrate.toml` writes nothing into it: the output is in the current
folder and the cache in the user's own cache folder.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.config import NAME, read_config
from narrate.errors import NarrateError
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.manifest import NAME as MANIFEST


@dataclass(frozen=True)
class Surroundings:
    """What the command line knows of the machine, handed down so that nothing below asks for it."""

    cwd: Path
    environ: Mapping[str, str]
    platform: str
    """As `sys.platform`."""


@dataclass(frozen=True)
class Project:
    """The folders of a project, absolute and without symbolic links."""

    root: Path
    content_root: Path
    """`root`, or a folder below it."""
    config_path: Path | None
    """None: the folder has no `narrate.toml`."""
    output: Path
    cache_dir: Path
    own_cache: Path | None = None
    """narrate's folder in the user's own cache, for what is run when it is found again: in `cache_dir`, whoever wrote
    the content could have put it. None: the user has no home."""

    @property
    def stage(self) -> Path:
        """Where outputs are made before they are published: beside the output, on the same disk."""
        return self.output.with_name(f".{self.output.name}.stage")


@dataclass(frozen=True)
class Opened:
    """A project with its configuration and what is wrong with that."""

    project: Project
    config: Config
    diagnostics: tuple[Diagnostic, ...]


def open_project(path: str, around: Surroundings, output: str = "") -> Opened:
    """The project that `path` is in. `output`: the folder that the command line asks for, or empty.

    Raises `NarrateError` when there is none, its configuration cannot be read, or the output folder
    holds something that narrate did not write.
    """
    opened = find_project(path, around, output)
    _refuse_unsafe_output(opened.project, around.cwd)
    if not output:
        _refuse_output_elsewhere(opened, around.cwd)
    return opened


def find_project(path: str, around: Surroundings, output: str = "") -> Opened:
    """The same for whoever publishes nothing: what is in the output folder does not matter."""
    root, config_path = locate(path, around.cwd)
    config, diagnostics = read_config(root, config_path)
    project = Project(
        root=root,
        content_root=(root / config.content).resolve(),
        config_path=config_path,
        output=_output(root, config_path, config, output, around.cwd),
        cache_dir=_cache(root, config_path, around),
        own_cache=_own_cache(around),
    )
    return Opened(project, config, diagnostics)


def open_preview(path: str, around: Surroundings, name: str) -> Opened:
    """The project that `path` is in, with an output of its own inside the cache: what `narrate serve` shows.

    Raises `NarrateError` as `open_project` does.
    """
    opened = find_project(path, around)
    output = opened.project.cache_dir / "preview" / name
    return replace(opened, project=replace(opened.project, output=output))


def locate(path: str, cwd: Path) -> tuple[Path, Path | None]:
    """The project's folder and its `narrate.toml`.

    That is the folder named, or one above it up to the top of the Git repository; without a `narrate.toml`
    in any of them, the folder named is the project.
    """
    try:
        named = (cwd / path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise NarrateError(
            f"there is no folder `{path}`", "name a folder with Markdown files in it"
        ) from error
    if named.is_file() and named.name == NAME:
        named = named.parent
    if not named.is_dir():
        raise NarrateError(f"`{path}` is a file", "name the folder that it is in")
    for folder in _up_to_repository(named):
        if (folder / NAME).is_file():
            return folder, folder / NAME
    return named, None


def _up_to_repository(named: Path) -> Iterator[Path]:
    """The folder, and when it is in a repository the folders above it up to the repository's top."""
    above = (named, *named.parents)
    tops = [number for number, folder in enumerate(above) if (folder / ".git").exists()]
    yield from above[: tops[0] + 1 if tops else 1]


def _output(root: Path, config_path: Path | None, config: Config, asked: str, cwd: Path) -> Path:
    if asked:
        return (cwd / asked).resolve()
    return ((root if config_path else cwd) / config.output).resolve()


def _cache(root: Path, config_path: Path | None, around: Surroundings) -> Path:
    """Beside the configuration; in the user's cache when there is none or nothing can be written there."""
    own = root / ".narrate"
    mine = os.access(own if own.exists() else root, os.W_OK)
    return own if config_path and mine else _user_cache(root, around)


def _user_cache(root: Path, around: Surroundings) -> Path:
    """A folder for this project in the user's cache; beside the output when there is no home."""
    key = hashlib.blake2b(os.fsencode(root), digest_size=8).hexdigest()
    own = _own_cache(around)
    return own / f"{root.name or 'root'}-{key}" if own else around.cwd / ".narrate"


def _own_cache(around: Surroundings) -> Path | None:
    home = around.environ.get("USERPROFILE" if around.platform == "win32" else "HOME", "")
    base = around.environ.get("LOCALAPPDATA" if around.platform == "win32" else "XDG_CACHE_HOME", "")
    if around.platform == "darwin" and not base and home:
        base = f"{home}/Library/Caches"
    if not Path(base).is_absolute():
        base = f"{home}/.cache" if Path(home).is_absolute() else ""
    return Path(base) / "narrate" if base else None


def _refuse_output_elsewhere(opened: Opened, cwd: Path) -> None:
    """Raises when a repository, which somebody else may have written, says where on this machine to write."""
    project = opened.project
    if not project.output.is_relative_to(project.root if project.config_path else cwd):
        shown = shown_path(project.output, cwd)
        raise NarrateError(
            f"`output` of `{NAME}` leads out of the project, to `{shown}`",
            f"if that is what you want, say so: `--output {shown}`",
        )


def _refuse_unsafe_output(project: Project, cwd: Path) -> None:
    """Raises when publishing there could replace what people wrote."""
    output, shown = project.output, shown_path(project.output, cwd)
    for precious, what in ((project.content_root, "the content"), (project.root, "the project")):
        if output == precious or output in precious.parents:
            raise NarrateError(
                f"the output folder `{shown}` would replace {what}", "name another with `--output`"
            )
    if (
        output == project.cache_dir
        or output in project.cache_dir.parents
        or project.cache_dir in output.parents
    ):
        raise NarrateError(
            f"the output folder `{shown}` is where the cache is", "name another with `--output`"
        )
    if ".git" in output.parts:
        raise NarrateError(
            f"the output folder `{shown}` is part of a Git repository's own files",
            "name another with `--output`",
        )
    if output.exists() and not output.is_dir():
        raise NarrateError(f"the output `{shown}` is a file", "name a folder with `--output`")
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        raise NarrateError(
            f"the output folder `{shown}` is not empty, and narrate did not write what is in it",
            "empty it yourself, or name another with `--output`",
        )


def shown_path(path: Path, cwd: Path) -> str:
    """A path as people write it: relative to where they are when it is below, with `/`."""
    return path.relative_to(cwd).as_posix() if path.is_relative_to(cwd) else path.as_posix()

"""`narrate lessons`."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from narrate.cli import options
from narrate.cli.reading import reading
from narrate.cli.writer import Desk, sit_down
from narrate.errors import NarrateError
from narrate.git.command import Repository, find_repository
from narrate.git.touched import files_below, files_since, staged_files
from narrate.lessons.concerning import Concern, concerning
from narrate.lessons.files import Files
from narrate.lessons.written import Format, written


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--staged", is_flag=True, help="The files that are staged in Git.")
@click.option("--since", default="", metavar="REV", help="The files that changed since REV.")
@click.option("--task", default="", metavar="WORDS", help="What is about this task.")
@options.site
@options.written_as(["text", "markdown", "json"])
def command(**given: Any) -> None:
    """Show what is known about the files you work on.

    That is the lessons, how-tos, decisions and open probes that concern them. PATH is a file or a folder, in this
    repository or another. What concerns it says so itself, in `applies_to`.
    """
    asked = Asked(**given)
    if not (asked.paths or asked.staged or asked.since or asked.task.strip()):
        raise NarrateError(
            "no file is named", "name files or folders, or use `--staged`, `--since` or `--task`"
        )
    files = tuple(_files(asked))
    desk = sit_down(asked.folder)
    concerns = _known(desk, Files(files), asked.task) if files or asked.task.strip() else ()
    click.echo(written(concerns, asked.form, desk.config.base_url, desk.prefix), nl=False)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, as `click` has read it."""

    paths: tuple[str, ...]
    staged: bool
    since: str
    task: str
    folder: str
    form: Format


def _files(asked: Asked) -> Iterator[str]:
    """The files that are meant, each from the top of the repository that it is in."""
    if asked.staged or asked.since:
        repository = find_repository(Path.cwd())
        if repository is None:
            raise NarrateError("there is no Git repository here", "name the files that you work on")
        if asked.staged:
            index = os.environ.get(
                "GIT_INDEX_FILE", ""
            )  # Git names it to a hook when it is not the usual one
            yield from staged_files(repository, os.path.abspath(index) if index else "")
        if asked.since:
            yield from files_since(repository, asked.since)
    around: dict[Path, Repository | None] = {}
    for word in asked.paths:
        yield from _named(word, around)


def _named(word: str, around: dict[Path, Repository | None]) -> Iterator[str]:
    """A file, whether it is there or not; of a folder, all that is in it."""
    try:
        whole = Path(os.path.abspath(word))
        is_folder = whole.is_dir()
        parent = whole if is_folder else whole.parent.resolve()
        start = next((folder for folder in (parent, *parent.parents) if folder.is_dir()), parent)
    except (OSError, ValueError, RuntimeError) as error:
        raise NarrateError(f"`{word}` is no path", "name a file or a folder") from error
    if start not in around:
        around[start] = find_repository(start)
    repository = around[start]
    if is_folder:
        yield from _inside(whole.resolve(), repository)
        return
    top = repository.top if repository else Path.cwd().resolve()
    path = parent / whole.name
    yield path.relative_to(top).as_posix() if path.is_relative_to(top) else path.name


def _inside(folder: Path, repository: Repository | None) -> tuple[str, ...]:
    if repository is not None:
        inside = folder.relative_to(repository.top).as_posix()
        return files_below(repository, "" if inside == "." else inside)
    here = Path.cwd().resolve()
    top = here if folder.is_relative_to(here) else folder
    return tuple(
        (Path(where) / name).relative_to(top).as_posix()
        for where, _, names in os.walk(folder)
        for name in names
    )


def _known(desk: Desk, files: Files, task: str) -> tuple[Concern, ...]:
    with reading(desk.opened, desk.request) as read:
        return concerning(read.content.index, desk.config, files, task)

"""`narrate explain`."""

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from narrate.checks import check
from narrate.cli import options
from narrate.cli.colour import echo
from narrate.cli.reading import reading
from narrate.cli.request import audience_of, day_of
from narrate.explain.subject import Asked as Subject
from narrate.explain.subject import explain
from narrate.explain.written import Format, written
from narrate.model.report import Request
from narrate.project import Opened, Surroundings, find_project
from narrate.stages.quote import quote


@click.command()
@click.argument("path")
@options.audience
@options.drafts
@options.as_of
@options.written_as(["text", "json"])
def command(**given: Any) -> None:
    """Say what narrate made of a file, and why.

    PATH is a file of the content, or an address of the site: what kind of entry it is, its date and authors and
    where they come from, who sees it, what it links to and what links to it, and which pages show it.
    """
    asked = Asked(**given)
    file = Path.cwd() / asked.path
    opened = _project_of(file)
    config = opened.config
    request = Request(
        audience=audience_of(config, asked.audience),
        as_of=day_of(config, asked.as_of),
        drafts=asked.drafts,
    )
    with reading(opened, request) as read:
        problems = quote(read.content.found, check(read.content, config, request.as_of))
    explanation = explain(Subject(asked.path, file), opened, request, read.content, problems)
    echo(written(explanation, asked.form, config.levels, _content(opened)), nl=False)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, as `click` has read it."""

    path: str
    audience: str
    drafts: bool
    as_of: datetime | None
    form: Format


def _project_of(file: Path) -> Opened:
    """The project that a file is in: outside of a repository that of the current folder, which may be above."""
    around = Surroundings(Path.cwd(), os.environ, sys.platform)
    opened = find_project(_folder(file), around)
    if opened.project.config_path is None:
        here = find_project(".", around)
        if here.project.config_path and file.resolve().is_relative_to(here.project.content_root):
            return here
    return opened


def _folder(file: Path) -> str:
    """The folder of a file, whose project is meant; for an address, the current one."""
    try:
        known = file.parent if file.is_file() else file if file.is_dir() else None
    except (OSError, ValueError):
        known = None
    return str(known) if known is not None and known != Path("/") else "."


def _content(opened: Opened) -> str:
    return os.path.relpath(opened.project.content_root, Path.cwd()).replace(os.sep, "/")

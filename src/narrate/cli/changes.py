"""`narrate changes`."""

import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from narrate.changes.since import changes_since
from narrate.changes.written import Format, written
from narrate.cli import options
from narrate.cli.reading import reading
from narrate.cli.request import audience_of, day_of, with_base_url
from narrate.git.command import find_repository
from narrate.model.report import Request
from narrate.project import Opened, Surroundings, open_project


@click.command()
@click.argument("path", default=".")
@click.option(
    "--since", required=True, metavar="REV", help="Where the change began: a branch, a tag or a commit."
)
@options.base_url
@options.audience
@options.drafts
@options.as_of
@options.written_as(["text", "markdown", "json"], "How they are written.")
def command(**given: Any) -> None:
    """List the pages that a change made: new, changed, moved and gone.

    The change is everything since the current branch and REV parted, what is not committed included. Nothing
    is built; with --base-url the pages are linked where a preview of them is.
    """
    asked = Asked(**given)
    opened = open_project(asked.path, Surroundings(Path.cwd(), os.environ, sys.platform))
    opened = replace(opened, config=with_base_url(opened.config, asked.base_url))
    config, project = opened.config, opened.project
    request = Request(
        audience=audience_of(config, asked.audience),
        as_of=day_of(config, asked.as_of),
        drafts=asked.drafts,
    )
    with reading(opened, request) as read:
        changes = changes_since(project, config, request, read.content, asked.since)
    click.echo(written(changes, asked.form, config.base_url, _folder(opened)), nl=False)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, as `click` has read it."""

    path: str
    since: str
    base_url: str
    audience: str
    drafts: bool
    as_of: datetime | None
    form: Format


def _folder(opened: Opened) -> str:
    """The content folder as seen from the top of the repository: empty, or ending in `/`."""
    repository = find_repository(opened.project.content_root)
    return repository.prefix if repository else ""

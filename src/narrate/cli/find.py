"""`narrate find`."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from narrate.cli import options
from narrate.cli.colour import wants_colour
from narrate.cli.reading import reading
from narrate.cli.request import now_of
from narrate.cli.writer import Desk, sit_down
from narrate.errors import NarrateError
from narrate.finding.found import Finder
from narrate.finding.written import written
from narrate.project import Surroundings, find_project
from narrate.stages.searchable import searchable


@click.command()
@click.argument("query", nargs=-1, metavar="QUERY...")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many are listed.")
@options.site
@options.written_as(["text", "json"])
def command(**given: Any) -> int:
    """Find entries by their words, as the site's own search does.

    QUERY is words, "phrases" and filters: `kind:lesson`, `person:ana`, `tag:ci`, `team:`, `community:`, `status:`,
    `year:2026`, `before:2026-04`, `after:2026-01-15`. The exit code is 1 when nothing is found.
    """
    text = " ".join(given["query"]).strip()
    if not text:
        raise NarrateError("nothing is looked for", "name words: `narrate find warm cache`")
    desk = _site(given["folder"])
    config = desk.config
    with reading(desk.opened, desk.request) as read:
        content = read.content
        key = content.connected.key
        search = searchable(content.index, key, config, read.store, read.workers, read.progress)
        answer = Finder(content.index, search, config, read.store).answer(text, given["limit"])
    colour = given["form"] == "text" and wants_colour(sys.stdout.isatty())
    click.echo(
        written(answer, given["form"], content.index.registry, config.base_url, desk.prefix, colour=colour),
        nl=False,
    )
    return 0 if answer.found else 1


def _site(folder: str) -> Desk:
    """The site of a folder, or this one; a folder that is none is read as one, unless there is a home."""
    if not folder:
        with suppress(NarrateError):
            return sit_down()
    opened = find_project(folder or ".", Surroundings(Path.cwd(), os.environ, sys.platform))
    return Desk(opened, now_of(opened.config))

"""`narrate check`."""

import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from narrate.build import Understood, understand
from narrate.cache.store import Store
from narrate.checks import check
from narrate.cli import options
from narrate.cli.colour import echo
from narrate.cli.request import audience_of, day_of, with_base_url
from narrate.fixes.hints import LINKS
from narrate.model.diagnostic import Diagnostic
from narrate.model.report import Request
from narrate.progress import watching
from narrate.project import Opened, Surroundings, find_project
from narrate.report import FOR_PROGRAMS, FORMATS, Finding, Format, closing_count, errors, findings, written
from narrate.stages.quote import quote
from narrate.workers import Workers, leave_garbage


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--changed-since",
    default="",
    metavar="REV",
    help="Report only what the change since then brought.",
)
@click.option("--external", is_flag=True, help="Ask other hosts whether what is linked to is still there.")
@click.option(
    "--fix", is_flag=True, help="Mend misspelt tags and links to what has moved; show the difference."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@options.base_url
@options.audience
@options.drafts
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@options.as_of
@options.written_as(FORMATS, "How problems are written.")
@options.quiet
@options.verbose
def command(**given: Any) -> int:
    """Say what is wrong with the content, without building the site.

    Everything that `narrate build` reports, and more that a team may want to know. The exit code is 1 when
    there is an error.
    """
    asked = Asked(**given)
    opened = find_project(asked.path, Surroundings(Path.cwd(), os.environ, sys.platform))
    opened = replace(opened, config=with_base_url(opened.config, asked.base_url))
    request = Request(
        audience=audience_of(opened.config, asked.audience),
        as_of=day_of(opened.config, asked.as_of),
        drafts=asked.drafts,
    )
    leave_garbage()
    content, found = _look(opened, request, asked)
    if asked.fix or asked.diff:
        from narrate.cli.fix import mend

        if mend(opened, content, found, asked.form, writing=asked.fix and not asked.diff):
            content, found = _look(opened, request, asked)
    return _tell(opened, asked, found)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, as `click` has read it."""

    path: str
    changed_since: str
    external: bool
    fix: bool
    diff: bool
    base_url: str
    audience: str
    drafts: bool
    strict: bool
    as_of: datetime | None
    form: Format
    quiet: bool
    verbose: bool


def _look(opened: Opened, request: Request, asked: Asked) -> tuple[Understood, tuple[Diagnostic, ...]]:
    """The content, and what is to be reported of it."""
    project, config = opened.project, opened.config
    with (
        watching(sys.stderr, quiet=asked.quiet) as progress,
        Store(project.cache_dir) as store,
        Workers(request.jobs) as workers,
    ):
        content = understand(project, config, request, store, workers, progress)
        brought = None
        if asked.changed_since:
            from narrate.changes.brought import brought_since

            brought = brought_since(opened, request, content, asked.changed_since)
            found = brought.diagnostics
        else:
            of_content = quote(content.found, check(content, config, request.as_of))
            found = (*opened.diagnostics, *of_content)
        if any(each.code in LINKS for each in found):
            from narrate.fixes import with_hints

            found = with_hints(content, config, found)
        if asked.external:
            from narrate.cli.external import look_outside

            found = (*found, *look_outside(content, config, brought, progress))
        return content, found


def _tell(opened: Opened, asked: Asked, diagnostics: tuple[Diagnostic, ...]) -> int:
    """Prints what was found. Gives the exit code."""
    content = os.path.relpath(opened.project.content_root, Path.cwd()).replace(os.sep, "/")
    found = findings(diagnostics, opened.config.levels, content)
    text = written(found, asked.form, verbose=asked.verbose)
    echo(text, nl=False)
    if not asked.quiet:
        gap = "\n" if text and asked.form == "full" else ""
        fine = "the change broke nothing" if asked.changed_since else "nothing is wrong"
        count = closing_count(found, verbose=asked.verbose) or fine
        echo(gap + count, err=asked.form in FOR_PROGRAMS)
    return 1 if errors(found) or (asked.strict and _warnings(found)) else 0


def _warnings(found: tuple[Finding, ...]) -> int:
    return sum(each.level == "warning" for each in found)

"""`narrate build`."""

import os
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from narrate.cli import options
from narrate.cli.colour import echo
from narrate.cli.request import audience_of, day_of, with_base_url
from narrate.git.asked import ask
from narrate.model.report import BuildReport, Request
from narrate.progress import watching
from narrate.project import Opened, Surroundings, open_project, shown_path
from narrate.report import FOR_PROGRAMS, FORMATS, Format, closing_count, errors, findings, written
from narrate.workers import leave_garbage


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("-o", "--output", default="", metavar="FOLDER", help="Where the site goes.  [default: site]")
@options.base_url
@options.audience
@options.drafts
@click.option("--strict", is_flag=True, help="Publish nothing and exit with 1 if there is an error.")
@options.jobs
@click.option("--explain", is_flag=True, help="Say for each rendered page why it was rendered.")
@options.as_of
@options.written_as(FORMATS, "How problems are written.")
@options.quiet
@options.verbose
def command(**given: Any) -> int:
    """Build the site of the folder or repository at PATH.

    PATH is a folder with a narrate.toml, or any folder with Markdown files in it. The default is the
    current folder.
    """
    asked = Asked(**given)
    started = time.perf_counter()
    opened = open_project(asked.path, Surroundings(Path.cwd(), os.environ, sys.platform), asked.output)
    opened = replace(opened, config=with_base_url(opened.config, asked.base_url))
    request = _request(opened, asked)
    leave_garbage()
    git = ask(opened.project.content_root)  # it answers while the pipeline is imported
    from narrate.build import build

    with watching(sys.stderr, quiet=asked.quiet) as progress:
        report = build(opened.project, opened.config, request, progress, asked=git)
    return _tell(opened, asked, structs.replace(report, seconds=time.perf_counter() - started))


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, as `click` has read it."""

    path: str
    output: str
    base_url: str
    audience: str
    drafts: bool
    strict: bool
    jobs: int | None
    explain: bool
    as_of: datetime | None
    form: Format
    quiet: bool
    verbose: bool


def _request(opened: Opened, asked: Asked) -> Request:
    return Request(
        audience=audience_of(opened.config, asked.audience),
        as_of=day_of(opened.config, asked.as_of),
        drafts=asked.drafts,
        jobs=asked.jobs or 0,
        strict=asked.strict,
        explain=asked.explain,
        found=opened.diagnostics,
    )


def _tell(opened: Opened, asked: Asked, report: BuildReport) -> int:
    """Prints what was found and done. Gives the exit code.

    What programs read (`FOR_PROGRAMS`) has standard output for itself; the rest then goes to standard error.
    """
    for_programs = asked.form in FOR_PROGRAMS
    cwd = Path.cwd()
    content = os.path.relpath(opened.project.content_root, cwd).replace(os.sep, "/")
    found = findings((*opened.diagnostics, *report.diagnostics), opened.config.levels, content)
    text = written(found, asked.form, verbose=asked.verbose)
    echo(text, nl=False)
    if not asked.quiet:
        count = closing_count(found, verbose=asked.verbose)
        rest = [("\n" if text and asked.form == "full" else "") + count] if count else []
        rest += [f"{reason.path}: {'; '.join(reason.why)}" for reason in report.reasons]
        rest.append(closing_line(report, shown_path(opened.project.output, cwd)))
        echo("\n".join(rest), err=for_programs)
    return 1 if asked.strict and errors(found) else 0


def closing_line(report: BuildReport, output: str) -> str:
    """What the build did, in one line."""
    if not report.published:
        return f"not published, because of --strict: `{output}` is as it was"
    pages = f"{report.pages} page{'' if report.pages == 1 else 's'}"
    done = f"{report.rendered} rendered, {report.unchanged} unchanged, {report.removed} removed"
    return f"{pages}: {done} in {report.seconds:.1f} s"

"""`narrate serve`."""

import os
import sys
import webbrowser
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from narrate.cli import options
from narrate.cli.build import closing_line
from narrate.cli.colour import echo
from narrate.cli.request import audience_of, day_of
from narrate.model.config import Config
from narrate.model.report import Request
from narrate.progress import watching
from narrate.project import Surroundings, locate
from narrate.report import Finding, closing_count, visible, written
from narrate.serve.editor import EDITORS, link_form
from narrate.serve.preview import Asked, Attempt
from narrate.serve.run import listen, run

_HOST = "127.0.0.1"
_MOST = 10
"""New problems that are written out after one build: a branch switch may bring hundreds."""


@click.command()
@click.argument("path", default=".")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Where to listen; the next one if it is taken.",
)
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Include drafts.")
@options.audience
@options.as_of
@options.jobs
@click.option(
    "--editor",
    default="",
    metavar="NAME",
    help=f"The editor that problems are linked to: {', '.join(EDITORS)}, or an address with {{path}}.",
)
@options.verbose
def command(**chosen: Any) -> int:
    """Show the site of PATH on this machine, anew whenever something changes.

    Content, theme, configuration and Git are watched. The published site is not touched. Ctrl-C ends it.
    """
    given = Given(**chosen)
    around = Surroundings(Path.cwd(), os.environ, sys.platform)
    root, _ = locate(given.path, around.cwd)
    form = link_form(given.editor, os.environ)
    listening = listen(_HOST, given.port)
    port = listening.getsockname()[1]
    asked = Asked(root, around, f"http://{_HOST}:{port}", str(port), given.request)
    if port != given.port:
        echo(f"port {given.port} is in use: this is {port}")
    teller = Teller(verbose=given.verbose)
    run(
        asked,
        listening,
        form,
        teller.tell,
        lambda: watching(sys.stderr),
        lambda: _ready(asked.origin, open_=given.open_),
    )
    return 0


@dataclass(frozen=True)
class Given:
    """What the command line asks for, as `click` has read it."""

    path: str
    port: int
    open_: bool
    drafts: bool
    audience: str
    as_of: datetime | None
    jobs: int | None
    editor: str
    verbose: bool

    def request(self, config: Config) -> Request:
        """What to build now: the day may have changed."""
        return Request(
            audience=audience_of(config, self.audience),
            as_of=day_of(config, self.as_of),
            drafts=self.drafts,
            jobs=self.jobs or 0,
            resizing=False,  # whoever reads on the same machine gets the originals at once
        )


def _ready(origin: str, *, open_: bool) -> None:
    echo(f"serving at {origin}/ (Ctrl-C ends it)")
    if open_:
        webbrowser.open(f"{origin}/")


class Teller:
    """Says in the terminal what each build has brought: what was made, and which problems are new."""

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose
        self._told: frozenset[Finding] = frozenset()

    def tell(self, made: Attempt) -> None:
        """Prints what is new since the last time."""
        state, failure = made.state, made.state.failure
        if made.bug:
            echo(made.bug, err=True)
        if failure is not None:
            echo(f"error: {visible(failure.message)}", err=True)
            if failure.help:
                echo(f"  = help: {visible(failure.help)}", err=True)
        if made.report is None:
            return
        new = tuple(_from_here(each, state.content_root) for each in state.found if each not in self._told)
        self._told = frozenset(state.found)
        shown = tuple(each for each in new if self._verbose or each.level != "info")
        echo(written(shown[:_MOST], "full", verbose=True), nl=False)
        if len(shown) > _MOST:
            echo(f"… and {len(shown) - _MOST} more: `narrate check` shows them all\n")
        count = closing_count(state.found, verbose=self._verbose)
        clock = datetime.now().astimezone().strftime("%H:%M:%S")
        echo(f"{clock}  {closing_line(made.report, '')}" + (f"; {count}" if count else ""))


def _from_here(finding: Finding, content_root: Path) -> Finding:
    """With a path that can be opened from where the reader is."""
    path = os.path.relpath(content_root / finding.path, Path.cwd()).replace(os.sep, "/")
    return structs.replace(finding, path=path)

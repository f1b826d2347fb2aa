"""Options that several commands have: the same word means the same in each of them."""

from collections.abc import Callable, Sequence
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

audience: Decorator = click.option(
    "--audience",
    default="",
    metavar="NAME",
    help="For whom the site is built; what is for others is withheld.",
)
as_of: Decorator = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="As on that day.  [default: today]",
)
base_url: Decorator = click.option(
    "--base-url", default="", metavar="URL", help="The address at which the site is read."
)
drafts: Decorator = click.option("--drafts", is_flag=True, help="Include drafts.")
jobs: Decorator = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes may work."
)
quiet: Decorator = click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
site: Decorator = click.option(
    "--in", "folder", default="", metavar="FOLDER", help="The site to look in.  [default: this one, or home]"
)
verbose: Decorator = click.option("-v", "--verbose", is_flag=True, help="Write out notes too.")


def written_as(formats: Sequence[str], what: str = "How it is written.") -> Decorator:
    """`--format`, one of these; the first when nothing is said."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help=what
    )

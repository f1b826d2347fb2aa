"""`narrate schema`."""

import os
import sys
from pathlib import Path

import click

from narrate.errors import NarrateError
from narrate.json_schema import schema_of, text_of
from narrate.kinds import built_in
from narrate.model.kinds import Kind, Kinds
from narrate.project import Opened, Surroundings, open_project
from narrate.schema import one_of, quoted


def _kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The kinds of the project here; narrate's own where it cannot be read."""
    try:
        kinds = _opened().config.kinds.kinds
    except NarrateError:
        kinds = built_in().kinds
    return [name for name in kinds if name.startswith(incomplete.lower())]


def _opened() -> Opened:
    return open_project(".", Surroundings(Path.cwd(), os.environ, sys.platform))


@click.command()
@click.argument("kind", default="", metavar="[KIND]", shell_complete=_kinds)
@click.option(
    "-o",
    "--output",
    default="",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where it goes, instead of standard output.",
)
def command(kind: str, output: str) -> None:
    """Write the JSON Schema of front matter, for editors.

    Of one KIND, or of all: narrate's own and those of narrate.toml. An editor that knows it completes keys, says
    what they are for, and marks what a build would refuse.
    """
    opened = _opened()
    schema = schema_of(opened.config, _named(kind, opened.config.kinds) if kind else None)
    text = text_of(schema)
    if not output:
        click.echo(text, nl=False)
        return
    try:
        file = Path(output)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be a name"
        raise NarrateError(f"cannot write {quoted(output)}: {reason}") from error


def _named(name: str, kinds: Kinds) -> Kind:
    wanted = name.casefold()
    for kind in kinds.kinds.values():
        if wanted in (kind.name, kind.label.casefold(), kind.plural.casefold(), kind.folder.casefold()):
            return kind
    raise NarrateError(f"there is no kind {quoted(name)}", one_of(name, kinds.kinds))

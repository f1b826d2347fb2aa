"""`narrate schema`."""

import json
import os
import sys
from pathlib import Path

import click

from narrate.errors import NarrateError
from narrate.json_schema import schema_of
from narrate.model.kinds import Kind, Kinds
from narrate.project import Surroundings, open_project
from narrate.schema import one_of, quoted


@click.command()
@click.argument("kind", default="", metavar="[KIND]")
@click.option("-o", "--output", default="", metavar="FILE", help="Where it goes, instead of standard output.")
def command(kind: str, output: str) -> None:
    """Write the JSON Schema of front matter, for editors.

    Of one KIND, or of all: narrate's own and those of narrate.toml. An editor that knows it completes keys, says
    what they are for, and marks what a build would refuse.
    """
    opened = open_project(".", Surroundings(Path.cwd(), os.environ, sys.platform))
    schema = schema_of(opened.config, _named(kind, opened.config.kinds) if kind else None)
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
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

"""`narrate completion`."""

import click
from click.shell_completion import get_completion_class

from narrate.errors import NarrateError

VARIABLE = "_NARRATE_COMPLETE"
"""Where the shell says what it wants to be completed; `click` looks there."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="SHELL")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Write the script that lets a shell complete commands and options.

    SHELL is bash, zsh or fish. Put the script where your shell looks for such: docs/editors.md shows where.
    """
    found = get_completion_class(shell)
    if found is None:
        raise NarrateError(f"this version of click knows no completion for `{shell}`")
    click.echo(found(ctx.find_root().command, {}, "narrate", VARIABLE).source())

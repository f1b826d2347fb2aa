"""The command line: one file per command, and the only place that sets an exit code.

0: done. 1: problems were found and asked for (`--strict`). 2: wrong usage, or a build that cannot go on.
"""

import errno
import os
import sys
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from narrate import __version__
from narrate.errors import NarrateError

COMMANDS = {
    "build": "Build the site of the folder or repository at PATH.",
    "check": "Say what is wrong with the content, without building the site.",
    "changes": "List the pages that a change made: new, changed, moved and gone.",
    "find": "Find entries by their words, as the site's own search does.",
    "explain": "Say what narrate made of a file, and why.",
    "schema": "Write the JSON Schema of front matter, for editors.",
    "completion": "Write the script that lets a shell complete commands and options.",
    "init": "Make a repository that builds, in DIR.",
    "lessons": "Show what is known about the files you work on.",
    "log": "Add a timed entry to today's log, and commit it.",
    "news": "Write a message to everybody for whom there is something new.",
    "new": "Make a file for a new entry, and open it in your editor.",
    "promote": "Make the draft of a lesson from entries, and open it in your editor.",
    "reply": "Make a file for your reply to an entry, and open it in your editor.",
    "serve": "Show the site of PATH on this machine, anew whenever something changes.",
}
"""Every command with its summary. `narrate.cli.<name>` is imported when it is called, and defines `command`."""


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"narrate.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands come from their list, so that a key press imports none of them."""
        names = [name for name in COMMANDS if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=COMMANDS[name]) for name in names]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"No such command '{args[0]}'." + (f" Did you mean '{close[0]}'?" if close else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with `narrate init notes`, then `narrate build notes`.",
)
@click.version_option(__version__, "--version", message="narrate %(version)s")
def cli() -> None:
    """Turns a Git repository of Markdown notes into a site with a stream for every person and community."""


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        _tolerate_any_character(stream)
    sys.exit(_run(arguments))


def program() -> None:
    """`main` as a program of its own. What it holds in memory goes back to the system at once and not piece by piece,
    which takes a large build as long as rendering a page.
    """
    try:
        main()
    except SystemExit as end:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)


def _run(arguments: list[str] | None) -> int:
    """The exit code. What goes wrong on the way is said in one line or two, never as a traceback."""
    try:
        code = cli.main(arguments, prog_name="narrate", standalone_mode=False)
        sys.stdout.flush()
    except NarrateError as error:
        _say_error(error.message, error.help)
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except OSError as error:
        if error.errno != errno.EPIPE:
            if not error.filename:
                raise
            _say_error(f"`{os.fsdecode(error.filename)}`: {error.strerror}", "")
            return 2
        _drop_output()
        return 1
    return code if isinstance(code, int) else 0


def _say_error(message: str, help_line: str) -> None:
    from narrate.report import visible

    click.echo(f"error: {visible(message)}", err=True)
    if help_line:
        click.echo(f"  = help: {visible(help_line)}", err=True)


def _open_closed_streams() -> None:
    """A standard stream that whoever started us has closed holds nothing, and what goes there goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the program


def _tolerate_any_character(stream: Any) -> None:
    """File names may hold what the terminal cannot show: print it as an escape instead of failing."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Whoever read our output has gone: let what is still buffered go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue

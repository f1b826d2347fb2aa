"""`narrate reply`."""

import click

from narrate.cli.sources import look_up
from narrate.cli.writer import finish, free_path, sit_down
from narrate.writing.quotes import quotes
from narrate.writing.reply import kept_close, reply, slug_of, what_it_may_say
from narrate.writing.titles import one_line


@click.command()
@click.argument("entry", metavar="PATH_OR_URL")
@click.argument("title", nargs=-1)
@click.option("--quote", is_flag=True, help="Begin with what it says.")
@click.option("--no-edit", is_flag=True, help="Do not open the editor.")
@click.option(
    "--in", "folder", default="", metavar="FOLDER", help="The site to write to.  [default: this one, or home]"
)
def command(entry: str, title: tuple[str, ...], quote: bool, no_edit: bool, folder: str) -> None:
    """Make a file for your reply to an entry, and open it in your editor.

    PATH_OR_URL is the entry's file, its address on the site or in a preview (with a #heading, or that of one
    entry of a daily log), or its title. A reply needs no TITLE.
    """
    desk = sit_down(folder)
    sources = look_up(desk, (entry,))
    (meant,) = sources.meant
    kind = desk.config.kinds.kinds[desk.config.kinds.default]
    path = free_path(desk, kind, f"{desk.today}-re-{slug_of(meant.entry)}")
    place = path.rpartition("/")[0]
    quoted = quotes(meant, sources.markdown[0], place, sources.registry) if quote else ""
    given: dict[str, str | tuple[str, ...]] = {
        **kept_close(sources.circles, path, desk.config),
        **desk.author_line(in_own_folder=desk.is_own(place)),
    }
    kinds = desk.config.kinds
    may_say = what_it_may_say(kinds.kinds[meant.entry.kind], kinds)
    text = reply(meant, place, one_line(" ".join(title)), quoted, given, may_say)
    finish(desk, path, text, editing=not no_edit)

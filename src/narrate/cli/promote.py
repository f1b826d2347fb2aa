"""`narrate promote`."""

import click

from narrate.cli.editor import on_terminal
from narrate.cli.sources import look_up
from narrate.cli.writer import finish, free_path, sit_down
from narrate.writing.place import stem_of
from narrate.writing.promote import draft, shared_tags, what_distils
from narrate.writing.quotes import quotes
from narrate.writing.reply import kept_close, slug_of
from narrate.writing.titles import one_line


@click.command()
@click.argument("entries", nargs=-1, required=True, metavar="PATH_OR_URL…")
@click.option("--title", default="", metavar="TITLE", help="What was learned, in a few words.")
@click.option("--no-edit", is_flag=True, help="Do not open the editor, and ask nothing.")
@click.option(
    "--in", "folder", default="", metavar="FOLDER", help="The site to write to.  [default: this one, or home]"
)
def command(entries: tuple[str, ...], title: str, no_edit: bool, folder: str) -> None:
    """Make the draft of a lesson from entries, and open it in your editor.

    Each PATH_OR_URL is an entry's file, its address on the site or in a preview, or its title. The draft names
    them, quotes their key passages and has the tags that all of them share.
    """
    desk = sit_down(folder)
    sources = look_up(desk, entries)
    distils = what_distils(desk.config.kinds)
    words = one_line(title)
    if not words and not no_edit and on_terminal():
        words = one_line(click.prompt("Title", default="", show_default=False))
    stem = (
        stem_of(distils.kind, words, desk.today)
        if words
        else f"{desk.today}-from-{slug_of(sources.meant[0].entry)}"
    )
    path = free_path(desk, distils.kind, stem)
    place = path.rpartition("/")[0]
    quoted = tuple(
        quotes(meant, markdown, place, sources.registry)
        for meant, markdown in zip(sources.meant, sources.markdown, strict=True)
    )
    tags = shared_tags(sources.meant, sources.registry)
    given: dict[str, str | tuple[str, ...]] = {
        **kept_close(sources.circles, path, desk.config),
        **desk.author_line(in_own_folder=desk.is_own(place)),
        **({"tags": tags} if tags else {}),
    }
    text = draft(distils, sources.meant, words, place, quoted, given, desk.config.language)
    finish(desk, path, text, editing=not no_edit)

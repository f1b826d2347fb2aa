"""`narrate new`."""

from contextlib import suppress

import click
from click.shell_completion import CompletionItem

from narrate.cli.editor import on_terminal
from narrate.cli.looking_back import look_back
from narrate.cli.writer import Desk, finish, free_path, sit_down
from narrate.errors import NarrateError
from narrate.fields import with_article
from narrate.model.document import Author
from narrate.model.kinds import Field, Kind, Kinds
from narrate.schema import one_of, quoted
from narrate.writing.place import address_name, stem_of
from narrate.writing.scaffold import new_entry
from narrate.writing.titles import one_line

Fields = dict[str, str | tuple[str, ...]]
"""What the front matter says from the start."""


def kinds_to_complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The kinds that begin with what is typed, for the shell."""
    from narrate.kinds import built_in

    kinds = built_in()
    with suppress(NarrateError, OSError):
        kinds = sit_down(ctx.params.get("folder") or "").config.kinds
    return [
        CompletionItem(kind.name, help=kind.help)
        for kind in kinds.kinds.values()
        if kind.name.startswith(incomplete)
    ]


@click.command()
@click.argument("kind", default="", shell_complete=kinds_to_complete)
@click.argument("title", nargs=-1)
@click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Fill in a field. May be given several times.",
)
@click.option("--no-edit", is_flag=True, help="Do not open the editor.")
@click.option(
    "--in", "folder", default="", metavar="FOLDER", help="The site to write to.  [default: this one, or home]"
)
def command(kind: str, title: tuple[str, ...], pairs: tuple[str, ...], no_edit: bool, folder: str) -> None:
    """Make a file for a new entry, and open it in your editor.

    KIND is what it will be: narration, reflection, lesson, question, probe, howto, decision, bookmark, event, page,
    person, team, community, tag, or a kind of your own. The file is where those are kept, has the fields of its kind
    and a word on what to write. A narration needs no TITLE.
    """
    desk = sit_down(folder)
    asking = on_terminal() and not no_edit
    chosen = _kind(kind or _ask_kind(desk.config.kinds, asking=asking), desk.config.kinds)
    given = _given(pairs, chosen, desk.config.kinds)
    words = one_line(" ".join(title))
    if chosen.registry == "person" and desk.author:
        words = _oneself(words, given, desk.author, desk)
    words = _ask_missing(chosen, words, given, asking=asking)
    if not words and not chosen.dated:
        raise NarrateError(
            f"{with_article(chosen.label)} needs a title", f'write `narrate new {chosen.name} "…"`'
        )
    name = words or next(
        (address_name(value) for value in given.values() if isinstance(value, str) and _is_address(value)), ""
    )
    path = free_path(desk, chosen, stem_of(chosen, name, desk.today))
    line: Fields = {}
    if not chosen.registry and "authors" not in given:
        line |= desk.author_line(in_own_folder=desk.is_own(path.rpartition("/")[0]))
    written = ""
    if chosen.looks_back:
        written, circle = look_back(desk, chosen, path)
        line |= circle
    text = new_entry(chosen, words, {**line, **given}, desk.config.language)
    finish(desk, path, text + written, editing=not no_edit)


def _kind(word: str, kinds: Kinds) -> Kind:
    """The kind that a word names, in one of its forms."""
    for kind in kinds.kinds.values():
        if word.casefold() in (each.casefold() for each in (kind.name, kind.label, kind.plural, kind.folder)):
            return kind
    help_line = one_of(word, kinds.kinds)
    if " " in word.strip():
        help_line = f'the kind comes first: `narrate new {kinds.default} "{one_line(word)}"`'
    raise NarrateError(f"there is no kind {quoted(word)}", help_line)


def _oneself(title: str, given: Fields, author: Author, desk: Desk) -> str:
    """Whose page it is: one's own unless it is said. By the address one commits with, Git's entries are one's own."""
    if not title and desk.writer and desk.writer.registered:
        raise NarrateError(
            f"there is a page for you already: `@{desk.writer.id}`",
            'name somebody else: `narrate new person "…"`',
        )
    if title in ("", author.name):
        given.setdefault("emails", (author.email,))
    return title or author.name


def _ask_kind(kinds: Kinds, *, asking: bool) -> str:
    names = ", ".join(kinds.kinds)
    if not asking:
        raise NarrateError(
            "say what it will be", f'write `narrate new {kinds.default} "…"`; the kinds are {names}'
        )
    click.echo(f"The kinds are {names}.")
    return str(click.prompt("Kind", default=kinds.default))


def _given(pairs: tuple[str, ...], kind: Kind, kinds: Kinds) -> Fields:
    """The fields that the command line fills in, by their names."""
    fields: dict[str, Field] = {}
    for field in (*kind.fields, *kinds.common):
        for name in (field.name, *field.also):
            fields.setdefault(name, field)
    known = {name: field.name for name, field in fields.items()} | {
        "tags": "tags",
        "authors": "authors",
        "date": "date",
    }
    given: Fields = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        name = key.strip().lower().replace("-", "_")
        if not equals:
            raise NarrateError(f"--set: {quoted(pair)} has no `=`", f"write `--set {key.strip()}=…`")
        if name not in known:
            raise NarrateError(
                f"{with_article(kind.label)} has no field {quoted(key.strip())}", one_of(name, known)
            )
        given[known[name]] = one_line(value)
    return given


def _ask_missing(kind: Kind, title: str, given: Fields, *, asking: bool) -> str:
    """Asks for the title and for the fields that there have to be, or says what is missing."""
    required = [field for field in kind.fields if field.required and not given.get(field.name)]
    if len(required) == 1 and required[0].type == "url" and _is_address(title):
        given[required.pop().name] = title  # `narrate new bookmark https://…`
        title = ""
    elif not title and asking:
        title = one_line(click.prompt("Title", default="", show_default=False))
    for field in required:
        value = (
            one_line(click.prompt(f"{field.label} ({field.help})" if field.help else field.label))
            if asking
            else ""
        )
        if not value:
            way_out = f"add `--set {field.name}=…`"
            if field.type == "url":
                way_out = f"write `narrate new {kind.name} https://…`, or {way_out}"
            raise NarrateError(f"{with_article(kind.label)} needs `{field.name}`", way_out)
        given[field.name] = value
    return title


def _is_address(word: str) -> bool:
    return word.lower().startswith(("http://", "https://")) and " " not in word

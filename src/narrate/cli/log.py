"""`narrate log`."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from narrate.cli.writer import Desk, sit_down
from narrate.errors import NarrateError
from narrate.git.commit import Obstacle, commit_file, is_changed, obstacle, sides_of_merge
from narrate.git.own import Git, git_in
from narrate.git.push import push
from narrate.writing.front import front_matter
from narrate.writing.log import addition, path_of, summary_of, united, words_of

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
_NOBODY = 'say it: `git config --global user.name "Your Name"`, and `user.email`'


@click.command()
@click.argument("text", nargs=-1)
@click.option("--push", "pushing", is_flag=True, help="Merge what others pushed, and push.")
@click.option("--no-commit", "keep", is_flag=True, help="Leave the commit to you.")
@click.option(
    "--in", "folder", default="", metavar="FOLDER", help="The site to write to.  [default: this one, or home]"
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
def command(text: tuple[str, ...], pushing: bool, keep: bool, folder: str, quiet: bool) -> None:
    """Add a timed entry to today's log, and commit it.

    TEXT is Markdown, with its #tags and @people; without it, standard input is read. The entry is yours, as
    Git knows you, and is in `log/YOU/TODAY.md`. Nothing else is committed.
    """
    if keep and pushing:
        raise NarrateError("what is not committed cannot be pushed", "leave out `--no-commit` or `--push`")
    given = text if text != ("-",) else ()
    desk = sit_down(folder) if given or sys.stdin.isatty() else None
    words = words_of(" ".join(given) if given else _from_input())
    try:
        desk = desk or sit_down(folder)
        entry = _enter(desk, words, committing=not keep)
    except NarrateError as error:
        if given or not words:
            raise
        raise NarrateError(error.message, _kept(words, error.help)) from error
    said = [f"{entry.time} in {entry.shown}"]
    if not keep:
        said += _commit(desk, entry)
    if pushing:
        said += _push(desk, entry)
    if not quiet:
        click.echo("\n".join(said))


@dataclass(frozen=True)
class _Entry:
    """An entry that is written."""

    words: str
    time: str
    name: str
    """The path of its file below the content root."""
    path: Path
    shown: str
    hindered: Obstacle | None
    """What keeps it from being committed."""
    changed: bool
    """Whether its file had other changes that are not committed."""


def _enter(desk: Desk, words: str, *, committing: bool) -> _Entry:
    """Writes the entry. Whatever is raised, nothing is written."""
    if not words:
        raise NarrateError("there is nothing to log", 'write `narrate log "what I see"`')
    if desk.writer is None:
        there = git_in(desk.project.content_root) is not None
        raise NarrateError("Git does not know who is writing", _NOBODY if there else "install Git first")
    time = desk.now.strftime("%H:%M")
    path = path_of(desk.writer.id, desk.today)
    file, shown = desk.path(path), desk.shown(path)
    git = desk.git if committing else None
    hindered = obstacle(git, str(file)) if git else None
    changed = bool(git and not hindered and is_changed(git, str(file)))
    _append(file, path, time, words, front_matter(None, desk.author_line(in_own_folder=True)), shown)
    return _Entry(words, time, path, file, shown, hindered, changed)


def _commit(desk: Desk, entry: _Entry) -> list[str]:
    """Commits the entry's file. Gives what there is to say of it."""
    if desk.git is None:
        return ["not committed: there is no Git repository"]
    failed = entry.hindered or commit_file(desk.git, str(entry.path), f"Log: {summary_of(entry.words)}")
    if failed:
        raise NarrateError(f"{entry.shown} is written and not committed: {failed.why}", failed.help)
    return [f"committed with what else was changed in {entry.shown}"] if entry.changed else []


def _push(desk: Desk, entry: _Entry) -> list[str]:
    git = desk.git

    def merged() -> None:
        if git is not None:
            _mend(git, entry)

    failed = push(git, merged) if git else None
    if failed:
        raise NarrateError(f"{entry.shown} is committed and not pushed: {failed.why}", failed.help)
    return ["pushed"] if git else []


def _mend(git: Git, entry: _Entry) -> None:
    """After a merge: sees to it that the entries of both sides are entries still."""
    sides = sides_of_merge(git, str(entry.path))
    day = united(entry.name, entry.path.read_bytes(), sides) if sides else None
    if day is not None:
        entry.path.write_bytes(day)
        commit_file(git, str(entry.path), f"Log: both sides of {entry.path.stem}")


def _from_input() -> str:
    """What standard input holds. Somebody who types it is told how to end."""
    if sys.stdin.isatty():
        click.echo(
            "Write, and end with Ctrl-Z and Enter." if os.name == "nt" else "Write, and end with Ctrl-D.",
            err=True,
        )
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def _append(file: Path, path: str, time: str, text: str, front: str, shown: str) -> None:
    """Adds the entry at the end of the file in one step: whoever writes at the same moment does too."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            _add(file, addition(path, b"", time, text, front), os.O_EXCL)
        except FileExistsError:
            _add(file, addition(path, file.read_bytes(), time, text, front))
    except OSError as error:
        raise NarrateError(f"cannot write `{shown}`: {error.strerror}") from error


def _add(file: Path, added: bytes, more: int = 0) -> None:
    handle = os.open(file, _APPEND | more, 0o666)
    try:
        while added:
            added = added[os.write(handle, added) :]
    finally:
        os.close(handle)


def _kept(text: str, help_line: str) -> str:
    """The help line, with where the words from standard input are: nobody has to type them again."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="narrate-", suffix=".md", delete=False
    ) as file:
        file.write(text + "\n")
    return f"{help_line}; what you wrote is in `{file.name}`".removeprefix("; ")

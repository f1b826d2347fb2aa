"""What the commands that write begin with: which site, which day, who is writing; and how a new file is made."""

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import click

from narrate.cli.editor import edit, on_terminal
from narrate.cli.request import audience_of, now_of
from narrate.errors import NarrateError
from narrate.git.command import find_repository
from narrate.git.history import History
from narrate.git.mailmap import apply_mailmap, read_mailmap
from narrate.git.own import Git, git_in, who_commits
from narrate.model.config import Config
from narrate.model.document import Author
from narrate.model.entry import Record
from narrate.model.kinds import Kind
from narrate.model.report import Request
from narrate.project import Opened, Project, Surroundings, find_project, shown_path
from narrate.stages.discover import Found, discover, folders_apart
from narrate.stages.join import KindChooser, join
from narrate.writing.author import Writer, find_writer
from narrate.writing.home import config_file, read_home
from narrate.writing.place import folder_of, free_name

_HEAD = 1000
"""How many bytes of a file may say that it is of another kind than its folder."""


@dataclass(frozen=True)
class Desk:
    """A site that somebody writes for, and when."""

    opened: Opened
    now: datetime

    @property
    def config(self) -> Config:
        """How the site is configured."""
        return self.opened.config

    @property
    def project(self) -> Project:
        """Where the site is."""
        return self.opened.project

    @property
    def today(self) -> str:
        """The day as `YYYY-MM-DD`."""
        return self.now.date().isoformat()

    @property
    def request(self) -> Request:
        """What a writer sees: everything that their site shows today."""
        return Request(audience=audience_of(self.config, ""), as_of=self.today)

    @property
    def prefix(self) -> str:
        """The content folder as somebody here would write it before a path: empty, or ending in `/`."""
        shown = self.shown("")
        return "" if shown == "." else f"{shown.rstrip('/')}/"

    @cached_property
    def git(self) -> Git | None:
        """Git for the content; None when it is in no repository."""
        root = self.project.content_root
        return git_in(root) if find_repository(root) else None

    @cached_property
    def author(self) -> Author | None:
        """Git's user, as the repository's mailmap wants them to be known."""
        anywhere = git_in(self.project.content_root)
        author = who_commits(anywhere) if anywhere else None
        repository = find_repository(self.project.content_root)
        if author is None or repository is None:
            return author
        with suppress(OSError, UnicodeDecodeError):
            return apply_mailmap(read_mailmap((repository.top / ".mailmap").read_text("utf-8")), author)
        return author

    @cached_property
    def found(self) -> Found:
        """The files of the content."""
        config, project = self.config, self.project
        return discover(project.content_root, config, (), folders_apart(project, config))

    @cached_property
    def writer(self) -> Writer | None:
        """The person that Git's user is; None when Git does not know who is writing."""
        return find_writer(self.author, people_pages(self), self.today) if self.author else None

    def path(self, content_path: str) -> Path:
        """Where a path of the content is on disk."""
        return self.project.content_root / content_path

    def shown(self, content_path: str) -> str:
        """The path as somebody here would write it; whole, when the site is elsewhere."""
        here, path = Path.cwd().resolve(), self.path(content_path)
        if here.is_relative_to(self.project.root):
            return os.path.relpath(path, here).replace(os.sep, "/")
        return shown_path(path, here)

    def is_own(self, folder: str) -> bool:
        """Whether a folder of the content is the writer's own."""
        return self.writer is not None and folder.endswith(f"/{self.writer.id}")

    def says_author(self, *, in_own_folder: bool) -> bool:
        """Whether a new file has to name its author, because neither its folder nor Git will say who it is."""
        if in_own_folder and self.writer and self.writer.registered:
            return False
        return self.git is None or not self.config.git.authors

    def author_line(self, *, in_own_folder: bool) -> dict[str, tuple[str, ...]]:
        """What the front matter has to say of the author; usually nothing."""
        if self.writer is None or not self.says_author(in_own_folder=in_own_folder):
            return {}
        return {"authors": (self.writer.id if self.writer.registered else self.writer.author.name,)}


def sit_down(folder: str = "") -> Desk:
    """The site that `folder` is in, or the current folder; outside of any, the home of the user's configuration."""
    around = Surroundings(Path.cwd(), os.environ, sys.platform)
    opened = find_project(folder or ".", around)
    if opened.project.config_path is None and not folder:
        opened = find_project(str(_home(around)), around)
    if opened.project.config_path is None:
        raise NarrateError(
            f"there is no `narrate.toml` in `{shown_path(opened.project.root, around.cwd)}`",
            "make it a site with `narrate init`",
        )
    return Desk(opened, now_of(opened.config))


def _home(around: Surroundings) -> Path:
    file = config_file(around.environ, around.platform)
    home = None
    if file is not None:
        with suppress(FileNotFoundError, NotADirectoryError):
            try:
                text = file.read_text("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                if isinstance(error, (FileNotFoundError, NotADirectoryError)):
                    raise
                raise NarrateError(f"cannot read `{file}`: {error}") from error
            home = read_home(file, text, Path.home())
    if home is None:
        where = f" in `{file}`" if file else ""
        raise NarrateError(
            "this folder belongs to no site, and there is no home to write to",
            f'go to a folder with a `narrate.toml`, or write `home = "~/team-notes"`{where}',
        )
    if not home.is_dir():
        raise NarrateError(f"`home` is `{home}`, and there is no such folder", f"correct it in `{file}`")
    return home


def people_pages(desk: Desk) -> tuple[Record, ...]:
    """The pages of people, and nothing else of the content."""
    from narrate.markdown.document import parse_document

    config, found = desk.config, desk.found
    choose, kinds = KindChooser(config), config.kinds.kinds
    names = {kind.name for kind in kinds.values() if kind.registry == "person"}
    says_so = re.compile(
        rb"^(?:kind|type)\s*[:=]\s*[\"']?(?:%s)\b" % "|".join(names).encode(), re.IGNORECASE | re.MULTILINE
    )
    documents = tuple(
        parse_document(source.path, found.content[source.path], config.markdown)[0]
        for source in found.documents
        if ((kind := choose.of_path(source.path)) and kind.name in names)
        or says_so.search(found.content[source.path], 0, _HEAD)
    )
    records = join(documents, History(), config, desk.today)[0]
    return tuple(each for each in records if each.section < 0 and each.kind in names)


def free_path(desk: Desk, kind: Kind, stem: str) -> str:
    """Where a new entry of a kind goes, below the content root: a path that nothing has yet."""
    person = "" if kind.registry or desk.writer is None else desk.writer.id
    folder = folder_of(kind, desk.config, person, lambda path: desk.path(path).is_dir())
    *below, stem = stem.split("/")
    folder = "/".join((folder, *below))
    try:
        taken = os.listdir(desk.path(folder))
    except OSError:
        taken = []
    if stem != desk.today:  # a name of its own wherever it is, so that a wikilink by it means one entry
        taken += [source.path.rpartition("/")[2] for source in desk.found.documents]
    return f"{folder}/{free_name(stem, taken)}"


def finish(desk: Desk, path: str, text: str, *, editing: bool) -> None:
    """Writes the new file, says so, and opens it when somebody is there to write."""
    shown = desk.shown(path)
    file = desk.path(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError as error:  # somebody was faster by a moment
        raise NarrateError(f"`{shown}` is there already", "do it again") from error
    except OSError as error:
        raise NarrateError(f"cannot write `{shown}`: {error.strerror}") from error
    click.echo(f"made {shown}")
    if editing and on_terminal():
        edit(file, shown)

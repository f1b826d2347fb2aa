"""`narrate news`."""

import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from narrate.build import Understood
from narrate.cli import options
from narrate.cli.reading import reading
from narrate.cli.request import audience_of, day_of, with_base_url
from narrate.errors import NarrateError
from narrate.git.command import find_repository
from narrate.git.revision import committed_at
from narrate.model.report import Request
from narrate.news.mail import host_of, is_address, mail_of
from narrate.news.recipients import addresses_of, read_addresses, silent_people
from narrate.news.since import news_since
from narrate.news.told import Message, message_of
from narrate.news.written import json_of, overview_of, text_of
from narrate.project import Opened, Surroundings, find_project
from narrate.report.words import one_line
from narrate.schema import quoted

_HERE = ("localhost", "127.0.0.1")
"""Where `narrate init` says that a site is, until somebody knows better."""
_ENDINGS = {"text": "txt", "json": "json", "mail": "eml"}


@click.command()
@click.argument("path", default=".")
@click.option(
    "--since", required=True, metavar="REV", help="What is new since this commit: the one published before."
)
@click.option("-o", "--output", default="", metavar="FOLDER", help="Write a file for each person there.")
@options.written_as(["text", "json", "mail"])
@click.option("--from", "sender", default="", metavar="ADDRESS", help="Who mail is from.")
@click.option(
    "--addresses",
    default="",
    metavar="FILE",
    help="Addresses by id, in TOML, besides those of people's pages.",
)
@options.base_url
@options.audience
@options.as_of
def command(**given: Any) -> None:
    """Write a message to everybody for whom there is something new.

    Who was answered, mentioned or thanked, whose question was answered, whose lesson was applied, did not hold, or is
    due for review. Nothing is sent: that is for whatever runs this after publishing.
    """
    asked = Asked(**given)
    opened = find_project(asked.path, Surroundings(Path.cwd(), os.environ, sys.platform))
    opened = replace(opened, config=with_base_url(opened.config, asked.base_url))
    _check(asked, opened)
    others = _addresses(asked.addresses)
    request = Request(
        audience=audience_of(opened.config, asked.audience), as_of=day_of(opened.config, asked.as_of)
    )
    with reading(opened, request) as read:
        silent = silent_people(read.content.records, opened.config)
        news = news_since(opened, request, read.content, asked.since, silent)
    messages = tuple(message_of(each, opened.config) for each in news)
    if messages and host_of(opened.config.base_url) in _HERE:
        click.echo(
            f"the links lead to this machine: the site is said to be at {opened.config.base_url}", err=True
        )
        click.echo("  = help: write `base_url` in `narrate.toml`, or name it with `--base-url`", err=True)
    if asked.output:
        _write(asked, opened, read.content, messages, others, request.as_of)
    elif messages or asked.form == "json":
        click.echo(
            json_of(messages) if asked.form == "json" else overview_of(messages, opened.config), nl=False
        )


@dataclass(frozen=True)
class Asked:
    """What the command line asks for, as `click` has read it."""

    path: str
    since: str
    output: str
    form: Literal["text", "json", "mail"]
    sender: str
    addresses: str
    base_url: str
    audience: str
    as_of: datetime | None


def _check(asked: Asked, opened: Opened) -> None:
    """Raises for what cannot be done."""
    if not opened.config.base_url:
        raise NarrateError(
            "messages link to the site, and nobody says where it is",
            "write `base_url` in `narrate.toml`, or name it with `--base-url`",
        )
    if asked.form == "mail" and not asked.output:
        raise NarrateError("mail is written into a folder", "name one with `--output`")
    if asked.sender and not is_address(asked.sender):
        raise NarrateError(f"--from: {quoted(asked.sender)} is no address", "write `--from notes@team.org`")


def _addresses(name: str) -> dict[str, str]:
    if not name:
        return {}
    try:
        return read_addresses(name, Path(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise NarrateError(f"cannot read `{name}`: {why}") from error


def _write(
    asked: Asked,
    opened: Opened,
    content: Understood,
    messages: tuple[Message, ...],
    others: dict[str, str],
    today: str,
) -> None:
    """Writes a file for each message. Nobody's address is printed."""
    files: dict[str, bytes] = {}
    unknown: list[str] = []
    to = addresses_of(content.passed.records, opened.config, others) if asked.form == "mail" else {}
    sender = asked.sender or f"no-reply@{host_of(opened.config.base_url)}"
    site = one_line(opened.config.title) or "narrate"
    moment = _moment(opened) or today
    for message in messages:
        name = f"{message.id}.{_ENDINGS[asked.form]}"
        if asked.form != "mail":
            files[name] = (
                text_of(message, opened.config) if asked.form == "text" else json_of(message)
            ).encode()
        elif message.person in to:
            files[name] = mail_of(message, to[message.person], sender, site, opened.config, moment)
        else:
            unknown.append(f"`{message.person}`")
    _put(Path(asked.output), files)
    if unknown:
        click.echo(f"nobody knows an address of {', '.join(unknown)}", err=True)
        click.echo("  = help: write `emails` in their page, or name a file with `--addresses`", err=True)


def _put(folder: Path, files: dict[str, bytes]) -> None:
    try:
        if files:
            folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_bytes(text)
    except OSError as error:
        raise NarrateError(
            f"cannot write into `{folder}`: {error.strerror}", "name another folder"
        ) from error


def _moment(opened: Opened) -> str:
    """When what is told was committed: the same for each run."""
    repository = find_repository(opened.project.content_root)
    return committed_at(repository, "HEAD") if repository else ""

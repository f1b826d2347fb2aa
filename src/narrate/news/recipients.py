"""Where somebody is written to, and who wants no messages.

An address is one that a person's own page has (`emails`), or that a file names which whoever sends the messages keeps
elsewhere. It is never taken from Git's history: that somebody commits does not ask for mail.
"""

import tomllib

from narrate.errors import NarrateError
from narrate.git.addresses import no_reply
from narrate.model.config import Config
from narrate.model.entry import Record
from narrate.model.flag import is_no
from narrate.news.mail import is_address
from narrate.schema import quoted
from narrate.stages.register.people import own_id, registered, texts


def silent_people(records: tuple[Record, ...], config: Config) -> frozenset[str]:
    """The ids of those whose page says `news: false`. `records`: all, whoever may see them."""
    return frozenset(
        own_id(record)
        for record in registered(records, config, "person")
        if is_no(record.fields.get("news", ""))
    )


def addresses_of(records: tuple[Record, ...], config: Config, others: dict[str, str]) -> dict[str, str]:
    """An address for each id: that of `others`, else the first of their page that mail can be sent to."""
    own: dict[str, str] = {}
    for record in registered(records, config, "person"):
        usable = (
            each for each in texts(record.fields.get("emails")) if is_address(each) and not no_reply(each)
        )
        if first := next(usable, ""):
            own[own_id(record)] = first
    return own | others


def read_addresses(name: str, text: str) -> dict[str, str]:
    """The addresses that a file in TOML has, by id. Raises `NarrateError` when it is no such file."""
    help_line = 'write a line for each person: `ana = "ana@team.org"`'
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NarrateError(f"{name}: {error}", help_line) from error
    for id_, address in table.items():
        if not isinstance(address, str) or not is_address(address):
            raise NarrateError(f"{name}: what {quoted(id_)} has is no address", help_line)
    return table

"""A message as mail: a file as RFC 5322 has it, with the ends of lines that mail folders and programs for mail have here."""

import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from urllib.parse import urlsplit

from narrate.model.config import Config
from narrate.news.told import Message
from narrate.news.written import text_of
from narrate.words import words

_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_SUBJECT = 120
_NOWHERE = "narrate.invalid"


def is_address(text: str) -> bool:
    """Whether mail can be sent there: nothing in it can be another header, or a second address."""
    local, _, host = text.rpartition("@")
    return bool(_ADDRESS.fullmatch(local) and _HOST.fullmatch(host.lower()))


def host_of(base_url: str) -> str:
    """The host of the site, as addresses can have it."""
    try:
        host = (urlsplit(base_url).hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        host = ""
    return host if _HOST.fullmatch(host) else _NOWHERE


def mail_of(message: Message, to: str, sender: str, site: str, config: Config, moment: str) -> bytes:
    """The mail to one person. `sender`: its address; `site`: the site's name; `moment`: the day it is of, or the time."""
    mail = EmailMessage(policy=default)
    mail["From"] = _who(site, sender)
    mail["To"] = _who(message.name, to)
    mail["Subject"] = _subject(message, site, config)
    mail["Date"] = datetime.fromisoformat(moment).astimezone(UTC) if "T" in moment else _midnight(moment)
    mail["Message-ID"] = f"<{_ascii(message.id)}@{host_of(config.base_url)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text_of(message, config), cte="quoted-printable")
    return mail.as_bytes()


def _who(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)


def _subject(message: Message, site: str, config: Config) -> str:
    if len(message.items) == 1:
        says = message.items[0].says
        return says if len(says) <= _SUBJECT else says[: _SUBJECT - 1] + "…"
    several = words(config.language).gettext("{site}: {count} things for you")
    return several.format(site=site, count=len(message.items))


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _ascii(id_: str) -> str:
    """What a person is called may be of any script; the digest behind it tells one message from another."""
    return "".join(c for c in id_ if c.isascii() and (c.isalnum() or c == "-")).strip("-")

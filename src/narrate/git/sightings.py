"""Authors as they were seen, and what a sighting tells about who it is."""

from collections.abc import Iterable, Iterator

import msgspec

from narrate.git.addresses import address_key, handle_key, is_shared, no_reply
from narrate.git.names import name_key, plain_name
from narrate.model.document import Author

Key = tuple[str, str]
"""What two sightings of one person share: `("email", …)`, `("handle", …)` or `("account", …)`. A `("mailbox", …)` may be that
of a team: it tells only who it is that has it on their page."""

_NEVER = "9999"
"""Sorts what has no date after everything that has one."""


class Seen(msgspec.Struct, frozen=True):
    """Somebody as an entry or a commit names them. `first`: the entry's date, or empty."""

    author: Author
    first: str = ""


class Sighting(msgspec.Struct, frozen=True):
    """One author as seen everywhere."""

    first: str
    author: Author
    count: int
    name: str
    """As it may be shown, or empty."""
    key: str
    """The name's key."""
    handles: tuple[str, ...]
    keys: tuple[Key, ...]

    @property
    def label(self) -> str:
        """What to call them when this is all there is."""
        return self.name or next(iter(self.handles), "") or self.author.email.partition("@")[0] or "somebody"


def email_key(address: str) -> Key:
    """What an address tells, as `address_key` gives it."""
    return "mailbox" if is_shared(address) else "email", address


def uniting(keys: Iterable[Key]) -> Iterator[Key]:
    """Those of some keys that only one person has."""
    return (key for key in keys if key[0] != "mailbox")


def find_sightings(seen: Iterable[Seen]) -> list[Sighting]:
    """One for each different author, those seen first coming first."""
    first: dict[Author, str] = {}
    count: dict[Author, int] = {}
    for one in seen:
        date = one.first or _NEVER
        first[one.author] = min(first.get(one.author, date), date)
        count[one.author] = count.get(one.author, 0) + 1
    found = []
    for author, date in first.items():
        name = plain_name(author.name)
        handles = [author.handle.strip().lstrip("@")] if author.handle.strip().lstrip("@") else []
        if name.startswith("@") and len(name) > 1:
            handles.append(name[1:])
            name = ""
        keys = [email_key(key)] if (key := address_key(author.email)) else []
        if (account := no_reply(author.email)) is not None:
            handles.append(account[0])
            keys += [("account", account[1])] if account[1] else []
        keys += [("handle", handle_key(handle)) for handle in handles]
        once = tuple({handle_key(handle): handle for handle in reversed(handles)}.values())
        found.append(
            Sighting(date, author, count[author], name, name_key(name), once, tuple(dict.fromkeys(keys)))
        )
    return sorted(found, key=lambda s: (s.first, s.author.name, s.author.email, s.author.handle))

"""Who and what entries speak of: people, teams, communities and tags."""

import msgspec


class Person(msgspec.Struct, frozen=True):
    """Somebody who wrote or is spoken of. Never holds an e-mail address: those stay in `stages.register`."""

    id: str
    name: str
    url: str
    registered: bool
    """Whether they have a page of their own in the repository."""
    handles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    joined: str = ""
    left: str = ""
    picture: str = ""
    listed: bool = True


class Group(msgspec.Struct, frozen=True):
    """A team (people are assigned to it) or a community (people join it)."""

    id: str
    name: str
    url: str
    registered: bool
    members: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    stewards: tuple[str, ...] = ()
    start_here: tuple[str, ...] = ()
    """Addresses of a reading path."""


class Tag(msgspec.Struct, frozen=True):
    """A label. `id` is its slug, with `/` between a parent and a child."""

    id: str
    name: str
    url: str
    registered: bool
    names: tuple[str, ...] = ()
    """Other spellings, merged into this one."""
    parent: str = ""
    children: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


class Registry(msgspec.Struct, frozen=True):
    """Everybody and everything, by id. Only what visible entries show."""

    people: dict[str, Person]
    teams: dict[str, Group]
    communities: dict[str, Group]
    tags: dict[str, Tag]
    person_redirects: dict[str, str]
    """Ids that were united with another, old to new."""

    @property
    def is_mentoring(self) -> bool:
        """Whether somebody asks or offers something."""
        return any(person.listed and (person.asks or person.offers) for person in self.people.values())

    @property
    def may_be_network(self) -> bool:
        """Whether there are enough people for a network: then pages may lead there."""
        return sum(person.listed for person in self.people.values()) > 2


DESK = "/desk/"
"""The address of the desk of the site."""

NETWORK = "/network/"
"""The address of the page of the network."""

SEARCH = "/search/"
"""The address of the page to search from."""

INBOX = "inbox/"
"""What the address of somebody's inbox has after that of their page."""

MENTORING = "asks-and-offers/"
"""What the address of the page of asks and offers has after that of the list of people."""

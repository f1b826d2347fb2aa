"""Kinds: what sorts of entries there are, as data.

The built-in ones are in `kinds.toml` in the package, in the form in which a team declares its own.
"""

from typing import Literal

import msgspec

FieldType = Literal[
    "text", "date", "duration", "state", "links", "people", "tags", "list", "url", "flag", "file"
]

Register = Literal["", "person", "team", "community", "tag"]

LinkType = Literal[
    "cites", "embeds", "replies-to", "answers", "distils", "supersedes",
    "applies", "contradicts", "mentions", "tagged", "member-of", "thanks",
]  # fmt: skip


class Field(msgspec.Struct, frozen=True):
    """A front matter field of a kind."""

    name: str
    type: FieldType = "text"
    label: str = ""
    required: bool = False
    link: LinkType | None = None
    """For `links` and `people`: the type of the edges that the field writes."""
    implies: str = ""
    """The state that an entry is in when the field says something and nobody wrote a state."""
    makes: str = ""
    """The state that it puts whatever the field names in (`superseded`); where a state is written, only an ended one."""
    reverse: bool = False
    """The edge leads from what the field names to this entry (`answer:` of a question)."""
    also: tuple[str, ...] = ()
    """Other spellings of the key."""
    shown: bool = True
    """Whether the entry's page lists the field."""
    registry: Register = ""
    """For `links`: what it names are ids or names of this registry (`team: platform`), not paths."""
    told: bool = False
    """Whether the page of its kind tells it with the entry (the hypothesis of a probe)."""
    private: bool = False
    """Read, and never published in any form (the e-mail addresses of a person)."""
    concerns: bool = False
    """Its values are globs of files, or tasks: `narrate lessons` finds the entry by them."""
    invite: str = ""
    """For `links`: the words with which a page asks for an entry whose field names it (`Distil a lesson`)."""
    invite_on: tuple[str, ...] = ()
    """The kinds of the pages that ask so; empty: all kinds that people write."""
    help: str = ""


class Kind(msgspec.Struct, frozen=True):
    """A kind of entry."""

    name: str
    label: str
    """One of them, in a sentence: `lesson`."""
    plural: str
    """Many of them, as a title: `Lessons`."""
    folder: str
    """Where new ones live and where the kind's own stream has its address: `lessons`."""
    folders: tuple[str, ...] = ()
    """Further folder names that make a file of this kind."""
    mark: str = "page"
    """The shape drawn beside it: a name of a theme's mark."""
    fields: tuple[Field, ...] = ()
    states: tuple[str, ...] = ()
    state_field: str = "status"
    """The field that holds the state (`outcome` of a probe)."""
    default_state: str = ""
    open_states: tuple[str, ...] = ()
    """States in which it waits for somebody."""
    ended_states: tuple[str, ...] = ()
    """States in which it no longer holds (superseded): shown so, and listed last."""
    registry: Register = ""
    """What its pages register, for the kinds that entries speak of."""
    dated: bool = True
    """Whether it belongs in the streams by time; a maintained page such as `page` does not appear on home."""
    maintained: bool = False
    """Settled rather than written today: listed first on a tag's page, ordered by its last change."""
    shelf: Literal["", "first", "open", "running", "coming", "list"] = ""
    """How community and tag pages list it apart from their stream: all of it first (`first`), those in an
    open state (`open`), those in an open state and then the ended ones (`running`), those with a date to
    come (`coming`), or simply all (`list`)."""
    start_field: str = ""
    """The `date` field that says when it takes place (`starts` of an event); empty: its date."""
    end_field: str = ""
    """The `date` field that says when it is over (`ends`); empty: it has no end."""
    review_field: str = ""
    """The `duration` field that says how long it may stand without a review (`review_in`); empty: for ever."""
    reviewed_field: str = ""
    """The `date` field that says when it was reviewed last."""
    address: str = ""
    """A pattern such as `/decisions/{slug}/` of `{path}`, `{slug}`, `{year}`, `{month}`, `{day}`; empty: the file's path."""
    invite: str = ""
    """The words with which pages ask for a new one: `Ask`. Empty: they do not ask."""
    looks_back: str = ""
    """A duration: a new one begins with links to what its writer wrote in so long (`7 days`)."""
    scaffold: str = ""
    """What `narrate new` writes into the body."""
    help: str = ""

    @property
    def asks(self) -> bool:
        """Whether its entries can be answered: one of its fields names the answer."""
        return any(field.link == "answers" and field.reverse for field in self.fields)


class Kinds(msgspec.Struct, frozen=True):
    """All kinds that a project knows."""

    kinds: dict[str, Kind]
    common: tuple[Field, ...]
    """Fields that every kind has (`reply_to`, `thanks`, …)."""
    default: str = "narration"
    page: str = "page"

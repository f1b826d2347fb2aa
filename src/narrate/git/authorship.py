"""From a page's life to what narrate says of it: dates, authors, earlier names."""

from collections.abc import Collection, Iterable

import msgspec

from narrate.git.bots import is_bot
from narrate.git.commits import Commit
from narrate.git.lives import Life, lives
from narrate.git.mailmap import Mailmap, apply_mailmap
from narrate.git.versions import pack
from narrate.model.document import Author
from narrate.model.moment import from_epoch


class FileHistory(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What Git knows of one page. Everything is empty that Git does not know for certain."""

    created: str
    """When the page began, by its author's clock, followed through renames."""
    updated: str
    """When somebody (not a bot) last changed what it says; a move changes nothing."""
    authors: tuple[Author, ...]
    """Who began it, and their co-authors."""
    contributors: tuple[Author, ...]
    """Everybody else who changed it, in the order in which they first did."""
    renamed_from: tuple[str, ...]
    """Its earlier paths below the content root, oldest first, where no page is today."""
    versions: bytes = b""
    """Its newest versions, when it has several, oldest first: see `git.versions`."""
    places: tuple[str, ...] = ()
    """Then: every path that it ever had, from the top of the work tree."""


class People:
    """The people behind a commit, under the names they want to be known by, without bots."""

    def __init__(self, mailmap: Mailmap, bots: tuple[str, ...]) -> None:
        self._mailmap = mailmap
        self._bots = bots
        self._known: dict[Author, Author | None] = {}
        self._of: dict[tuple[Author, ...], tuple[Author, ...]] = {}

    def of(self, commit: Commit) -> tuple[Author, ...]:
        """Author first."""
        return self.known_as((commit.author, *commit.coauthors))

    def known_as(self, written: tuple[Author, ...]) -> tuple[Author, ...]:
        """The people behind those whom a commit names."""
        people = self._of.get(written)
        if people is None:
            found = (self._person(author) for author in written)
            people = self._of[written] = tuple(
                dict.fromkeys(person for person in found if person is not None)
            )
        return people

    def _person(self, author: Author) -> Author | None:
        if author not in self._known:
            person = apply_mailmap(self._mailmap, author)
            nobody = not (person.name or person.email) or is_bot(person, self._bots)
            self._known[author] = None if nobody else person
        return self._known[author]


def tell(
    commits: Iterable[Commit],
    edge: Collection[str],
    people: People,
    prefix: str,
    present: Collection[bytes],
) -> dict[str, FileHistory]:
    """What the commits say of the `present` files below `prefix`, by path below it.

    Files whose name is not UTF-8 are left out: no page can have such an address.
    """
    by_path = lives(commits, edge)
    names = {path: name for path in present if (name := _below(path, prefix))}
    taken = frozenset(names.values())
    told = {}
    for path, name in sorted(names.items()):
        if (life := by_path.get(path)) is not None:
            earlier = (_below(old, prefix) for old in life.paths) if len(life.paths) > 1 else ()
            told[name] = _tell(life, people, tuple(old for old in earlier if old and old not in taken))
    return told


def _tell(life: Life, people: People, renamed_from: tuple[str, ...]) -> FileHistory:
    begun = life.begun
    authors = people.of(begun) if begun else ()
    created = from_epoch(begun.authored, begun.offset) if begun else ""
    last = begun if authors else None
    contributors: dict[Author, None] = {}
    for commit in life.commits:
        if commit is not begun and (persons := people.of(commit)):
            last = commit
            contributors.update(dict.fromkeys(persons))
    # Author dates may run backwards; a page is never changed before it began.
    moved_on = last is not None and last is not begun and not (begun and last.authored < begun.authored)
    updated = from_epoch(last.authored, last.offset) if last and moved_on else created
    others = tuple(person for person in contributors if person not in authors)
    versions = pack(life)
    places = tuple(path.decode("utf-8", "replace") for path in life.paths) if versions else ()
    return FileHistory(created, updated, authors, others, renamed_from, versions, places)


def _below(path: bytes, prefix: str) -> str:
    """A path below `prefix`; empty when it is elsewhere or not UTF-8."""
    try:
        name = path.decode()
    except UnicodeDecodeError:
        return ""
    return name.removeprefix(prefix) if name.startswith(prefix) else ""

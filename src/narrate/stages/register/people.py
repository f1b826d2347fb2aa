"""People: those with a page of their own, and those who are known only from what they wrote."""

from collections.abc import Collection, Iterator

import msgspec

from narrate.git.identity import Known, Seen, is_bot, unite
from narrate.markdown import emails
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Author, Value
from narrate.model.entry import Record
from narrate.model.registry import Group, Person
from narrate.model.urls import slugify
from narrate.stages.join import place_of

Ids = dict[Author, str]


def texts(value: Value | None) -> tuple[str, ...]:
    """A field's value as a list of words: a list as it is, text split at commas."""
    if isinstance(value, list):
        return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())
    if isinstance(value, str):
        return tuple(item.strip() for item in value.split(",") if item.strip())
    return ()


def sentences(value: Value | None) -> tuple[str, ...]:
    """What somebody says in their own words: a list as it is; one text is one sentence, with its commas."""
    return texts([value] if isinstance(value, str) else value)


def own_id(record: Record) -> str:
    """The id of what a registry page registers: the last part of its address."""
    return record.url.rstrip("/").rpartition("/")[2]


def registered(records: tuple[Record, ...], config: Config, role: str) -> list[Record]:
    """The registry pages of one sort."""
    kinds = {kind.name for kind in config.kinds.kinds.values() if kind.registry == role}
    return [record for record in records if record.kind in kinds and record.section < 0]


def folder_of(config: Config, role: str) -> str:
    """Where the generated pages of one sort have their addresses."""
    for kind in config.kinds.kinds.values():
        if kind.registry == role:
            return kind.folder
    return role


def find_people(
    records: tuple[Record, ...], config: Config
) -> tuple[dict[str, Person], Ids, dict[str, str], tuple[Diagnostic, ...]]:
    """Everybody by id; the id of every author as written; ids that were united with another; and who is unclear.

    Whoever only wrote pages that register something is nobody a reader meets: those are signed by no one.
    """
    kinds = config.kinds.kinds
    pages = {own_id(record): record for record in registered(records, config, "person")}
    known = known_people(tuple(pages.values()))
    by_folder = {id_.casefold(): id_ for id_ in pages}
    for id_, record in pages.items():
        for handle in texts(record.fields.get("handles")):
            by_folder.setdefault(handle.lstrip("@").casefold(), id_)
    seen: list[Seen] = []
    signing: set[Author] = set()
    for record in records:
        authors = authors_of(record, by_folder)
        if isinstance(authors, tuple):
            seen.extend(
                Seen(author, record.date) for author in authors if not is_bot(author, config.git.bots)
            )
            signing.update(() if kinds[record.kind].registry else authors)
    united = unite(known, seen)
    writing = {*pages, *(united.ids[author] for author in signing if author in united.ids)}
    ids = {author: id_ for author, id_ in united.ids.items() if id_ in writing}
    ids.update(_editors(records, known, ids, pages))
    people: dict[str, Person] = {id_: _person(id_, record) for id_, record in pages.items()}
    folder = folder_of(config, "person")
    for id_, someone in united.people.items():
        if id_ in writing and id_ not in people:
            people[id_] = Person(
                id_, someone.name, f"/{folder}/{id_}/", registered=False, handles=someone.handles
            )
    unclear = tuple(_unclear(records, united.ambiguous))
    redirects = {old: id_ for old, id_ in united.redirects.items() if id_ in people}
    return dict(sorted(people.items())), ids, redirects, unclear


def _editors(
    records: tuple[Record, ...], known: list[Known], ids: Ids, pages: Collection[str]
) -> dict[Author, str]:
    """Of those who changed a page under a name or address under which they wrote none: who they are, if they are somebody
    who wrote one or has a page of their own.
    """
    editors = {
        author
        for record in records
        if record.past
        for version in record.past.versions
        for author in version.people
    }
    others = editors - ids.keys()
    if not others:
        return {}
    everybody = [Seen(author) for author in sorted({*ids, *others}, key=msgspec.structs.astuple)]
    found = unite(known, everybody).ids
    writing: dict[str, set[str]] = {id_: {id_} for id_ in pages}
    for author, id_ in ids.items():
        writing.setdefault(found[author], set()).add(id_)
    same = {author: writing.get(found[author], set()) for author in others}
    return {author: next(iter(ids_)) for author, ids_ in same.items() if len(ids_) == 1}


def _unclear(records: tuple[Record, ...], ambiguous: dict[Author, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Once for each name that several registered people answer to, at its first entry."""
    said: set[Author] = set()
    for record in records if ambiguous else ():
        for author in (*record.authors, *(() if record.authors else record.committers)):
            if author in ambiguous and author not in said:
                said.add(author)
                word = author.name or author.handle
                known = ", ".join(f"`{id_}`" for id_ in ambiguous[author])
                place = place_of(record.document, "authors", word)
                help_line = "write one of the ids, or add the e-mail address or handle to that person's page"
                yield Diagnostic(place, "ambiguous-person", f"`{word}` may be any of {known}", help_line)


def authors_of(record: Record, by_folder: dict[str, str]) -> tuple[Author, ...] | str:
    """Who wrote it: names from the front matter, or the id of the person whose folder it is in, or Git's names."""
    if record.authors:
        return record.authors
    for folder in reversed(record.folders):
        owner = by_folder.get(folder.casefold())
        if owner is not None:
            return owner
    return record.committers


def registered_name(record: Record) -> str:
    """What a registry page calls what it registers; empty when only its file has a name."""
    front = record.document.front
    names = (_text(record, "full_name"), front.title, _text(record, "name"), record.document.heading)
    return next((name for name in names if name), "")


def known_people(pages: tuple[Record, ...]) -> list[Known]:
    """What identifies the people that pages register."""
    return [_known(own_id(record), record) for record in pages]


def _known(id_: str, record: Record) -> Known:
    front, fields = record.document.front, record.fields
    names = (*texts(fields.get("name")), front.title, record.document.heading, _text(record, "full_name"))
    return Known(
        id=id_,
        name=_name(id_, record),
        emails=texts(fields.get("emails")),
        handles=tuple(handle.lstrip("@") for handle in texts(fields.get("handles"))),
        names=tuple(
            dict.fromkeys(name for name in (*names, *front.aliases) if name and not name.startswith("/"))
        ),
    )


def _name(id_: str, record: Record) -> str:
    return registered_name(record) or id_.replace("-", " ").title()


def _text(record: Record, key: str) -> str:
    value = record.fields.get(key, record.extra.get(key, ""))
    return value.strip() if isinstance(value, str) else ""


def _person(id_: str, record: Record) -> Person:
    fields = record.fields
    return Person(
        id=id_,
        name=emails.mask(_name(id_, record)),
        url=record.url,
        registered=True,
        handles=tuple(
            handle.lstrip("@") for handle in texts(fields.get("handles")) if not emails.find(handle)
        ),
        teams=tuple(slugify(team) for team in texts(fields.get("team"))),
        communities=record.document.front.communities,
        now=tuple(emails.mask(text) for text in sentences(fields.get("now"))),
        asks=tuple(emails.mask(text) for text in sentences(fields.get("asks"))),
        offers=tuple(emails.mask(text) for text in sentences(fields.get("offers"))),
        joined=_text(record, "joined"),
        left=_text(record, "left"),
        picture=_text(record, "picture"),
        listed=record.document.front.listed,
    )


def with_groups(
    people: dict[str, Person], teams: dict[str, Group], communities: dict[str, Group]
) -> dict[str, Person]:
    """People with the ids of the teams and communities that they are members of."""
    in_team: dict[str, list[str]] = {}
    in_community: dict[str, list[str]] = {}
    for groups, member_of in ((teams, in_team), (communities, in_community)):
        for group in groups.values():
            for member in group.members:
                member_of.setdefault(member, []).append(group.id)
    return {
        id_: msgspec.structs.replace(
            person, teams=tuple(in_team.get(id_, ())), communities=tuple(in_community.get(id_, ()))
        )
        for id_, person in people.items()
    }

"""Teams, to which people are assigned, and communities, which people join."""

from collections import Counter
from collections.abc import Callable, Iterable

from narrate.model.config import Config
from narrate.model.document import Value
from narrate.model.entry import Record
from narrate.model.registry import Group, Person
from narrate.model.urls import slugify
from narrate.stages.register.people import folder_of, own_id, registered, texts
from narrate.stages.register.tags import tag_id

Resolve = Callable[[str], str]
"""From a group's name as somebody wrote it to its id; empty when its page was held back."""


def find_teams(
    records: tuple[Record, ...], people: dict[str, Person], config: Config, hidden: frozenset[str]
) -> tuple[dict[str, Group], Resolve]:
    """Teams by id: those with a page, and those that only a person's page names.

    `hidden`: the names of pages that were held back. Whoever still names one of them gets no page made for it.
    """
    named = {id_: person.teams for id_, person in people.items()}
    return _find(records, people, config, "team", named, (), hidden)


def find_communities(
    records: tuple[Record, ...], people: dict[str, Person], config: Config, hidden: frozenset[str]
) -> tuple[dict[str, Group], Resolve]:
    """Communities by id: those with a page, those that people join and those that entries are cross-posted to."""
    named = {id_: person.communities for id_, person in people.items()}
    person_kinds = {kind.name for kind in config.kinds.kinds.values() if kind.registry == "person"}
    cross_posted = [
        name
        for record in records
        if record.kind not in person_kinds
        for name in record.document.front.communities
    ]
    return _find(records, people, config, "community", named, cross_posted, hidden)


def _find(
    records: tuple[Record, ...],
    people: dict[str, Person],
    config: Config,
    role: str,
    named: dict[str, tuple[str, ...]],
    also: Iterable[str],
    hidden: frozenset[str],
) -> tuple[dict[str, Group], Resolve]:
    pages = {own_id(record): record for record in registered(records, config, role)}
    by_word = {
        word.casefold(): id_ for id_, record in reversed(pages.items()) for word in _words(id_, record)
    }
    person_of = _by_word(people)

    def resolve(name: str) -> str:
        """Empty for one that was held back."""
        name = name.strip().lstrip("@")
        known = by_word.get(name.casefold()) or by_word.get(slugify(name))
        return known or ("" if name.casefold() in hidden or slugify(name) in hidden else slugify(name))

    members: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for person, names in named.items():
        for name in names:
            id_ = resolve(name)
            if not id_:
                continue
            members.setdefault(id_, []).append(person)
            spelled.setdefault(id_, name)
    for name in also:
        spelled.setdefault(resolve(name), name)
    spelled.pop("", None)
    for id_, record in pages.items():
        for word in (*texts(record.fields.get("members")), *texts(record.fields.get("stewards"))):
            known = person_of.get(word.lstrip("@").casefold())
            if known is not None and known not in members.setdefault(id_, []):
                members[id_].append(known)

    folder = folder_of(config, role)
    groups = {}
    for id_ in sorted({*pages, *spelled}):
        page = pages.get(id_)
        joined = tuple(sorted(members.get(id_, ()), key=lambda person: people[person].name.casefold()))
        if page is None:
            name = spelled[id_]
            name = name if name != id_ else name.replace("-", " ").capitalize()
            groups[id_] = Group(id_, name, f"/{folder}/{id_}/", registered=False, members=joined)
        else:
            groups[id_] = _group(id_, page, joined, person_of)
    return groups, resolve


def _by_word(people: dict[str, Person]) -> dict[str, str]:
    """Who is meant by an id, a handle, or a name that nobody else has."""
    called = Counter(person.name.casefold() for person in people.values())
    words = {name: id_ for id_, person in people.items() if called[name := person.name.casefold()] == 1}
    for id_, person in people.items():
        words |= dict.fromkeys((word.casefold() for word in (id_, *person.handles)), id_)
    return words


def _words(id_: str, record: Record) -> tuple[str, ...]:
    name = record.fields.get("name", "")
    return (id_, name if isinstance(name, str) else "", *_titles(record), *record.document.front.aliases)


def _titles(record: Record) -> tuple[str, str]:
    return record.document.front.title, record.document.heading


def _group(id_: str, page: Record, members: tuple[str, ...], person_of: dict[str, str]) -> Group:
    name: Value = page.fields.get("name", "")
    title, heading = _titles(page)
    stewards = (person_of.get(word.lstrip("@").casefold(), "") for word in texts(page.fields.get("stewards")))
    return Group(
        id=id_,
        name=title
        or (name if isinstance(name, str) else "")
        or heading
        or id_.replace("-", " ").capitalize(),
        url=page.url,
        registered=True,
        members=members,
        tags=tuple(tag_id(tag) for tag in page.document.front.tags),
        stewards=tuple(steward for steward in stewards if steward),
        start_here=texts(page.fields.get("start_here")),
    )

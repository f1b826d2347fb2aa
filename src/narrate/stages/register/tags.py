"""Tags: one for all spellings of a label, with its parent, its children and its neighbours."""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import combinations

from narrate.model.config import Config
from narrate.model.document import Author
from narrate.model.entry import Entry, Record
from narrate.model.registry import Tag
from narrate.model.urls import slugify
from narrate.stages.register.people import folder_of, registered, texts

_NEIGHBOURS = 6
_TOGETHER = 3
_WIDE = 5
"""What one in so many has is an area or a degree of ripeness."""
_MOST_OF = 0.8
"""A folder that so much is in says nothing of it: those below it do."""
_SORTS = frozenset(
    "api archive archives areas articles assets concepts content daily doc docs draft drafts examples explanation explanations "
    "faq faqs fleeting getting-started guide guides how-to howto images inbox internals introduction literature manual misc "
    "miscellaneous notes other overview pages permanent posts projects quickstart reference references resources samples src "
    "static tutorial tutorials user-guide wiki".split()
)
"""Folders that say what sort of text lies in them, and not what it is about."""
_PERIOD = re.compile(r"(?:[qhw]|week|kw|cw)?\d*+(?:[-_. ]?(?:[qhw]|week|kw|cw)?\d++)*", re.IGNORECASE)
"""A folder that is called after a time or a number (`2025`, `2025-q3`, `07`) is about nothing. Digits are taken whole:
else a long number before a letter would be tried in every way in which it can be cut."""


def tag_id(name: str) -> str:
    """The id of a tag as written: a slug, nested by `/`."""
    if name.isalnum() and name.isascii():
        return name.lower()
    return "/".join(slugify(part) for part in name.strip().lstrip("#").split("/") if part.strip())


class TagNames:
    """Which tag a written label means: case, spaces and the other names that a tag's page gives do not matter."""

    def __init__(self, records: tuple[Record, ...], config: Config) -> None:
        self._ids: dict[str, str] = {}
        self.pages: dict[str, Record] = {}
        self._other: dict[str, str] = {}
        prefix = f"/{folder_of(config, 'tag')}/"
        for record in registered(records, config, "tag"):
            id_ = record.url.strip("/")
            id_ = record.url[len(prefix) : -1] if record.url.startswith(prefix) else id_.rpartition("/")[2]
            self.pages.setdefault(id_, record)
        for id_, record in self.pages.items():
            for name in other_names(record):
                if tag_id(name) not in self.pages:
                    self._other.setdefault(tag_id(name), id_)
        self.folders = _folder_tags(records, config) if not self.pages else {}
        self._known: set[str] = set()
        if config.hashtags == "known":
            declared = (
                name for record in records for name in (*record.document.front.tags, *self.of_folder(record))
            )
            self._known = {self.id(name) for name in declared} | set(self.pages)
        self._rule = config.hashtags

    def id(self, name: str) -> str:
        """The id of a label; empty when nothing is left of it."""
        known = self._ids.get(name)
        if known is None:
            known = tag_id(name)
            known = self._ids[name] = self._other.get(known, known)
        return known

    def of_hashtag(self, name: str) -> str:
        """The id of a hashtag; empty when it does not count as a tag."""
        id_ = self.id(name)
        return id_ if self._rule == "all" or (self._rule == "known" and id_ in self._known) else ""

    def of_folder(self, record: Record) -> tuple[str, ...]:
        """The folder that stands for a tag where nobody wrote any."""
        name = self.folders.get(record.document.path, "")
        return (name,) if name else ()


def other_names(record: Record) -> tuple[str, ...]:
    """Other names of the tag that a page describes."""
    aliases = (alias for alias in record.document.front.aliases if not alias.startswith("/"))
    return (*texts(record.fields.get("names")), *aliases)


def _folder_tags(records: tuple[Record, ...], config: Config) -> dict[str, str]:
    """In a repository where no file declares a tag, first-level folders are the tags.

    Folders that nearly everything is in say nothing: the first level is the one where the files part. Neither do folders that
    are called after a time, after whoever writes in them, or after a sort of text.
    """
    if config.declared or any(record.document.front.declares_tags for record in records):
        return {}
    named = _SORTS | {
        folder for kind in config.kinds.kinds.values() for folder in (kind.folder, *kind.folders)
    }
    nested = [record for record in records if record.folders]
    level = 0
    while nested:
        folder, many = Counter(record.folders[: level + 1] for record in nested).most_common(1)[0]
        if many < _MOST_OF * len(nested):
            break
        nested = [
            record
            for record in nested
            if record.folders[: level + 1] == folder and len(record.folders) > level + 1
        ]
        level += 1
    inside: dict[str, list[Record]] = {}
    for record in nested:
        inside.setdefault(record.folders[level], []).append(record)
    return {
        record.document.path: name
        for name, those in inside.items()
        if name.casefold() not in named and not _PERIOD.fullmatch(name) and not _is_of_writer(name, those)
        for record in those
    }


def _is_of_writer(folder: str, records: list[Record]) -> bool:
    """Whether it is called after somebody who wrote half of what is in it, or more: by their name, a part of it, their
    handle or address. An address may begin with a topic: `git@home.example`.
    """
    id_ = tag_id(folder)
    own = sum(
        any(id_ in _own_names(author) for author in (*record.authors, *record.committers))
        for record in records
    )
    return 2 * own >= len(records)


@lru_cache(maxsize=1024)
def _own_names(author: Author) -> frozenset[str]:
    names = (author.name, *author.name.split(), author.handle, author.email.partition("@")[0])
    return frozenset(tag_id(name) for name in names if name)


def find_tags(
    entries: tuple[Entry, ...],
    names: TagNames,
    spelled: dict[str, Counter[str]],
    config: Config,
) -> dict[str, Tag]:
    """Every tag that a visible entry carries or a page describes, and the parents of nested ones."""
    used = {tag for entry in entries for tag in entry.tags} | set(names.pages)
    for id_ in tuple(used):
        parts = id_.split("/")
        used.update("/".join(parts[:length]) for length in range(1, len(parts)))
    parents = {id_: _parent(id_, names) for id_ in used}
    children: dict[str, list[str]] = {}
    for id_, parent in sorted(parents.items()):
        if parent in used and parent != id_:
            children.setdefault(parent, []).append(id_)
    neighbours = _neighbours(entries)
    folder = folder_of(config, "tag")
    tags = {}
    for id_ in sorted(used):
        page = names.pages.get(id_)
        tags[id_] = Tag(
            id=id_,
            name=_name(id_, page, spelled),
            url=page.url if page else f"/{folder}/{id_}/",
            registered=page is not None,
            names=other_names(page) if page else (),
            parent=parents[id_] if parents[id_] in used and parents[id_] != id_ else "",
            children=tuple(children.get(id_, ())),
            neighbours=tuple(near for near in neighbours.get(id_, ()) if near in used),
        )
    return tags


def _parent(id_: str, names: TagNames) -> str:
    page = names.pages.get(id_)
    if page is not None:
        written = texts(page.fields.get("parent"))
        if written:
            return names.id(written[0])
    return id_.rpartition("/")[0]


def _name(id_: str, page: Record | None, spelled: dict[str, Counter[str]]) -> str:
    """What people read: the page's title, else the most frequent spelling, else the id."""
    if page is not None:
        title = page.document.front.title or page.document.heading
        if title:
            return title
    spellings = spelled.get(id_)
    if not spellings:
        return id_
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _neighbours(entries: tuple[Entry, ...]) -> dict[str, list[str]]:
    """For each tag those that stand beside it most often: at least three times, and clearly more often than by chance.

    A wall of tags says nothing, and neither does a tag that a fifth of everything has.
    """
    together: dict[str, Counter[str]] = defaultdict(Counter)
    on = Counter(tag for entry in entries for tag in entry.tags)
    tagged = sum(1 for entry in entries if entry.tags)
    for entry in entries:
        if 2 <= len(entry.tags) <= 12:
            for one, other in combinations(entry.tags, 2):
                together[one][other] += 1
                together[other][one] += 1
    near = {}
    for tag, counted in together.items():
        ordered = sorted(
            (-count, other)
            for other, count in counted.items()
            if count >= _TOGETHER
            and _WIDE * max(on[tag], on[other]) <= tagged
            and _is_no_chance(count, on[tag] * on[other], tagged)
        )
        family = f"{tag}/"
        kept = [
            other for _, other in ordered if not other.startswith(family) and not tag.startswith(f"{other}/")
        ]
        near[tag] = kept[:_NEIGHBOURS]
    return near


def _is_no_chance(together: int, product: int, tagged: int) -> bool:
    """Whether two tags stand together more than twice as often as they would by chance, and not by an accident of a few.

    `product`: of how many entries have the one and how many the other, of `tagged`.
    """
    more = together * tagged - product
    return more > product and 4 * more * more >= 25 * product * tagged  # 2.5 standard deviations

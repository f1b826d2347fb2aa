"""Entries: records with people, tags and communities as ids."""

import re
from collections import Counter, defaultdict
from collections.abc import Container
from html import unescape

import msgspec

from narrate.git.identity import is_bot
from narrate.markdown import emails
from narrate.model.config import Config
from narrate.model.document import Value
from narrate.model.entry import Entry, Record
from narrate.model.kinds import Kind
from narrate.model.leads import written_for
from narrate.model.moment import day
from narrate.model.urls import slugify
from narrate.stages.join import address
from narrate.stages.register.groups import Resolve
from narrate.stages.register.people import Ids, authors_of, own_id, registered, registered_name, texts
from narrate.stages.register.tags import TagNames
from narrate.words import words

_NAME_LENGTH = 70
_BLANKS = re.compile(r"\s+")
_DATE_FIRST = re.compile(r"\A(?:\d{4}[-_.]\d\d?[-_.]\d\d?|\d{8})(?:[-_. ]+|$)")


def make_entries(
    records: tuple[Record, ...],
    config: Config,
    ids: Ids,
    names: TagNames,
    of_community: Resolve,
    communities: Container[str],
) -> tuple[tuple[Entry, ...], dict[str, Counter[str]]]:
    """One entry for each record, in their order; and how often each tag was spelled in which way."""
    by_folder: dict[str, str] = {}
    people = registered(records, config, "person")
    for record in people:
        for handle in (own_id(record), *texts(record.fields.get("handles"))):
            by_folder.setdefault(handle.lstrip("@").casefold(), own_id(record))
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    day_urls = {record.document.path: record.url for record in records if record.section < 0}
    said = written_for(words(config.language).gettext)
    entries = tuple(
        _entry(
            record,
            config,
            ids,
            by_folder,
            names,
            spelled,
            day_urls,
            _written_for(record, of_community, communities, said),
        )
        for record in records
    )
    return _with_own_feed_ids(entries), spelled


def _with_own_feed_ids(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """An address that another entry has now, or had too, says nothing about who is meant."""
    taken = {entry.url for entry in entries}
    own = []
    for entry in entries:
        if entry.feed_id in taken:
            entry = msgspec.structs.replace(entry, feed_id="")  # noqa: PLW2901
        elif entry.feed_id:
            taken.add(entry.feed_id)
        own.append(entry)
    return tuple(own)


def _entry(
    record: Record,
    config: Config,
    ids: Ids,
    by_folder: dict[str, str],
    names: TagNames,
    spelled: dict[str, Counter[str]],
    day_urls: dict[str, str],
    written_for: tuple[str, ...],
) -> Entry:
    front, document, text = record.document.front, record.document, record.text
    whole = record.section < 0
    title = (front.title or document.heading) if whole else document.sections[record.section].title
    kind = config.kinds.kinds[record.kind]
    if kind.registry:
        title = registered_name(record) or title
    if whole and not title:
        title = _default_title(record, kind.dated, config.declared)
    # Blogs that printed titles as HTML have `&#39;` in them.
    title = unescape(title) if "&" in title else title
    summary = (front.summary if whole else "") or text.summary
    summary = unescape(summary) if "&" in summary and whole and front.summary else summary
    title, summary = emails.mask(title), emails.mask(summary)
    authors, authors_from = _authors(record, config, ids, by_folder)
    is_person = kind.registry == "person"
    return Entry(
        url=record.url,
        path=document.path,
        section=record.section,
        kind=record.kind,
        title=title,
        name=title or _first_words(summary) or _stand_in(record),
        title_id=document.heading_id if whole else document.sections[record.section].heading_id,
        summary=summary,
        date=record.date,
        date_from=record.date_from,
        updated=record.updated,
        authors=() if kind.registry else authors,
        authors_from=authors_from,
        tags=() if kind.registry == "tag" else _tags(record, names, spelled),
        communities=() if is_person else written_for,
        state=record.state,
        fields=_without_addresses(record, kind, config),
        extra=record.extra,
        draft=front.draft,
        text=text,
        day_url="" if whole else day_urls.get(document.path, ""),
        feed_id=(front.id if whole else "") or next(iter(_earlier(record, config)), ""),
        names=tuple(alias for alias in front.aliases if not alias.startswith("/")) if whole else (),
        places=front.places,
        redirects=_redirects(record, config),
        revised=record.revised and authors_from == record.authors_git,
        lang=front.lang,
    )


def _without_addresses(record: Record, kind: Kind, config: Config) -> dict[str, Value]:
    """What its fields say, with e-mail addresses masked; what they name is looked up as it was written."""
    types = {field.name: field.type for field in (*kind.fields, *config.kinds.common)}
    return {
        name: emails.masked(value) if types.get(name) in ("text", "list", "tags") else value
        for name, value in record.fields.items()
    }


def _written_for(
    record: Record, of_community: Resolve, known: Container[str], leads: Container[str]
) -> tuple[str, ...]:
    """The communities of the front matter; then those that there are of the ones that the text is written for."""
    ids = dict.fromkeys(of_community(name) for name in record.document.front.communities)
    for reference in record.text.references:
        if reference.lead in leads and reference.form == "mention":
            id_ = of_community(reference.target)
            ids |= {id_: None} if id_ in known else {}
    return tuple(id_ for id_ in ids if id_)


def _authors(
    record: Record, config: Config, ids: Ids, by_folder: dict[str, str]
) -> tuple[tuple[str, ...], str]:
    found = authors_of(record, by_folder)
    if isinstance(found, str):
        return (found,), "folder"
    people = (ids[author] for author in found if not is_bot(author, config.git.bots) and author in ids)
    return tuple(dict.fromkeys(people)), "front matter" if record.authors else record.authors_git


def _tags(record: Record, names: TagNames, spelled: dict[str, Counter[str]]) -> tuple[str, ...]:
    """Tags of the front matter, then hashtags as they come, each once."""
    tags: dict[str, None] = {}
    for name in record.document.front.tags:
        id_ = names.id(name)
        if id_:
            tags[id_] = None
            spelled[id_][name.strip()] += 1
    for name in names.of_folder(record):
        tags[names.id(name)] = None
        spelled[names.id(name)][name] += 1
    for reference in record.text.references:
        if reference.form == "hashtag":
            id_ = names.of_hashtag(reference.target)
            if id_:
                tags[id_] = None
                spelled[id_][reference.target] += 1
    return tuple(tags)


def _default_title(record: Record, dated: bool, declared: bool) -> str:
    """A page without a title is called by its file; a narration may have none.

    In a repository made for another program, where a file's name often is the title, only a date says nothing. In one of our
    own a name with blanks or a capital is one: it was written for people, as vaults have it.
    """
    stem = record.document.path.rpartition("/")[2].rsplit(".", 1)[0]
    if stem.lower() in ("index", "readme", "_index"):
        return record.folders[-1] if record.folders else ""
    words = _DATE_FIRST.sub("", stem, count=1)
    if declared and words and (" " in words or words[0].isupper()):
        return words
    if not declared:
        if words == stem or not (words or dated):
            return stem
        return words if " " in words else words.replace("-", " ").capitalize()
    return (
        ""
        if (dated and record.date_from in ("file name", "front matter")) or (dated and record.date)
        else stem
    )


def _first_words(summary: str) -> str:
    words = _BLANKS.sub(" ", summary)
    if len(words) <= _NAME_LENGTH:
        return words
    return words[:_NAME_LENGTH].rpartition(" ")[0].rstrip(" ,.;:–-") + " …"


def _stand_in(record: Record) -> str:
    """What to call an entry that has neither title nor words."""
    return (
        record.document.path.rpartition("/")[2].rsplit(".", 1)[0] if record.section < 0 else day(record.date)
    )


def _redirects(record: Record, config: Config) -> tuple[str, ...]:
    """Addresses it had before, as aliases say and as Git's renames show."""
    old = []
    if record.section < 0:
        front = record.document.front
        old += [alias for alias in front.aliases if alias.startswith("/")]
        folder = record.url[:-1].rpartition("/")[0]
        old += [f"{folder}/{slugify(alias)}/" for alias in front.aliases if not alias.startswith("/")]
        old += [alias if alias.startswith("/") else f"/{alias}" for alias in front.redirects]
        for key in ("permalink", "url"):  # where Jekyll and Hugo had it
            written = record.extra.get(key, "")
            if isinstance(written, str) and written.startswith("/") and not set(written) & set(":{"):
                old.append(written)
    if config.git.redirects:
        old += _earlier(record, config)
    return tuple(dict.fromkeys(old))


def _earlier(record: Record, config: Config) -> list[str]:
    """The addresses of its earlier paths in Git, oldest first."""
    kind = config.kinds.kinds[record.kind]
    if kind.address:
        return []
    time = "" if record.section < 0 else f"{record.document.sections[record.section].slug}/"
    return [address(path, "", kind, record.date, False) + time for path in record.renamed_from]

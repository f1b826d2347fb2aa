"""What narrate made of one document: its facts, its links at both ends, and the pages that show it."""

from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from narrate.build import Understood
from narrate.explain.desks import on_desks
from narrate.explain.explanation import Connection, Explanation, Fact, Shown
from narrate.explain.inboxes import due_in_inboxes
from narrate.explain.readers import readers
from narrate.explain.relations import related_to, why_none
from narrate.fields import state_in
from narrate.frontmatter.dates import date_from_path
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Reference
from narrate.model.entry import Entry, Record
from narrate.model.links import Target
from narrate.model.moment import day
from narrate.model.urls import base_path
from narrate.planners.streams import NEWEST
from narrate.stages.join import KindChooser
from narrate.stages.link.states import states_made


def explain_document(
    path: str, content: Understood, config: Config, as_of: str, drafts: bool, problems: tuple[Diagnostic, ...]
) -> Explanation:
    """What became of a document, and of each of its timed entries."""
    records = [record for record in content.records if record.document.path == path]
    entries = {entry.section: entry for entry in content.index.entries if entry.path == path}
    whole, *sections = [
        _explained(record, entries.get(record.section), content, config, as_of, drafts) for record in records
    ]
    own = tuple(each for each in problems if each.place.path == path)
    return msgspec.structs.replace(whole, parts=tuple(sections), problems=own)


def _explained(
    record: Record, entry: Entry | None, content: Understood, config: Config, as_of: str, drafts: bool
) -> Explanation:
    facts = [
        *_facts(record, entry, content, config),
        *readers(record, entry is not None, config, as_of, drafts),
    ]
    if entry is None:
        return Explanation(record.document.path, tuple(facts))
    facts[-1:-1] = (*_names(entry, content), *why_none(entry, config))
    return Explanation(
        record.document.path,
        tuple(facts),
        tuple(_out(entry, content, config)),
        tuple(_back(entry, content)),
        related_to(entry, content, config, as_of),
        (
            *_shown(entry, content, config),
            *due_in_inboxes(entry, content, config, as_of),
            *on_desks(entry, content, config, as_of),
        ),
    )


# --- facts ----------------------------------------------------------------------------------------


def _facts(record: Record, entry: Entry | None, content: Understood, config: Config) -> Iterator[Fact]:
    document, kind = record.document, config.kinds.kinds[record.kind]
    if record.section >= 0:
        section = document.sections[record.section]
        yield Fact("title", section.title or "none", f"the heading on line {section.line}")
    else:
        title = (entry.title if entry else "") or document.front.title or document.heading
        yield Fact("title", title or "none", _why_title(record, title))
    yield Fact("kind", kind.label, _why_kind(record, config))
    if record.state:
        yield Fact(
            "state", entry.state if entry else record.state, _why_state(record, entry, content, config)
        )
    dated = {
        "front matter": "the front matter",
        "file name": "the file's path",
        "Git": "its first commit in Git",
    }
    yield Fact(
        "date", record.date or "none", dated.get(record.date_from, record.date_from) or "nothing says when"
    )
    if record.updated:
        yield Fact("updated", record.updated, "the front matter" if document.front.updated else "Git")
    yield Fact("address", entry.url if entry else record.url, _why_address(record, entry, config))
    redirects = [each for each in entry.redirects if each != entry.url] if entry else []
    if redirects:
        yield Fact("redirects", ", ".join(redirects), "they lead here")


def _why_title(record: Record, title: str) -> str:
    document = record.document
    if document.front.title or "name" in record.fields:
        return "the front matter"
    if document.heading:
        return "the first heading"
    return "the file's name" if title else "it needs none"


def _why_state(record: Record, entry: Entry | None, content: Understood, config: Config) -> str:
    kind = config.kinds.kinds[record.kind]
    if entry is not None and entry.state != record.state:
        makes, by_url = states_made(config.kinds), content.index.by_url
        edges = content.index.incoming.get(entry.url, ())
        sources = [by_url[edge.source].path for edge in edges if makes.get(edge.type) == entry.state]
        return f"`{sources[0]}` says so" if sources else ""
    if record.fields.get(kind.state_field, ""):
        return f"`{kind.state_field}` says so"
    implying = (field.name for field in kind.fields if field.implies == record.state)
    said = next(implying, "") if record.state != kind.default_state else ""
    written = record.document.text.status
    if record.state and state_in(written, kind.states, config.language) == record.state:
        return "its text says so"
    return f"`{said}` says so" if said else "nobody wrote another"


def _why_kind(record: Record, config: Config) -> str:
    document = record.document
    if document.sections and not document.front.kind:
        return "it is a day of a log" if record.section < 0 else "it is a timed entry of a daily log"
    dated = bool(document.front.date or date_from_path(document.path))
    return KindChooser(config).why(document, dated)


def _why_address(record: Record, entry: Entry | None, config: Config) -> str:
    kind = config.kinds.kinds[record.kind]
    if entry is not None and entry.url != record.url:
        return f"`{record.url}` is taken"
    if record.section >= 0:
        return "the day's address and the time"
    if kind.address:
        return f"the pattern `{kind.address}` of this kind"
    return "the file's path and `slug`" if record.document.front.slug else "the file's path"


def _names(entry: Entry, content: Understood) -> Iterator[Fact]:
    registry = content.index.registry
    people = [f"{registry.people[each].name} ({each})" for each in entry.authors if each in registry.people]
    if people:
        told = {"folder": "the folder", "front matter": "the front matter", "Git": "Git's history"}
        yield Fact("by", ", ".join(people), told.get(entry.authors_from, entry.authors_from))
    if entry.tags:
        yield Fact(
            "tags", ", ".join(registry.tags[each].name for each in entry.tags if each in registry.tags)
        )
    stream = next((each for each in content.index.streams if each.url == entry.url), None)
    if stream is not None:
        yield Fact("stream", stream.title, "this stands above the stream on its page")
    if entry.communities:
        known = registry.communities
        yield Fact("communities", ", ".join(known[each].name for each in entry.communities if each in known))


# --- links ----------------------------------------------------------------------------------------


def _out(entry: Entry, content: Understood, config: Config) -> Iterator[Connection]:
    links, by_url = content.index.links, content.index.by_url
    types = {
        field.name: field.link for field in (*config.kinds.kinds[entry.kind].fields, *config.kinds.common)
    }
    targets = links.targets.get(entry.url, ())
    in_words = {_site_url(target.href, entry, config) for target in targets if target.state == "entry"}
    told = in_words.copy()
    for field, named in links.fields.get(entry.url, {}).items():
        for each in named:
            if field not in entry.places and each.url in in_words:
                continue  # it is said in words, and told with their line
            told.add(each.url)
            there = by_url.get(each.url)
            state = (types.get(field) or "names") if each.url else _state(each.target)
            line = entry.places.get(field, (0, 0, ""))[0]
            yield Connection(state, each.target.text or field, there.path if there else each.url, line)
    typed: dict[str, str] = {}
    for edge in content.index.outgoing.get(entry.url, ()):
        if edge.type not in ("tagged", "member-of", "mentions"):
            typed[edge.target] = edge.type
    back = {
        edge.source: f"{edge.type} this"  # a field that is written from the other end
        for edge in content.index.incoming.get(entry.url, ())
        if edge.source in in_words
    }
    for reference, target in zip(entry.text.references, targets, strict=False):
        if reference.form == "hashtag" or (reference.form == "mention" and target.state != "entry"):
            continue
        yield _reference(reference, target, entry, content, config, back | typed)
    for url, sort in typed.items():
        there = by_url.get(url)
        if there is not None and url not in told:  # the file's name says so
            yield Connection(sort, there.name, there.path)


def _reference(
    reference: Reference,
    target: Target,
    entry: Entry,
    content: Understood,
    config: Config,
    typed: dict[str, str],
) -> Connection:
    words = reference.text or reference.target or f"#{reference.fragment}"
    if target.state != "entry":
        where = reference.target if target.state in ("missing", "file") else target.href
        return Connection(_state(target), words, where, reference.line)
    url = _site_url(target.href, entry, config)
    there = content.index.by_url.get(url)
    sort = "mentions" if reference.form == "mention" else typed.get(url, "cites")
    sort = "embeds" if reference.form == "embed" else sort
    return Connection(sort, there.name if there else words, there.path if there else url, reference.line)


def _site_url(href: str, entry: Entry, config: Config) -> str:
    """The site-relative address that a link of an entry leads to."""
    path = unquote(href.partition("#")[0])
    return "/" + path.removeprefix(base_path(config.base_url)) if path else entry.url


def _state(target: Target) -> str:
    return {"missing": "broken", "plain": "no link"}.get(target.state, target.state)


def _back(entry: Entry, content: Understood) -> Iterator[Connection]:
    for edge in content.index.incoming.get(entry.url, ()):
        there = content.index.by_url.get(edge.source)
        if there is not None and edge.type != "tagged":
            yield Connection(edge.type, there.name, there.path)


# --- pages ----------------------------------------------------------------------------------------


def _shown(entry: Entry, content: Understood, config: Config) -> Iterator[Shown]:
    yield Shown(entry.url, entry.name, "its own page")
    if entry.day_url:
        yield Shown(entry.day_url, day(entry.date), "the page of the day")
    home = {"home": "Home"}
    for stream in content.index.streams:
        at = next((number for number, each in enumerate(stream.entries) if each.url == entry.url), -1)
        if at < 0:
            continue
        title = home.get(stream.sort, stream.title)
        if at < NEWEST:
            yield Shown(stream.url, title, "in the stream and its feeds")
        else:
            yield Shown(
                stream.archive, title, f"in the archive of the stream, {day(entry.date) or 'undated'}"
            )
    if config.kinds.kinds[entry.kind].registry:
        return
    seen: set[tuple[str, str]] = set()
    for edge in content.index.incoming.get(entry.url, ()):
        there = content.index.by_url.get(edge.source)
        how = "shows it in its text" if edge.type == "embeds" else "links to it"
        if there is not None and edge.type != "tagged" and (there.url, how) not in seen:
            seen.add((there.url, how))
            yield Shown(there.url, there.name, how)
    people = content.index.registry.people.values()
    silent = {one.url for one in people if not one.listed or one.id in entry.authors}
    for edge in content.index.outgoing.get(entry.url, ()):
        there = content.index.by_url.get(edge.target)
        if there is None or edge.type in ("tagged", "member-of") or there.url in silent:
            continue  # nobody gives credit to themselves
        if (there.url, "back") not in seen:
            seen.add((there.url, "back"))
            yield Shown(there.url, there.name, "lists it among what leads there")

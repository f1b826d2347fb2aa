"""What programs read: the JSON index of everything, the sitemap, `llms.txt` and each entry's Markdown."""

from collections.abc import Iterable, Iterator

from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.model.plan import Planned
from narrate.model.registry import Group
from narrate.model.views import (
    ApiEntry,
    ApiGroup,
    ApiLink,
    ApiPerson,
    ApiTag,
    Llms,
    LlmsGroup,
    LlmsLink,
    MarkdownCopy,
    Sitemap,
    SitemapIndex,
    SitemapUrl,
)
from narrate.planners.pieces import Pieces
from narrate.render.sitemap import split

_NEWEST = 50


def plan_api(pieces: Pieces) -> Iterator[Planned]:
    """`api/entries.json`, `api/people.json`, `api/communities.json` and `api/tags.json`."""
    registry = pieces.index.registry
    yield plan_entry_list(pieces)
    people = tuple(
        ApiPerson(
            person.id,
            person.name,
            pieces.absolute(person.url),
            person.handles,
            person.teams,
            person.communities,
        )
        for person in registry.people.values()
    )
    yield Planned("api/people.json", "api", people)
    yield Planned("api/teams.json", "api", _groups(registry.teams, pieces))
    yield Planned("api/communities.json", "api", _groups(registry.communities, pieces))
    counts = {stream.id: len(stream.entries) for stream in pieces.index.streams if stream.sort == "tag"}
    tags = tuple(
        ApiTag(tag.id, tag.name, pieces.absolute(tag.url), tag.names, tag.parent, counts.get(tag.id, 0))
        for tag in registry.tags.values()
    )
    yield Planned("api/tags.json", "api", tags)


def plan_entry_list(pieces: Pieces) -> Planned:
    """`api/entries.json`."""
    return Planned("api/entries.json", "api", tuple(_entry(entry, pieces) for entry in pieces.index.entries))


def _groups(groups: dict[str, Group], pieces: Pieces) -> tuple[ApiGroup, ...]:
    return tuple(
        ApiGroup(group.id, group.name, pieces.absolute(group.url), group.members, group.stewards, group.tags)
        for group in groups.values()
    )


def _entry(entry: Entry, pieces: Pieces) -> ApiEntry:
    links = tuple(
        ApiLink(edge.type, pieces.absolute(edge.target)) for edge in pieces.index.outgoing.get(entry.url, ())
    )
    return ApiEntry(
        url=pieces.absolute(entry.url),
        source=entry.path,
        kind=entry.kind,
        title=entry.title,
        summary=entry.summary,
        date=entry.date,
        updated=entry.updated,
        authors=entry.authors,
        tags=entry.tags,
        communities=entry.communities,
        status=entry.state,
        words=entry.text.words,
        links=links,
    )


def plan_markdown(pieces: Pieces) -> Iterator[Planned]:
    """Each entry's Markdown, at its address with `index.md`."""
    return (plan_copy(entry, pieces) for entry in pieces.index.entries)


def plan_copy(entry: Entry, pieces: Pieces) -> Planned:
    """The Markdown of an entry."""
    parts = pieces.index.days.get(entry.url, ())
    view = _copy(entry, pieces, tuple(_copy(part, pieces, ()) for part in parts))
    return Planned(f"{entry.url[1:]}index.md", "markdown", view, entry.path)


def _copy(entry: Entry, pieces: Pieces, parts: tuple[MarkdownCopy, ...]) -> MarkdownCopy:
    people, tags = pieces.index.registry.people, pieces.index.registry.tags
    fields: list[tuple[str, str | tuple[str, ...]]] = [
        ("kind", entry.kind),
        ("date", entry.date),
        ("updated", entry.updated),
        ("authors", tuple(people[id_].name for id_ in entry.authors if id_ in people)),
        ("tags", tuple(tags[tag].name for tag in entry.tags if tag in tags)),
        ("communities", entry.communities),
        ("status", entry.state),
        ("url", pieces.absolute(entry.url)),
    ]
    fields += [
        (line.name, tuple(ref.name for ref in line.refs) or line.text) for line in pieces.fields(entry)
    ]
    return MarkdownCopy(tuple(field for field in fields if field[1]), entry.title, pieces.body(entry), parts)


def plan_sitemap(paths: Iterable[str], pieces: Pieces) -> Iterator[Planned]:
    """`sitemap.xml`: every page for people, but redirects and drafts; an index of several when they are very many."""
    by_url = pieces.index.by_url
    urls = []
    for path in paths:
        url = f"/{path.removesuffix('index.html')}"
        entry = by_url.get(url)
        if entry is None or not entry.draft:
            urls.append(SitemapUrl(pieces.absolute(url), day(entry.updated or entry.date) if entry else ""))
    sitemaps = split(Sitemap(tuple(sorted(urls, key=lambda one: one.url))))
    if len(sitemaps) == 1:
        yield Planned("sitemap.xml", "sitemap", sitemaps[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(sitemaps) + 1)]
    yield from (Planned(name, "sitemap", sitemap) for name, sitemap in zip(names, sitemaps, strict=True))
    index = SitemapIndex(tuple(pieces.absolute(f"/{name}") for name in names))
    yield Planned("sitemap.xml", "sitemap-index", index)


def plan_llms(pieces: Pieces) -> Planned:
    """`llms.txt`: where a language model finds what is settled, what is new and who knows."""
    index, registry, say = pieces.index, pieces.index.registry, pieces.say
    streamed = [entry for entry in index.entries if entry.url in index.streamed]
    groups = []
    for kind in pieces.config.kinds.kinds.values():
        if kind.maintained:
            found = [entry for entry in streamed if entry.kind == kind.name]
            groups.append(
                LlmsGroup(say(kind.plural), tuple(_link(entry, pieces) for entry in found[:_NEWEST]))
            )
    groups.append(LlmsGroup(say("Newest"), tuple(_link(entry, pieces) for entry in streamed[:_NEWEST])))
    groups.append(
        LlmsGroup(
            say("Communities"),
            tuple(
                LlmsLink(group.name, pieces.absolute(group.url), "")
                for group in registry.communities.values()
            ),
        )
    )
    machine = (
        LlmsLink(say("All entries with their links"), pieces.absolute("/api/entries.json"), "JSON"),
        LlmsLink(say("People"), pieces.absolute("/api/people.json"), "JSON"),
        LlmsLink(say("Communities"), pieces.absolute("/api/communities.json"), "JSON"),
        LlmsLink(say("Tags"), pieces.absolute("/api/tags.json"), "JSON"),
    )
    groups.append(LlmsGroup(say("For programs"), machine))
    view = Llms(
        pieces.config.title, pieces.config.description, tuple(group for group in groups if group.links)
    )
    return Planned("llms.txt", "llms", view)


def _link(entry: Entry, pieces: Pieces) -> LlmsLink:
    return LlmsLink(entry.name, pieces.absolute(f"{entry.url}index.md"), entry.summary[:120])

"""Feeds: the newest entries of every stream as Atom and as JSON Feed, and the list of all of them as OPML."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from narrate.model.entry import Entry
from narrate.model.moment import rfc3339
from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import slugify
from narrate.model.views import Feed, FeedItem, Outline, OutlineFeed, OutlineGroup, Ref
from narrate.planners.pieces import Pieces
from narrate.planners.streams import NEWEST
from narrate.words import phrase

OPML = "feeds.opml"
_AGAIN = phrase("To be read again: {title}")
_SORTS = {
    "home": phrase("Everything"),
    "person": phrase("People"),
    "inbox": phrase("For one person"),
    "team": phrase("Teams"),
    "community": phrase("Communities"),
    "tag": phrase("Tags"),
    "kind": phrase("Kinds"),
}


def plan_feeds(pieces: Pieces) -> Iterator[Planned]:
    """`feed.atom` and `feed.json` in the folder of each stream, and `feeds.opml`."""
    items: dict[str, FeedItem] = {}
    groups: dict[str, list[OutlineFeed]] = {}
    for stream in pieces.index.streams:
        feed = _feed(stream, items, pieces)
        yield from _both(stream, feed)
        groups.setdefault(stream.sort, []).append(
            OutlineFeed(stream.title, feed.atom, pieces.absolute(stream.url))
        )
    outline = Outline(
        title=pieces.config.title,
        groups=tuple(
            OutlineGroup(pieces.say(title), tuple(groups[sort]))
            for sort, title in _SORTS.items()
            if sort in groups
        ),
    )
    yield Planned(OPML, "opml", outline)


def plan_feeds_with(urls: frozenset[str], pieces: Pieces) -> Iterator[Planned]:
    """The feeds that carry one of these entries."""
    items: dict[str, FeedItem] = {}
    for stream in pieces.index.streams:
        due = pieces.due.get(stream.id, ()) if stream.sort == "inbox" else ()
        carried = (*stream.entries[:NEWEST], *(entry for entry, _ in due))
        if any(entry.url in urls for entry in carried):
            yield from _both(stream, _feed(stream, items, pieces))


def _both(stream: Stream, feed: Feed) -> tuple[Planned, Planned]:
    folder = stream.url[1:]
    return Planned(f"{folder}feed.atom", "atom", feed), Planned(f"{folder}feed.json", "json-feed", feed)


def _feed(stream: Stream, items: dict[str, FeedItem], pieces: Pieces) -> Feed:
    site = pieces.config.title
    newest = []
    for entry in stream.entries[:NEWEST]:
        item = items.get(entry.url)
        if item is None:
            item = items[entry.url] = _item(entry, pieces)
        newest.append(item)
    if stream.sort == "inbox":
        newest = _with_due(newest, stream.id, pieces)
    page = pieces.index.by_url.get(stream.url)
    return Feed(
        id=tag_uri(stream.url, pieces),
        title=stream.title if stream.sort == "home" else f"{stream.title} · {site}",
        description=pieces.config.description if stream.sort == "home" else page.summary if page else "",
        language=pieces.config.language,
        url=pieces.absolute(stream.url),
        atom=pieces.absolute(f"{stream.url}feed.atom"),
        json=pieces.absolute(f"{stream.url}feed.json"),
        root=pieces.root,
        updated=max((item.updated for item in newest), default=rfc3339("")),
        items=tuple(newest),
        site=site,
    )


def _with_due(items: list[FeedItem], person: str, pieces: Pieces) -> list[FeedItem]:
    """The items of somebody's inbox, with what they are to read again on the day from which that holds."""
    due = [_reminder(entry, date, pieces) for entry, date in pieces.due.get(person, ())]
    return sorted((*items, *due), key=lambda item: item.published, reverse=True)[:NEWEST] if due else items


def _reminder(entry: Entry, date: str, pieces: Pieces) -> FeedItem:
    item = _item(entry, pieces)
    moment = rfc3339(date, offset(pieces.config.timezone, date))
    return msgspec.structs.replace(
        item,
        id=f"{item.id}#review-{date}",
        title=pieces.say(_AGAIN).format(title=entry.name),
        published=moment,
        updated=moment,
        in_reply_to="",
        reply_id="",
    )


def _item(entry: Entry, pieces: Pieces) -> FeedItem:
    index = pieces.index
    people, tags = index.registry.people, index.registry.tags
    replied = next(
        (edge.target for edge in index.outgoing.get(entry.url, ()) if edge.type == "replies-to"), ""
    )
    answered = index.by_url.get(replied)
    published = rfc3339(entry.date, offset(pieces.config.timezone, entry.date))
    return FeedItem(
        id=feed_id(entry, pieces),
        url=pieces.absolute(entry.url),
        title=entry.title,
        summary=entry.summary,
        published=published,
        updated=rfc3339(entry.updated, offset(pieces.config.timezone, entry.updated))
        if entry.updated
        else published,
        authors=tuple(
            Ref(people[id_].name, pieces.absolute(people[id_].url)) for id_ in entry.authors if id_ in people
        ),
        tags=tuple(tags[tag].name for tag in entry.tags if tag in tags),
        in_reply_to=pieces.absolute(replied) if replied else "",
        body=pieces.body(entry, ids=False),
        reply_id=feed_id(answered, pieces) if answered else "",
    )


def feed_id(entry: Entry, pieces: Pieces) -> str:
    """What feed readers know an entry by: it stays when the entry moves."""
    if ":" in entry.feed_id:
        return entry.feed_id
    return tag_uri(entry.feed_id if entry.feed_id.startswith("/") else entry.feed_id or entry.url, pieces)


def tag_uri(specific: str, pieces: Pieces) -> str:
    """A tag URI (RFC 4151) of the site."""
    config = pieces.config
    authority = config.site_id
    if not authority:
        host = (urlsplit(config.base_url).hostname or "") if config.base_url else ""
        authority = f"{host or slugify(config.title) + '.invalid'},2026"
    return f"tag:{authority}:{pieces.absolute(specific if specific.startswith('/') else '/' + specific)[len(pieces.root) - 1 :]}"


@lru_cache(4096)
def offset(timezone: str, moment: str) -> str:
    """The site's offset on a day, for dates that have none of their own."""
    if not moment or len(moment) > 19 or timezone == "UTC":
        return "+00:00"
    try:
        offset = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(timezone)).strftime("%z")
    except (ValueError, ZoneInfoNotFoundError):
        return "+00:00"
    return f"{offset[:3]}:{offset[3:5]}"

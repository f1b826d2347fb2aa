"""Earlier entries about the same, as an entry's page shows them: a few, each with what speaks for it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from narrate.markdown import emails
from narrate.model.entry import Entry
from narrate.model.views import Connections, Learned, Ref, Related, Reply
from narrate.planners.pieces import Pieces
from narrate.planners.relatedness import Common

_MOST = 4
_SAID = 3
"""Of each sort of sign; more say no more."""
_LONGEST = 60


def related(
    entry: Entry, connections: Connections, learned: tuple[Learned, ...], pieces: Pieces
) -> tuple[Related, ...]:
    """Those that nothing else on the page leads to."""
    return tuple(_related(common, pieces) for common in most_related(entry, connections, learned, pieces))


def most_related(
    entry: Entry, connections: Connections, learned: tuple[Learned, ...], pieces: Pieces
) -> tuple[Common, ...]:
    """The same, with what speaks for each as it was found."""
    found = pieces.relatedness.of(entry) if pieces.config.related else []
    if not found:
        return ()
    shown = {item.line.href for item in learned}.union(_hrefs(connections.thread))
    beside = (connections.previous, connections.next, connections.replied_before, connections.replied_after)
    shown.update(ref.href for ref in beside if ref)
    news = (common for common in found if pieces.href(common.entry.url) not in shown)
    return tuple(islice(news, _MOST))


def _hrefs(replies: Iterable[Reply]) -> Iterator[str]:
    for reply in replies:
        yield reply.line.href
        yield from _hrefs(reply.replies)


def _related(common: Common, pieces: Pieces) -> Related:
    entry = common.entry
    targets = tuple(pieces.entry_ref(url) for url in common.names("target")[:_SAID])
    pages = tuple(Ref(emails.mask(_short(page)), page) for page in common.names("page")[:_SAID])
    return Related(
        kind=pieces.kind(entry.kind),
        title=entry.name,
        href=pieces.href(entry.url),
        authors=pieces.people(entry.authors),
        date=entry.date,
        state=pieces.state(entry),
        lang=pieces.lang(entry),
        targets=(*targets, *pages)[:_SAID],
        sources=tuple(pieces.entry_ref(url) for url in common.names("source")[:_SAID]),
        tags=pieces.tags(common.names("tag")[:_SAID]),
        people=pieces.people(common.names("person")[:_SAID]),
    )


def _short(address: str) -> str:
    """An address as people read it: without what it begins with, and without the rest of a long one."""
    bare = address.partition("://")[2]
    return bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST]}…"

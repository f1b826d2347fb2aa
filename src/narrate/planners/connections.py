"""What stands around an entry: what it answers, its thread, who links to it and in which sentence."""

from narrate.model.entry import Entry
from narrate.model.kinds import LinkType
from narrate.model.links import Edge
from narrate.model.views import Connections, LinkGroup, LinkLine, Ref
from narrate.planners.pieces import Pieces
from narrate.planners.replies import REPLY_TO, meant, replies_to
from narrate.planners.thread import thread
from narrate.words import phrase

_FROM: dict[LinkType, tuple[str, str]] = {
    "answers": ("answered-by", phrase("Answered by")),
    "distils": ("distilled-into", phrase("Became a lesson")),
    "supersedes": ("superseded-by", phrase("Superseded by")),
    "applies": ("applied-in", phrase("Applied in")),
    "contradicts": ("contradicted-in", phrase("Did not hold in")),
    "thanks": ("thanked-in", phrase("Thanked in")),
    "embeds": ("embedded-in", phrase("Embedded in")),
    "cites": ("cited-by", phrase("Linked from")),
    "mentions": ("mentioned-in", phrase("Mentioned in")),
}
"""Links that lead here: a stable word and a title, in the order in which they are shown."""

_TO: dict[LinkType, tuple[str, str]] = {
    "answers": ("answers", phrase("Answers")),
    "distils": ("distils", phrase("Distilled from")),
    "supersedes": ("supersedes", phrase("Supersedes")),
    "applies": ("applies", phrase("Applies")),
    "contradicts": ("contradicts", phrase("Contradicts")),
}
"""Links that another entry's field wrote for this one: what its own fields say stands among its fields."""


_PAIR = 2
_MOST = 40
"""Links of one type that lead here, the newest: a page that everybody mentions stays a page."""


def connections(entry: Entry, pieces: Pieces, told: frozenset[str]) -> Connections:
    """Everything around an entry. `told`: the groups of links that its page tells elsewhere."""
    index = pieces.index
    answers = tuple(
        link_line(edge, edge.target, entry, pieces)
        for edge in index.outgoing.get(entry.url, ())
        if edge.type == "replies-to" and edge.target in index.by_url
    )
    previous, following = _neighbours(entry, pieces)
    return Connections(
        (*answers, *_not_here(entry, pieces)),
        link_groups(entry.url, pieces, told),
        thread(entry, pieces),
        previous,
        following,
        *_beside(entry, pieces),
    )


def _not_here(entry: Entry, pieces: Pieces) -> tuple[LinkLine, ...]:
    """What it says it replies to and is no entry of this site: elsewhere, gone, or not published."""
    named = pieces.index.links.fields.get(entry.url, {}).get(REPLY_TO, ())
    return tuple(
        LinkLine(None, one.target.text, one.target.href, (), "", "", None)
        for one in named
        if one.target.text and one.url not in pieces.index.by_url
    )


def link_groups(
    url: str, pieces: Pieces, leave_out: frozenset[str] = frozenset(), person: str = ""
) -> tuple[LinkGroup, ...]:
    """The links of an address, by type and direction. `person`: whose page it is; nobody gives credit to themselves."""
    index = pieces.index
    outgoing = [edge for edge in index.outgoing.get(url, ()) if edge.type in _TO]
    incoming = index.incoming.get(url, ())
    if not outgoing and not incoming:
        return ()
    entry = index.by_url.get(url)
    groups: list[LinkGroup] = []
    if outgoing:
        written = {named.url for field in index.links.fields.get(url, {}).values() for named in field}
        for type_, (name, title) in _TO.items():
            found = [edge for edge in outgoing if edge.type == type_ and edge.target not in written]
            if found:
                groups.append(
                    LinkGroup(
                        name,
                        pieces.say(title),
                        tuple(link_line(edge, edge.target, entry, pieces) for edge in found),
                    )
                )
    by_type: dict[str, list[Edge]] = {}
    own = {named.url for field in index.links.fields.get(url, {}).values() for named in field}
    for edge in incoming:
        source = index.by_url.get(edge.source)
        if source and person not in source.authors and not (edge.source in own and edge.type in _TO):
            by_type.setdefault(edge.type, []).append(edge)
    for type_, (name, title) in _FROM.items():
        if type_ in by_type and name not in leave_out:
            found = newest(by_type[type_], pieces)
            lines = tuple(link_line(edge, edge.source, entry, pieces) for edge in found[:_MOST])
            groups.append(LinkGroup(name, pieces.say(title), lines, len(found) > _MOST))
    return tuple(groups)


def newest(edges: list[Edge], pieces: Pieces) -> list[Edge]:
    """Links by the date of the entry that wrote them."""
    by_url = pieces.index.by_url
    return sorted(edges, key=lambda edge: by_url[edge.source].date, reverse=True)


def link_line(edge: Edge, other: str, here: Entry | None, pieces: Pieces, said: str = "") -> LinkLine:
    """The other end of a link. `said`: what stands there when the link has no sentence of its own."""
    entry = pieces.index.by_url[other]
    target = here if here is not None and edge.target == here.url else pieces.index.by_url.get(edge.target)
    section = section_of(edge, target)
    fragment = f"#{edge.fragment}" if section and other == edge.target else ""
    return LinkLine(
        kind=pieces.kind(entry.kind),
        title=entry.name,
        href=pieces.href(entry.url) + fragment,
        authors=pieces.people(entry.authors),
        date=entry.date,
        sentence=edge.sentence if edge.sentence and edge.sentence != entry.name else said,
        state=pieces.state(entry),
        section=section,
    )


def section_of(edge: Edge, target: Entry | None) -> str:
    """The heading to which a link leads; empty when it leads to the whole, or to what is no heading."""
    headings = target.text.headings if edge.fragment and target is not None else ()
    return next((heading.text for heading in headings if heading.id == edge.fragment), "")


def _beside(entry: Entry, pieces: Pieces) -> tuple[Ref | None, Ref | None]:
    """The replies before and after one, to the same entry."""
    above = meant(entry, pieces.index)
    replies = replies_to(above[0].url, pieces.index) if above else ()
    if len(replies) < _PAIR:
        return None, None
    place = next(number for number, reply in enumerate(replies) if reply.url == entry.url)
    before, after = replies[place - 1 : place], replies[place + 1 : place + 2]
    return _ref(before, pieces), _ref(after, pieces)


def _ref(entries: tuple[Entry, ...], pieces: Pieces) -> Ref | None:
    return pieces.entry_ref(entries[0].url) if entries else None


def _neighbours(entry: Entry, pieces: Pieces) -> tuple[Ref | None, Ref | None]:
    """The first author's entries before and after this one."""
    place = pieces.places.get(entry.url)
    if place is None:
        return None, None
    written, number = place
    older = pieces.entry_ref(written[number + 1].url) if number + 1 < len(written) else None
    newer = pieces.entry_ref(written[number - 1].url) if number > 0 else None
    return older, newer

"""Desks: the pages that show the gardeners of a site, a community or a team what waits for somebody."""

import shlex
from collections.abc import Iterator
from itertools import groupby

import msgspec

from narrate.desk import ADDRESS, Waiting
from narrate.desk.waiting import Group
from narrate.model.kinds import LinkType
from narrate.model.plan import Planned
from narrate.model.streams import Stream
from narrate.model.urls import page_file
from narrate.model.views import Action, NavItem, Ref, Site
from narrate.model.views.desk import DeskGroup, DeskLine, DeskPage
from narrate.planners.pieces import Pieces
from narrate.planners.streams import head
from narrate.words import phrase

TITLE = phrase("Desk")
_MOST = 5
_SHOWN = 5
_TYPED = 3
"""So many entries a command names: nobody types more."""
_LISTED: frozenset[Group] = frozenset({"questions", "ends"})
"""Groups of which all are on the page of their kind, by state."""
_REPLIES: tuple[LinkType, ...] = ("replies-to",)


def plan_desks(pieces: Pieces) -> Iterator[Planned]:
    """`/desk/`, `/communities/testing/desk/`, `/teams/platform/desk/`: those on which something waits.

    A team that set out to use narrate finds that of the site when nothing waits, too: there, it says so.
    """
    if not pieces.desks.site and not pieces.config.has_desk:
        return
    found = tuple((stream, pieces.desks.of(stream)) for stream in pieces.index.streams)
    inner = tuple((stream, waiting) for stream, waiting in found if waiting)
    others = tuple(Ref(stream.title, pieces.href(f"{stream.url}{ADDRESS}")) for stream, _ in inner)
    yield _page(f"/{ADDRESS}", None, pieces.desks.site, others, pieces)
    whole = (Ref(pieces.config.title, pieces.href(f"/{ADDRESS}")),)
    for stream, waiting in inner:
        of = Ref(stream.title, pieces.href(stream.url))
        yield _page(f"{stream.url}{ADDRESS}", of, waiting, whole, pieces)


def desk_ref(stream: Stream, pieces: Pieces) -> Ref | None:
    """A link to the desk of a community or team, when anything is on it."""
    return Ref(pieces.say(TITLE), pieces.href(f"{stream.url}{ADDRESS}")) if pieces.desks.of(stream) else None


def with_desk(site: Site, pieces: Pieces) -> Site:
    """What the home page of somebody else's repository knows of the site: its navigation leads to the desk, too.

    That of other pages does not. There, a desk comes and goes with what waits, and a link in each page would have
    all of them made again.
    """
    if not pieces.desks.site or pieces.config.has_desk:
        return site
    item = NavItem("desk", pieces.say(TITLE), pieces.href(f"/{ADDRESS}"))
    return msgspec.structs.replace(site, nav=(*site.nav[:1], item, *site.nav[1:]))


def _page(
    url: str, of: Ref | None, waiting: tuple[Waiting, ...], others: tuple[Ref, ...], pieces: Pieces
) -> Planned:
    desk = pieces.say(TITLE)
    title = f"{desk}: {of.name}" if of else desk
    view = DeskPage(
        site=with_desk(pieces.site, pieces),
        head=head(title, "", url, pieces),
        title=desk,
        of=of,
        article=pieces.intro(url),
        groups=tuple(
            _group(name, tuple(found), pieces, listed=of is None)
            for name, found in groupby(waiting, lambda one: one.group)
        ),
        desks=others,
        actions=pieces.actions.place(url),
    )
    return Planned(page_file(url), "desk.html", view)


def _group(name: Group, waiting: tuple[Waiting, ...], pieces: Pieces, *, listed: bool) -> DeskGroup:
    more = len(waiting) - _MOST
    href = ""
    if listed and more > 0 and name in _LISTED and len({one.entry.kind for one in waiting if one.entry}) == 1:
        href = next(pieces.href(f"/{pieces.kind_of(one.entry).folder}/") for one in waiting if one.entry)
    return DeskGroup(name, tuple(_line(one, pieces) for one in waiting[:_MOST]), more if href else 0, href)


def _line(one: Waiting, pieces: Pieces) -> DeskLine:
    tags = pieces.index.registry.tags
    actions = _actions(one, pieces)
    return DeskLine(
        line=pieces.line(one.entry) if one.entry else None,
        tag=pieces.tag(one.tag) if one.tag in tags else None,
        meant=pieces.tag(one.meant) if one.meant in tags else None,
        person=pieces.person(one.person) if one.person else None,
        since=one.since,
        count=len(one.shown_by) if one.group == "ready" else 0,
        shown_by=tuple(pieces.entry_ref(entry.url) for entry in one.shown_by[:_SHOWN]),
        actions=actions,
        command="" if actions or not pieces.config.declared else _command(one),
    )


def _actions(one: Waiting, pieces: Pieces) -> tuple[Action, ...]:
    """What does something about it. A reply takes a question off the desk; whoever knows the answer says so on its page."""
    take = pieces.actions
    if one.group in ("questions", "newcomers") and one.entry:
        return take.naming(one.entry, _REPLIES)
    if one.group == "ready":
        return take.distil(one.tag, one.shown_by)
    if one.group == "at-risk":
        return take.ask(one.tag, one.person)
    return take.edit(one.entry) if one.entry else ()


def _command(one: Waiting) -> str:
    """What to type instead. Entries are named by their address, which is the same in every folder."""
    if one.group in ("questions", "newcomers") and one.entry:
        return shlex.join(["narrate", "reply", one.entry.url])
    if one.group == "ready":
        return shlex.join(["narrate", "promote", *(entry.url for entry in one.shown_by[:_TYPED])])
    return "narrate check --fix" if one.group == "misspelt" else ""

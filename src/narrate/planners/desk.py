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
TITLES: dict[Group, str] = {
    "questions": phrase("Nobody has answered yet"),
    "newcomers": phrase("New here, and nobody has said anything yet"),
    "ready": phrase("Ready to distil"),
    "contradicted": phrase("Did not hold somewhere"),
    "reviews": phrase("To be read again"),
    "ends": phrase("Over, and nobody has said what came of it"),
    "at-risk": phrase("One voice, or none left"),
    "orphans": phrase("Nothing leads here"),
    "misspelt": phrase("Tags that look misspelt"),
}
_MOST = 5
_ALL = 500
"""Of a group with a page of its own; the next ones come up when some are done."""
_SHOWN = 5
_TYPED = 3
"""So many entries a command names: nobody types more."""
_LISTED: frozenset[Group] = frozenset({"questions", "ends"})
"""Groups of which all are on the page of their kind, by state."""
_REPLIES: tuple[LinkType, ...] = ("replies-to",)
_REPLIED: frozenset[Group] = frozenset({"questions", "newcomers"})
"""Groups in which a reply does something about a line."""


def plan_desks(pieces: Pieces) -> Iterator[Planned]:
    """`/desk/`, `/communities/testing/desk/`, `/teams/platform/desk/`: those on which something waits.

    A team that set out to use narrate finds that of the site when nothing waits, too: there, it says so.
    """
    if not pieces.desks.site and not pieces.config.has_desk:
        return
    found = tuple((stream, pieces.desks.of(stream)) for stream in pieces.index.streams)
    inner = tuple((stream, waiting) for stream, waiting in found if waiting)
    others = tuple(Ref(stream.title, pieces.href(f"{stream.url}{ADDRESS}")) for stream, _ in inner)
    yield from _pages(f"/{ADDRESS}", None, pieces.desks.site, others, pieces)
    whole = (Ref(pieces.config.title, pieces.href(f"/{ADDRESS}")),)
    for stream, waiting in inner:
        of = Ref(stream.title, pieces.href(stream.url))
        yield from _pages(f"{stream.url}{ADDRESS}", of, waiting, whole, pieces)


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


def too_long(waiting: tuple[Waiting, ...], *, whole: bool) -> dict[Group, tuple[Waiting, ...]]:
    """The groups of a desk that have a page of their own: more than a desk shows, and all listed nowhere else.

    `whole`: whether the desk is that of the site.
    """
    return {
        name: found
        for name, found in _by_group(waiting)
        if len(found) > _MOST and not (whole and _is_listed(name, found))
    }


def _by_group(waiting: tuple[Waiting, ...]) -> Iterator[tuple[Group, tuple[Waiting, ...]]]:
    return ((name, tuple(found)) for name, found in groupby(waiting, lambda one: one.group))


def _is_listed(name: Group, found: tuple[Waiting, ...]) -> bool:
    return name in _LISTED and len({one.entry.kind for one in found if one.entry}) == 1


def _pages(
    url: str, of: Ref | None, waiting: tuple[Waiting, ...], others: tuple[Ref, ...], pieces: Pieces
) -> Iterator[Planned]:
    """A desk, and the pages of the groups that it has no room for."""
    desk = pieces.say(TITLE)
    title = f"{desk}: {of.name}" if of else desk
    long = too_long(waiting, whole=of is None)
    groups = []
    for name, found in _by_group(waiting):
        more, href = max(0, len(found) - _MOST), ""
        if more:
            href = pieces.href(f"{url}{name}/") if name in long else _kind_page(found, pieces)
        groups.append(_group(name, found[:_MOST], pieces, more, href))
    view = DeskPage(
        site=with_desk(pieces.site, pieces),
        head=head(title, "", url, pieces),
        title=desk,
        of=of,
        group="",
        article=pieces.intro(url),
        groups=tuple(groups),
        desks=others,
        actions=pieces.actions.place(url),
    )
    yield Planned(page_file(url), "desk.html", view)
    for name, found in long.items():
        yield _page_of_group(name, found, url, title, pieces)


def _page_of_group(name: Group, found: tuple[Waiting, ...], desk: str, of: str, pieces: Pieces) -> Planned:
    """All that waits for the same reason. `desk`, `of`: the address of the desk, and what that is called."""
    url, group = f"{desk}{name}/", _group(name, found[:_ALL], pieces, 0, "")
    view = DeskPage(
        site=with_desk(pieces.site, pieces),
        head=head(f"{of}: {group.title}", "", url, pieces),
        title=group.title,
        of=Ref(of, pieces.href(desk)),
        group=name,
        article=pieces.intro(url),
        groups=(group,),
        desks=(),
        actions=pieces.actions.place(url),
    )
    return Planned(page_file(url), "desk.html", view)


def _kind_page(found: tuple[Waiting, ...], pieces: Pieces) -> str:
    return next(pieces.href(f"/{pieces.kind_of(one.entry).folder}/") for one in found if one.entry)


def _group(name: Group, found: tuple[Waiting, ...], pieces: Pieces, more: int, href: str) -> DeskGroup:
    lines = tuple(_line(one, pieces) for one in found)
    return DeskGroup(name, pieces.say(TITLES[name]), lines, more, href)


def _line(one: Waiting, pieces: Pieces) -> DeskLine:
    tags = pieces.index.registry.tags
    actions = _actions(one, pieces)
    command = "" if actions or not pieces.config.declared else _command(one)
    return DeskLine(
        line=pieces.line(one.entry) if one.entry else None,
        tag=pieces.tag(one.tag) if one.tag in tags else None,
        meant=pieces.tag(one.meant) if one.meant in tags else None,
        person=pieces.person(one.person) if one.person else None,
        since=one.since,
        count=len(one.shown_by) if one.group == "ready" else 0,
        shown_by=tuple(pieces.sign(entry) for entry in one.shown_by[:_SHOWN]),
        actions=actions,
        command=command,
        file="" if actions or command else _file(one),
    )


def _actions(one: Waiting, pieces: Pieces) -> tuple[Action, ...]:
    """What does something about it. A reply takes a question off the desk; whoever knows the answer says so on its page."""
    take = pieces.actions
    if one.group in _REPLIED and one.entry:
        return take.naming(one.entry, _REPLIES)
    if one.group == "ready":
        return take.distil(one.tag, one.shown_by)
    if one.group == "at-risk":
        return take.ask(one.tag, one.person)
    return take.edit(one.entry) if one.entry else ()


def _command(one: Waiting) -> str:
    """What to type instead. Entries are named by their address, which is the same in every folder."""
    if one.group in _REPLIED and one.entry:
        return shlex.join(["narrate", "reply", one.entry.url])
    if one.group == "ready":
        return shlex.join(["narrate", "promote", *(entry.url for entry in one.shown_by[:_TYPED])])
    return "narrate check --fix" if one.group == "misspelt" else ""


def _file(one: Waiting) -> str:
    """What to open instead, where a change of the entry takes the line away."""
    return one.entry.path if one.entry and one.group not in _REPLIED else ""

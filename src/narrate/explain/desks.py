"""What stands on a desk, and on which desks an entry stands."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.desk import ADDRESS, Desks
from narrate.desk.waiting import Group
from narrate.explain.explanation import Connection, Explanation, Fact, Shown
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.planners.desk import too_long
from narrate.planners.knowing import Knowing

_WHY: dict[Group, str] = {
    "questions": "nobody has answered it",
    "newcomers": "somebody is new, and nobody has said anything",
    "ready": "it is ready to be distilled",
    "contradicted": "it did not hold somewhere",
    "reviews": "its review is due",
    "ends": "it is past its end",
    "at-risk": "one voice, or none left",
    "orphans": "nothing leads to it",
    "misspelt": "a tag looks misspelt",
}


def explain_desk(url: str, content: Understood, config: Config, as_of: str) -> Explanation | None:
    """The desk of the site, of a community or of a team; None when there is none at that address."""
    place, is_desk, group = url.rpartition(f"/{ADDRESS}")
    if not is_desk:
        return None
    desks, of = _desks(content, config, as_of), f"{place}/"
    stream = next((each for each in content.index.streams if each.url == of), None)
    waiting = desks.site if of == "/" else desks.of(stream) if stream else ()
    if group:
        long = {f"{name}/": found for name, found in too_long(waiting, whole=of == "/").items()}
        waiting = long.get(group, ())
    if not waiting and (group or not (of == "/" and config.has_desk)):
        return None
    what = Fact("address", "a desk: what waits for somebody", f"on {as_of}")
    listed = tuple(
        Connection(_WHY[one.group], one.entry.name, one.entry.path)
        if one.entry
        else Connection(_WHY[one.group], f"#{one.tag}")
        for one in waiting
    )
    nothing = () if listed else (Fact("waits", "nothing, for anybody"),)
    return Explanation(url, (what, *nothing), listed)


def on_desks(entry: Entry, content: Understood, config: Config, as_of: str) -> Iterator[Shown]:
    """The desks on which something about an entry waits."""
    desks = _desks(content, config, as_of)
    site = ((f"/{ADDRESS}", "Desk", desks.site),)
    groups = (
        (f"{stream.url}{ADDRESS}", f"Desk: {stream.title}", desks.of(stream))
        for stream in content.index.streams
        if stream.sort in ("community", "team")
    )
    for url, title, waiting in (*site, *groups):
        for one in waiting:
            if one.entry is not None and one.entry.url == entry.url:
                yield Shown(url, title, f"on the desk: {_WHY[one.group]}")


def _desks(content: Understood, config: Config, as_of: str) -> Desks:
    return Desks(content.index, config, Knowing(content.index, config.kinds, as_of), as_of)

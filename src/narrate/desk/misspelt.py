"""Tags that are hardly used and one slip away from a tag that is: probably the same, misspelt."""

from collections.abc import Iterator, Mapping

from narrate.desk.closeness import Closeness
from narrate.desk.waiting import Situation, Waiting
from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.model.registry import Tag
from narrate.stages.register.tags import tag_id

_KNOWN_FROM = 3
"""In how many documents a tag without a page stands before it counts as known."""
_RARE_UP_TO = 2
_BELOW = "/*"


def slips(count: Mapping[str, int], tags: Mapping[str, Tag]) -> dict[str, str]:
    """What rare tags are meant to be. `count`: in how many documents somebody wrote each tag."""
    pages = {id_ for id_, tag in tags.items() if tag.registered}
    known = pages | {id_ for id_, number in count.items() if number >= _KNOWN_FROM and id_ in tags}
    rare = [id_ for id_, number in count.items() if number <= _RARE_UP_TO and id_ not in known]
    meant: dict[str, str] = {}
    if rare and known:
        first = {id_[0] for id_ in rare}  # a slip is never in the first letter
        close = Closeness(sorted(id_ for id_ in known if id_[0] in first))
        for id_ in rare:
            near = [
                each
                for each in close.near(id_)
                if each in pages or count.get(each, 0) >= count[id_] * _KNOWN_FROM
            ]
            if len(near) == 1:
                meant[id_] = near[0]
    return meant


class Listed:
    """The tags that a team allows: those on its list, those below one of them, and those with a page."""

    def __init__(self, allowed: tuple[str, ...], tags: Mapping[str, Tag]) -> None:
        self.names = {tag_id(each): each.lstrip("#") for each in allowed if not each.endswith(_BELOW)} | {
            id_: spelling(tag) for id_, tag in tags.items() if tag.registered
        }
        """What they are called, by id."""
        self._below = tuple(
            f"{tag_id(each.removesuffix(_BELOW))}/" for each in allowed if each.endswith(_BELOW)
        )
        self._close = Closeness(sorted(self.names))

    def allows(self, id_: str) -> bool:
        """Whether the tag may be used."""
        return id_ in self.names or id_.startswith(self._below)

    def meant(self, id_: str) -> str:
        """The one that is one slip away, or nothing."""
        near = self._close.near(id_)
        return near[0] if len(near) == 1 else ""


def spelling(tag: Tag) -> str:
    """What to write for a tag: the usual spelling, or its id when its page is called something else."""
    return tag.name if tag_id(tag.name) == tag.id else tag.id


def misspelt_tags(situation: Situation) -> Iterator[Waiting]:
    """One line for each such tag, those written last first."""
    uses = _uses(situation)
    tags = situation.index.registry.tags
    if situation.tags:
        listed = Listed(situation.tags, tags)
        meant = {id_: listed.meant(id_) for id_ in uses if not listed.allows(id_)}
    else:
        meant = slips({id_: len(paths) for id_, paths in uses.items()}, tags)
    found = []
    for id_, other in meant.items():
        if other in tags and id_ in tags and not situation.is_away(tags[id_].url):
            for entry in uses[id_].values():
                if not situation.is_away(entry.url):
                    found.append(Waiting("misspelt", entry, tag=id_, meant=other, since=day(entry.date)))
                    break
    yield from sorted(found, key=lambda waiting: (waiting.since, waiting.tag), reverse=True)


def _uses(situation: Situation) -> dict[str, dict[str, Entry]]:
    """Each tag that somebody wrote, with the newest entry of each document that has it, as many as make a difference."""
    registry, by_url = situation.index.registry, situation.index.by_url
    found: dict[str, dict[str, Entry]] = {}
    for tag, entries in situation.tag_entries.items():
        documents: dict[str, Entry] = {}
        for entry in entries:
            if tag in entry.tags and _is_written(entry):
                documents.setdefault(entry.path, entry)
                if len(documents) >= _RARE_UP_TO * _KNOWN_FROM:
                    break
        if documents:
            found[tag] = documents
    for group in (registry.people, registry.teams, registry.communities, registry.tags):
        for about in group.values():
            page = by_url.get(about.url)
            if page is not None and page.tags and _is_written(page):
                for tag in page.tags:
                    found.setdefault(tag, {}).setdefault(page.path, page)
    return found


def _is_written(entry: Entry) -> bool:
    """Whether its tags are: a folder that stands for a tag was not written as one."""
    return "tags" in entry.places or any(reference.form == "hashtag" for reference in entry.text.references)

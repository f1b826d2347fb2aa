"""What two entries can have in common: tags, people, pages that they link to. Lists, each made when one asks for it."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Kinds, LinkType
from narrate.model.moment import day_end
from narrate.stages.register.people import texts

LINKING: frozenset[LinkType] = frozenset({"cites", "embeds", "distils", "applies", "contradicts"})
_SPEAKING: frozenset[LinkType] = frozenset({"mentions", "thanks"})
_LIST = 8
"""A page that links to more is a list: it says little of each."""
_REFERENCES = 30
"""The same of pages elsewhere."""
_NONE: frozenset[str] = frozenset()
_ACCOUNTS = frozenset(
    "bitbucket.org bsky.app codeberg.org facebook.com github.com gitlab.com instagram.com linkedin.com medium.com twitter.com "
    "x.com youtube.com".split()
)
"""Where an address of one word is somebody's account: it is linked to as a name."""
_LISTS = ("/issues", "/pulls", "/discussions", "/merge_requests")
"""What addresses of lists of everything end with."""
_DATED = "\x01"
"""Comes before every date, and after none at all."""


class Signs:
    """What the entries of the streams link to and carry, and who wrote or is named in them."""

    def __init__(self, index: Index, kinds: Kinds) -> None:
        self._index = index
        self._addresses = {
            kind.name: tuple(field.name for field in kind.fields if field.type == "url" and not field.private)
            for kind in kinds.kinds.values()
        }
        self._streams = {stream.id: stream.entries for stream in index.streams if stream.sort == "tag"}
        self._targets: dict[str, frozenset[str]] = {}
        self._pages: dict[str, tuple[str, ...]] = {}
        self._tagged: dict[str, tuple[list[Entry], list[str]]] = {}
        self._written: dict[str, list[str]] = {}
        self._people: dict[str, frozenset[str]] = {}

    # --- links ---------------------------------------------------------------------------------

    def targets(self, url: str) -> frozenset[str]:
        """The entries that one links to; none for a list."""
        known = self._targets.get(url)
        if known is None:
            streamed = self._index.streamed
            edges = self._index.outgoing.get(url, ()) if url in streamed else ()
            targets = {edge.target for edge in edges if edge.type in LINKING}
            known = frozenset(targets & streamed) if 0 < len(targets) <= _LIST else _NONE
            self._targets[url] = known
        return known

    def pages(self, entry: Entry) -> tuple[str, ...]:
        """The pages elsewhere to which an entry links."""
        known = self._pages.get(entry.url)
        if known is not None:
            return known
        targets = self._index.links.targets[entry.url]
        found = [
            _page(target.href)
            for reference, target in zip(entry.text.references, targets, strict=True)
            if target.state == "elsewhere" and reference.form == "link"
        ]
        for name in self._addresses[entry.kind]:
            found += [_page(word) for word in texts(entry.fields.get(name, ""))]
        pages = tuple(dict.fromkeys(filter(None, found)))
        known = self._pages[entry.url] = pages if len(pages) <= _REFERENCES else ()
        return known

    @cached_property
    def linking(self) -> dict[str, list[str]]:
        """The entries that link to each page elsewhere."""
        found: dict[str, list[str]] = {}
        for entry in self._index.entries:
            if entry.url in self._index.streamed:
                for page in self.pages(entry):
                    found.setdefault(page, []).append(entry.url)
        return found

    # --- tags and people -----------------------------------------------------------------------

    def under(self, tag: str) -> tuple[list[Entry], list[str]]:
        """The entries that carry a tag themselves, oldest first, and their dates."""
        known = self._tagged.get(tag)
        if known is None:
            carried = self._streams.get(tag, ())
            entries = [entry for entry in reversed(carried) if tag in entry.tags and not entry.draft]
            known = self._tagged[tag] = entries, [entry.date for entry in entries]
        return known

    def written(self, person: str) -> list[str]:
        """When somebody wrote, oldest first."""
        known = self._written.get(person)
        if known is None:
            entries = self._index.of_person.get(person, ())
            known = self._written[person] = [entry.date for entry in reversed(entries)]
        return known

    def people(self, entry: Entry) -> frozenset[str]:
        """Who wrote it and whom it names, but those who are not listed."""
        known = self._people.get(entry.url)
        if known is None:
            listed, leading = self._listed, self._index.outgoing.get(entry.url, ())
            named = {
                listed[edge.target] for edge in leading if edge.type in _SPEAKING and edge.target in listed
            }
            known = self._people[entry.url] = frozenset(named.union(entry.authors)) & self._ids
        return known

    @cached_property
    def _listed(self) -> dict[str, str]:
        people = self._index.registry.people.values()
        return {person.url: person.id for person in people if person.listed}

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self._listed.values())

    # --- time ----------------------------------------------------------------------------------

    def number(self, entry: Entry) -> int:
        """How many entries there were by the day of one."""
        return before(self._dates, entry)

    @cached_property
    def _dates(self) -> list[str]:
        streamed = self._index.streamed
        return [entry.date for entry in reversed(self._index.entries) if entry.url in streamed]


def before(dates: list[str], entry: Entry, most: int = 0) -> int:
    """How many of some dates are of the day of an entry or earlier. `most`: as far as it is looked."""
    until = day_end(entry.date) if entry.date else _DATED
    return bisect_left(dates, until, 0, min(len(dates), most) if most else len(dates))


def undated(dates: list[str]) -> int:
    """How many have no date: they are the first."""
    return bisect_left(dates, _DATED) if dates and not dates[0] else 0


def earlier(others: Iterable[Entry], entry: Entry) -> list[Entry]:
    """Those of the day of an entry or before. What has no date stands beside what has none."""
    if not entry.date:
        return [other for other in others if not other.date and not other.draft and other.url != entry.url]
    until = day_end(entry.date)
    return [
        other for other in others if "" < other.date < until and not other.draft and other.url != entry.url
    ]


def _page(address: str) -> str:
    """A page without what names a place in it; nothing for a whole host, for somebody's account or for a list of everything:
    those are linked to as names.
    """
    scheme, _, rest = address.partition("#")[0].rstrip("/").partition("://")
    host, _, path = rest.partition("/")
    if not path or not host or scheme not in ("https", "http") or path.endswith(_LISTS):
        return ""
    is_account = "/" not in path.removeprefix("sponsors/") and host.removeprefix("www.") in _ACCOUNTS
    return "" if is_account else f"{scheme}://{rest}"

"""What links call things: every document by path, file name, title and alias, every file by path and name."""

import re
from posixpath import basename, dirname, normpath

from narrate.git.names import name_key
from narrate.model.entry import Entry
from narrate.model.registry import Person, Registry
from narrate.stages.gate import Withheld
from narrate.stages.link.guess import guess

_ENDING = re.compile(r"\.(md|markdown|mdown|mkd)$", re.IGNORECASE)
_DATED = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
_MOST_CALLED = 3
"""Of so many people of one name a message speaks."""
_INDEXES = ("index", "README", "readme", "Index", "_index")


_PUNCTUATION = " .,;:!?()[]\"'“”‘’„»«…"
_FEEDS = frozenset({"feed.atom", "feed.json"})
_ALL_FEEDS = "/feeds.opml/"
_MOST_WORDS = 30
"""How many words of a link are looked at for names that may not be told."""


def bare_name(name: str) -> str:
    """A name without the ending of a Markdown file."""
    return _ENDING.sub("", name.strip())


def stem_of(path: str) -> str:
    """The name that people use for a file: its name without ending, or its folder's when it is an index."""
    stem = _ENDING.sub("", basename(path))
    if stem.lower() in ("index", "readme", "_index") and dirname(path):
        return basename(dirname(path))
    return stem


class Names:
    """Lookup tables, built once for a build. All keys that are words are casefolded."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        files: frozenset[str],
        registry: Registry,
        withheld: Withheld,
        generated: dict[str, bool],
        streams: frozenset[str] = frozenset(),
    ) -> None:
        self.withheld = withheld
        self.generated = generated
        """Addresses of pages that no file has, and whether they are of somebody or something that links can mean."""
        self._streams = streams
        self.files = files
        self.by_path: dict[str, Entry] = {}
        self.by_folded_path: dict[str, Entry] = {}
        self.by_stem: dict[str, list[Entry]] = {}
        self.by_title: dict[str, list[Entry]] = {}
        self.by_alias: dict[str, list[Entry]] = {}
        self.by_url: dict[str, Entry] = {}
        self.sections: dict[str, list[Entry]] = {}
        self.folders: set[str] = set()
        for entry in entries:
            self._add(entry)
        for entry in entries:
            for old in entry.redirects:
                self.by_url.setdefault(old if old.endswith("/") else old + "/", entry)
        self._files_by_name: dict[str, list[str]] | None = None
        self.people = _people(registry)
        self._called: dict[str, tuple[str, ...]] | None = None
        self._named: dict[str, tuple[str, ...]] | None = None
        self.registry = registry

    def _add(self, entry: Entry) -> None:
        self.by_url[entry.url] = entry
        if entry.section >= 0:
            self.sections.setdefault(entry.path, []).append(entry)
            return
        path = entry.path
        self.by_path[path] = entry
        self.by_folded_path.setdefault(_ENDING.sub("", path).casefold(), entry)
        stem = stem_of(path)
        self.by_stem.setdefault(stem.casefold(), []).append(entry)
        if entry.title:
            self.by_title.setdefault(entry.title.casefold(), []).append(entry)
        for name in entry.names:
            self.by_alias.setdefault(name.casefold(), []).append(entry)
        dated = _DATED.fullmatch(stem)
        if dated:
            year, month, day, rest = dated.groups()
            self.by_url.setdefault(f"/{year}/{month:0>2}/{day:0>2}/{rest}/", entry)
        folder = dirname(path)
        while folder and folder not in self.folders:
            self.folders.add(folder)
            folder = dirname(folder)

    def people_called(self, name: str) -> tuple[str, ...]:
        """The ids of those whose first or last name it is. A mention leads to nobody by it: another may come tomorrow."""
        if self._called is None:
            self._called = _called(self.registry)
        return self._called.get(name.casefold(), ())[:_MOST_CALLED]

    def people_named(self, name: str) -> tuple[str, ...]:
        """The ids of those whose whole name it is; of those with a page of their own, where there are any."""
        if self._named is None:
            self._named = _named(self.registry)
        return self._named.get(name_key(name), ())

    def slip_of(self, entry: Entry, wanted: str) -> Entry | None:
        """Another entry than this that has the name behind a date (the newest does), or nearly has it."""
        others = {stem: those for stem, those in self.by_stem.items() if those != [entry]}
        dated = (stem for stem in others if stem.endswith(wanted) and _is_dated(stem, wanted))
        near = max(dated, default="") or guess(wanted, others)
        return next((one for one in others[near] if one is not entry), None) if near else None

    def document(self, path: str) -> Entry | None:
        """The document at a path, its ending, index and case left aside."""
        exact = self.by_path.get(path)
        if exact is not None:
            return exact
        bare = path.rstrip("/")
        for ending in (".html", ".htm"):
            bare = bare.removesuffix(ending)
        for candidate in (
            f"{bare}.md",
            *(f"{bare}/{name}.md" if bare else f"{name}.md" for name in _INDEXES),
        ):
            found = self.by_path.get(candidate)
            if found is not None:
                return found
        return self.by_folded_path.get(_ENDING.sub("", bare).casefold())

    def is_withheld(self, path: str) -> bool:
        """Whether a document at the path, its ending left aside, was held back."""
        paths = self.withheld.paths
        if not paths:
            return False
        bare = path.rstrip("/").removesuffix(".html")
        return (
            path in paths or f"{bare}.md" in paths or any(f"{bare}/{name}.md" in paths for name in _INDEXES)
        )

    def is_withheld_name(self, name: str) -> bool:
        """Whether something of that name was held back: a file by its name or path, a title, an alias."""
        names, bare = self.withheld.names, bare_name(name.strip("/"))
        return bool(names) and (
            name.casefold() in names or bare.casefold().rpartition("/")[2] in names or self.is_withheld(bare)
        )

    def tells(self, words: str) -> bool:
        """Whether a link's words have the name of something withheld among them."""
        names = self.withheld.names
        pieces = [piece.strip(_PUNCTUATION) for piece in words.casefold().split()[:_MOST_WORDS]]
        pieces = [bare_name(piece.rstrip("/").rpartition("/")[2]) for piece in pieces]
        ends = range(1, len(pieces) + 1)
        return any(" ".join(pieces[start:end]) in names for end in ends for start in range(end))

    def is_feed(self, url: str) -> bool:
        """Whether that is the feed of a stream, or the list of all feeds. `url` ends in `/`, as addresses of pages do."""
        folder, _, name = url.removesuffix("/").rpartition("/")
        return (name in _FEEDS and f"{folder}/" in self._streams) or url == _ALL_FEEDS

    def file(self, path: str) -> str:
        """The file at a path; as web roots of other generators see it too. Empty when there is none."""
        for root in ("", "static/", "assets/", "docs/", "content/"):
            if root + path in self.files:
                return root + path
        return ""

    def file_named(self, name: str) -> list[str]:
        """All files of a name, wherever they are."""
        if self._files_by_name is None:
            self._files_by_name = {}
            for path in sorted(self.files):
                self._files_by_name.setdefault(basename(path).casefold(), []).append(path)
        return self._files_by_name.get(basename(name).casefold(), [])

    def named(self, name: str, folder: str) -> tuple[list[Entry], bool]:
        """Who answers to a page name, best first; and whether it was found by path or file name rather than by title."""
        bare = _ENDING.sub("", name.strip("/"))
        if bare.startswith(("./", "../")):
            bare, folder = normpath(f"{folder}/{bare}").lstrip("/"), ""
        key = bare.casefold()
        for path in (f"{folder}/{bare}" if folder else bare, bare):
            found = self.by_folded_path.get(path.casefold())
            if found is not None:
                return [found], True
        if "/" in key:
            last = key.rpartition("/")[2]
            matches = [entry for entry in self.by_stem.get(last, ()) if _ends_with(entry.path, key)]
            if matches:
                return _nearest(matches, folder), True
        else:
            stems = self.by_stem.get(key)
            if stems:
                return _nearest(stems, folder), True
        for table in (self.by_title, self.by_alias):
            found_here = table.get(name.strip().casefold())
            if found_here:
                return _nearest(found_here, folder), False
        return [], False


def _ends_with(path: str, key: str) -> bool:
    bare = _ENDING.sub("", path).casefold()
    return (
        bare == key or bare.endswith(f"/{key}") or dirname(bare) == key or dirname(bare).endswith(f"/{key}")
    )


def _nearest(entries: list[Entry], folder: str) -> list[Entry]:
    """Same folder first and alone; else the shortest path first."""
    if len(entries) == 1:
        return entries
    here = [entry for entry in entries if dirname(entry.path) == folder]
    if len(here) == 1:
        return here
    return sorted(entries, key=lambda entry: (entry.path.count("/"), entry.path))


def _is_dated(stem: str, name: str) -> bool:
    dated = _DATED.fullmatch(stem)
    return dated is not None and dated[4] == name


def _called(registry: Registry) -> dict[str, tuple[str, ...]]:
    called: dict[str, list[str]] = {}
    for person in registry.people.values():
        words = person.name.split()
        for word in dict.fromkeys((words[0], words[-1])) if len(words) > 1 else ():
            called.setdefault(word.casefold(), []).append(person.id)
    return {word: tuple(ids) for word, ids in called.items()}


def _named(registry: Registry) -> dict[str, tuple[str, ...]]:
    named: dict[str, list[Person]] = {}
    for person in registry.people.values():
        if key := name_key(person.name):
            named.setdefault(key, []).append(person)
    own = {key: [person for person in those if person.registered] for key, those in named.items()}
    return {key: tuple(person.id for person in own[key] or those) for key, those in named.items()}


def _people(registry: Registry) -> dict[str, tuple[str, str]]:
    """Address and name of everybody a mention may mean, by casefolded handle or id. People come before groups."""
    known: dict[str, tuple[str, str]] = {}
    for person in registry.people.values():
        for word in (person.id, *person.handles):
            known.setdefault(word.casefold(), (person.url, person.name))
    for old, new in registry.person_redirects.items():
        if new in registry.people:
            known.setdefault(old.casefold(), (registry.people[new].url, registry.people[new].name))
    for groups in (registry.teams, registry.communities):
        for group in groups.values():
            known.setdefault(group.id.casefold(), (group.url, group.name))
    return known

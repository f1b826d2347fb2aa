"""gate: decides what exists for the audience being built. No later stage can see what it held back.

It hands on only the names of what it withheld, so that a link to one of them is neither broken nor telling.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from posixpath import basename, dirname

import msgspec

from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Document
from narrate.model.entry import Record
from narrate.model.leads import leads, written_for
from narrate.model.moment import day
from narrate.stages.join import place_of
from narrate.words import words


class Withheld(msgspec.Struct, frozen=True):
    """What links may not resolve to, by the names that links use."""

    paths: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """File names without ending, titles and aliases, casefolded."""
    urls: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    """Folders whose files other pages may not use: their rule is for a closer circle."""
    open_folders: frozenset[str] = frozenset()
    """Folders with a rule that this audience meets, below such folders too."""

    def holds_file(self, path: str, user: str) -> bool:
        """Whether a file lies in a closed folder, seen from a page outside of it."""
        folder = dirname(path) if self.folders else ""
        while self.folders and folder not in self.open_folders:
            if folder in self.folders:
                return bool(folder) and not user.startswith(f"{folder}/")
            if not folder:
                break
            folder = dirname(folder)
        return False


class Passed(msgspec.Struct, frozen=True):
    """What exists."""

    records: tuple[Record, ...]
    withheld: Withheld


def gate(
    records: tuple[Record, ...], config: Config, audience: str, drafts: bool, as_of: str
) -> tuple[Passed, tuple[Diagnostic, ...]]:
    """Passes the records that `audience` may see on the day `as_of`; `drafts`: in a preview, drafts too."""
    diagnostics: list[Diagnostic] = []
    reach = {name: distance for distance, name in enumerate(config.audiences)}
    limit = reach[audience]
    tomorrow = (date.fromisoformat(as_of) + timedelta(days=1)).isoformat()
    passed: list[Record] = []
    paths: set[str] = set()
    names: set[str] = set()
    urls: set[str] = set()
    for record in records:
        if _is_visible(record, config, reach, limit, drafts, as_of, tomorrow, diagnostics):
            passed.append(record)
            continue
        document = record.document
        paths.add(document.path)
        urls.add(record.url)
        names.update(name.casefold() for name in _names(record) if name)
    closed = frozenset(
        folder for folder, name in config.folder_visibility.items() if reach.get(name, limit + 1) > limit
    )
    withheld = Withheld(
        frozenset(paths),
        frozenset(names),
        frozenset(urls),
        closed,
        frozenset(config.folder_visibility) - closed,
    )
    return Passed(tuple(passed), withheld), tuple(diagnostics)


def _names(record: Record) -> Iterator[str]:
    """What people may call it: its file, its title, and what a registry page calls whom it registers."""
    document = record.document
    stem = basename(document.path).rsplit(".", 1)[0]
    yield stem
    if stem.lower() in ("index", "readme", "_index"):
        yield basename(dirname(document.path))
    yield from (document.front.title, document.heading, *document.front.aliases)
    for key in ("name", "full_name", "names", "handles"):
        value = record.fields.get(key, record.extra.get(key, ""))
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))


def _is_visible(
    record: Record,
    config: Config,
    reach: dict[str, int],
    limit: int,
    drafts: bool,
    as_of: str,
    tomorrow: str,
    diagnostics: list[Diagnostic],
) -> bool:
    document = record.document
    front = document.front
    if front.broken:
        return False  # the reader of front matter has said so, with the place
    visibility = visibility_of(document, config)[0]
    distance = reach.get(visibility.casefold())
    if distance is None:
        place = place_of(document, "visibility", visibility)
        known = ", ".join(f"`{name}`" for name in config.audiences)
        message = f"there is no audience `{visibility}`: the entry is withheld"
        if record.section < 0:
            diagnostics.append(Diagnostic(place, "unknown-visibility", message, f"the audiences are {known}"))
        return False
    if distance > limit:
        return False
    if drafts:
        return True
    if front.draft or (front.publish_on and day(front.publish_on) > tomorrow):
        return False
    if front.expires and day(front.expires) <= as_of:
        return False
    if _says_nothing(record, config):
        message = "nothing is written here yet: the entry is not published"
        help_line = "write something outside of the comments, or delete the file"
        diagnostics.append(Diagnostic(Place(document.path, 1, 1), "nothing-written", message, help_line))
        return False
    return True


def _says_nothing(record: Record, config: Config) -> bool:
    """Whether it is a new file as it was filled in for somebody. What is looked after needs more than its origin."""
    kind, document = config.kinds.kinds[record.kind], record.document
    if not (config.declared and kind.dated) or kind.registry or document.sections or record.section >= 0:
        return False
    if document.front.title or document.front.summary or document.heading:
        return False
    links = {
        field.name for field in (*kind.fields, *config.kinds.common) if field.type in ("links", "people")
    }
    if record.fields.keys() - links - {kind.state_field}:
        return False
    if record.text.says == "links":
        say = words(config.language).gettext
        origin = leads(kind, config.kinds, say).keys() if kind.maintained else ()
        return {reference.lead for reference in record.text.references} <= {*written_for(say), *origin}
    return record.text.says == "nothing"


def visibility_of(document: Document, config: Config) -> tuple[str, str]:
    """The audience that an entry is for, as it is written, and what says so, in words for people."""
    if document.front.visibility:
        return document.front.visibility, "the front matter"
    of_folder = _of_folder(document.path, config)
    if of_folder:
        return of_folder, "`visibility` of its folder in `narrate.toml`"
    return config.visibility, "`visibility` of the site"


def visibility_at(path: str, config: Config) -> str:
    """The audience that a file at a path is for when it does not say."""
    return _of_folder(path, config) or config.visibility


def _of_folder(path: str, config: Config) -> str:
    """The audience of the innermost folder that has one."""
    if not config.folder_visibility:
        return ""
    folder = dirname(path)
    while folder:
        if folder in config.folder_visibility:
            return config.folder_visibility[folder]
        folder = dirname(folder)
    return config.folder_visibility.get("", "")

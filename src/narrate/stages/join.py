"""join: each document meets what its path and Git say of it, and the kind that it is of.

A document becomes one record, a daily log one for the day and one for each timed entry. Nothing is looked
up in other documents here.
"""

import re
from difflib import get_close_matches
from functools import lru_cache
from posixpath import dirname

from narrate.fields import place_of, read_fields, read_state, with_article
from narrate.frontmatter.dates import date_from_path
from narrate.git.history import FileHistory, History
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Author, Document, FrontMatter
from narrate.model.entry import Record
from narrate.model.kinds import Kind, Kinds
from narrate.model.moment import day
from narrate.model.urls import slugify
from narrate.stages.replying import Replying

_INDEX = frozenset({"index", "readme", "_index"})
_TEMPLATE = re.compile(r"(?:^|[-_. ])template$|^template[-_. ]")
"""What is copied to begin a lesson or a decision is none, in a repository that was not made for narrate."""
_NO_HISTORY = FileHistory("", "", (), (), ())


def join(
    documents: tuple[Document, ...], history: History, config: Config, as_of: str
) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:
    """Gives every document its kind, date, address and committers."""
    records: list[Record] = []
    diagnostics = _of_git(history, config)
    choose = KindChooser(config)
    indexes = {dirname(d.path) for d in documents if _stem(d.path).lower() in ("index", "_index")}
    for document in documents:
        record = _record(document, history, config, choose, indexes, as_of, diagnostics)
        records.append(record)
        for number, section in enumerate(document.sections):
            records.append(_section(record, number, section.time, section.slug, choose))
    return tuple(records), tuple(diagnostics)


def _of_git(history: History, config: Config) -> list[Diagnostic]:
    """What keeps Git from saying who wrote what and when: said loudly, with the way out."""
    if not (config.git.authors or config.git.dates):
        return []
    if history.shallow:
        message = "this clone does not have the whole history: older pages have no date and no author"
        help_line = "run `git fetch --unshallow`; in CI, set `fetch-depth: 0` (GitHub, Forgejo) or `GIT_DEPTH: 0` (GitLab)"
        return [Diagnostic(Place(".", 0), "shallow-clone", message, help_line)]
    if history.failure:
        message = f"the Git history cannot be read: {history.failure}"
        help_line = "dates and authors come from front matter and file names only"
        return [Diagnostic(Place(".", 0), "unreadable-history", message, help_line)]
    return []


def _record(
    document: Document,
    history: History,
    config: Config,
    choose: "KindChooser",
    indexes: set[str],
    as_of: str,
    diagnostics: list[Diagnostic],
) -> Record:
    front, path = document.front, document.path
    past = history.files.get(path, _NO_HISTORY)
    uncommitted = history.repository and path not in history.files and not history.shallow
    in_path = date_from_path(path)
    kind = choose(document, bool(front.date or in_path), diagnostics)
    date, date_from = _date(front, in_path, past, uncommitted, config, as_of)
    _check_name(path, diagnostics)
    _check_aliases(document, diagnostics)
    fields, extra = read_fields(document, kind, config, diagnostics)
    state = read_state(document, kind, fields, config, diagnostics)
    committers, authors_git = (past.authors, "Git") if config.git.authors else ((), "")
    if uncommitted and config.git.authors and history.user is not None:
        committers, authors_git = (history.user,), "not committed yet"
    return Record(
        document=document,
        section=-1,
        kind=config.kinds.page if document.sections and not front.kind else kind.name,
        url=address(path, front.slug, kind, date, dirname(path) in indexes),
        date=date,
        date_from=date_from,
        updated=_updated(front, past, date, date_from, kind, config),
        authors=front.authors,
        committers=committers,
        authors_git=authors_git,
        folders=tuple(path.split("/")[:-1]),
        state=state,
        fields=fields,
        extra=extra,
        renamed_from=past.renamed_from,
        revised=config.git.authors and bool(past.contributors),
    )


def _check_name(path: str, diagnostics: list[Diagnostic]) -> None:
    message = ""
    if not path.isprintable():
        message = "the file's name has control characters in it: its address has none"
    elif "\\x" in path:  # as `discover` writes what it cannot decode
        message = "the file's name is not UTF-8"
    if message:
        diagnostics.append(Diagnostic(Place(path), "odd-name", message, "rename the file"))


def _check_aliases(document: Document, diagnostics: list[Diagnostic]) -> None:
    """Aliases that no page of this site can have as its address."""
    for alias in (*document.front.aliases, *document.front.redirects):
        if "://" in alias or ".." in alias.split("/") or not alias.isprintable():
            key = "aliases" if alias in document.front.aliases else "redirect_from"
            message = f"`{alias}` cannot be a redirect"
            help_line = "write an old address of this site: `/old/place/`"
            diagnostics.append(
                Diagnostic(place_of(document, key, alias), "invalid-alias", message, help_line)
            )


def _section(whole: Record, number: int, time: str, slug: str, choose: "KindChooser") -> Record:
    """A timed entry: everything that the day has, at its own time and address."""
    front = whole.document.front
    date = f"{day(whole.date)}T{time}" if whole.date else ""
    return Record(
        document=whole.document,
        section=number,
        kind=choose.kinds.default if not front.kind else whole.kind,
        url=f"{whole.url}{slug}/",
        date=date,
        date_from=whole.date_from,
        updated="",
        authors=whole.authors,
        committers=whole.committers,
        authors_git=whole.authors_git,
        folders=whole.folders,
        state=whole.state if front.kind else "",
        fields={},
        extra={},
        renamed_from=whole.renamed_from,
    )


def _date(
    front: FrontMatter, in_path: str, past: FileHistory, uncommitted: bool, config: Config, as_of: str
) -> tuple[str, str]:
    if front.date:
        return front.date, "front matter"
    if in_path:
        return in_path, "file name"
    if config.git.dates and past.created:
        return past.created, "Git"
    if config.git.dates and uncommitted:
        return as_of, "not committed yet"
    return "", ""


def _updated(
    front: FrontMatter, past: FileHistory, date: str, date_from: str, kind: Kind, config: Config
) -> str:
    """Front matter, else Git where Git knows better: what is dated by hand was also edited by migrations."""
    if front.updated:
        return front.updated
    if config.git.dates and past.updated and (date_from == "Git" or kind.maintained):
        return past.updated if day(past.updated) > day(date) else ""
    return ""


# --- address --------------------------------------------------------------------------------------


def address(path: str, slug: str, kind: Kind, date: str, has_index: bool) -> str:
    """The site-relative address of a document: a function of its path and slug, unless the kind has a pattern.

    `index` stands for its folder, and `README` too where there is no index.
    """
    *folders, name = path.split("/")
    stem = _stem(name)
    parts = [_segment(folder) for folder in folders]
    is_index = stem.lower() in ("index", "_index") or (stem.lower() == "readme" and not has_index)
    if not is_index:
        parts.append(_segment(stem))
    if slug:
        own = [_segment(piece) for piece in slug.strip("/").split("/") if piece]
        parts = parts[:-1] + own if parts and own else own or parts
    if kind.address:
        own_slug = parts[-1] if parts else ""
        pattern = kind.address.format(
            path="/".join(parts),
            slug=own_slug,
            year=date[:4],
            month=date[5:7],
            day=date[8:10],
            kind=kind.name,
        )
        parts = [piece for piece in pattern.split("/") if piece]
    return "/" + "".join(f"{part}/" for part in parts)


@lru_cache(4096)
def _segment(name: str) -> str:
    return slugify(name.lstrip("_") or name)


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.lower() in ("md", "markdown", "mdown", "mkd") else name


# --- kind -----------------------------------------------------------------------------------------


class KindChooser:
    """Finds the kind of a document: front matter, the rules of `narrate.toml`, folder names, the default."""

    def __init__(self, config: Config) -> None:
        self.kinds: Kinds = config.kinds
        self._declared = config.declared
        self._replying = Replying(config)
        self._by_word: dict[str, Kind] = {}
        self._by_folder: dict[str, Kind] = {}
        self._by_place: dict[tuple[str, str], Kind | None] = {}
        for kind in config.kinds.kinds.values():
            for word in (kind.name, kind.label, kind.plural, kind.folder):
                self._by_word.setdefault(word.casefold(), kind)
            for folder in (kind.folder, *kind.folders):
                if folder:
                    self._by_folder.setdefault(folder.casefold(), kind)
        self._patterns = tuple(
            pattern for pattern, name in config.folder_kinds.items() if name in config.kinds.kinds
        )
        self._rules = [
            (re.compile(_rule(pattern)), config.kinds.kinds[name])
            for pattern, name in config.folder_kinds.items()
            if name in config.kinds.kinds
        ]

    def __call__(self, document: Document, dated: bool, diagnostics: list[Diagnostic]) -> Kind:
        """The kind of a document."""
        written = document.front.kind
        if written:
            known = self._by_word.get(written.casefold())
            if known is not None:
                return known
            self._report(document, written, diagnostics)
        folder_kind = self.of_path(document.path)
        if folder_kind is not None and self._replying.is_reply(document, folder_kind):
            return self.kinds.kinds[self.kinds.default]
        if folder_kind is not None:
            return folder_kind
        kinds = self.kinds.kinds
        if self._declared:
            return kinds[self.kinds.page if _stem(document.path).lower() in _INDEX else self.kinds.default]
        return kinds[self.kinds.default if dated else self.kinds.page]

    def why(self, document: Document, dated: bool) -> str:
        """Which rule gives a document its kind, in words for people."""
        written, path = document.front.kind, document.path
        if written and written.casefold() in self._by_word:
            return f"the front matter says `{written}`"
        kind = self.of_path(path)
        if kind is not None and self._replying.is_reply(document, kind):
            return f"it replies to something, and does not say that it is {with_article(kind.label)}"
        ruled = next((pattern for pattern in self._patterns if re.match(_rule(pattern), path)), "")
        if ruled:
            return f'`[folders."{ruled}"]` in `narrate.toml` says so'
        if not self._declared and _TEMPLATE.search(_stem(path).lower()):
            return "it is called a template"
        is_index = _stem(path).lower() in _INDEX
        if kind is not None:
            names = {folder.casefold() for folder in (kind.folder, *kind.folders)}
            folder = next((each for each in reversed(path.split("/")[:-1]) if each.casefold() in names), "")
            return f"it is in a folder `{folder}`" if folder else "it is the page of a folder of entries"
        if self._declared:
            return "it is the page of a folder" if is_index else "nothing says that it is another kind"
        return "it has a date" if dated else "it has no date, and nothing says that it is another kind"

    def of_path(self, path: str) -> Kind | None:
        """The kind that a path alone says, or None."""
        for rule, ruled in self._rules:
            if rule.match(path):
                return ruled
        stem = _stem(path).lower()
        if not self._declared and _TEMPLATE.search(stem):
            return self.kinds.kinds[self.kinds.page]
        place = (path.rpartition("/")[0], stem if stem in _INDEX else "")
        if place not in self._by_place:
            self._by_place[place] = self._of_folders(*place)
        return self._by_place[place]

    def _of_folders(self, folder: str, stem: str) -> Kind | None:
        """The kind of the files in a folder. `stem`: `index` or the like, or empty."""
        folders = folder.split("/") if folder else []
        for depth in range(len(folders) - 1, -1, -1):
            kind = self._by_folder.get(folders[depth].casefold())
            if kind is None:
                continue
            below = len(folders) - 1 - depth
            if stem in _INDEX and below == 0:
                return self.kinds.kinds[self.kinds.page]
            if kind.registry and kind.registry != "tag" and below > (1 if stem in _INDEX else 0):
                return None
            return kind
        return None

    def _report(self, document: Document, written: str, diagnostics: list[Diagnostic]) -> None:
        near = get_close_matches(written.casefold(), self._by_word, 1)
        if not self._declared and not near:
            return
        names = ", ".join(f"`{name}`" for name in self.kinds.kinds)
        help_line = f"did you mean `{self._by_word[near[0]].name}`?" if near else f"the kinds are {names}"
        place = place_of(document, "kind", written)
        diagnostics.append(Diagnostic(place, "unknown-kind", f"there is no kind `{written}`", help_line))


def _rule(pattern: str) -> str:
    """A folder or glob as a pattern for whole paths: `docs/adr`, `*/retros`, `notes/**`."""
    escaped = re.escape(pattern.strip("/")).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return escaped + r"(/|$)"


__all__ = ["Author", "KindChooser", "address", "join", "place_of"]

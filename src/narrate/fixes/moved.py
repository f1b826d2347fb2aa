"""Where files are that were somewhere else: as Git's renames tell, committed or not, and as authors say in aliases."""

from posixpath import basename, dirname, normpath

from narrate.build import Understood
from narrate.changes.before import blob_id
from narrate.errors import NarrateError
from narrate.git.command import find_repository
from narrate.git.revision import Revision, read_revision, staged_renames
from narrate.model.urls import slugify
from narrate.stages.link.names import bare_name
from narrate.stages.link.paths import paths


class Moved:
    """Old paths, and what is there now."""

    def __init__(self, content: Understood, renames: dict[str, str], declared: bool) -> None:
        """`renames`: old path to new, of what is not committed yet."""
        there = {document.path for document in content.documents} | content.found.files
        self._there = there
        self._declared = declared
        self._now: dict[str, str] = {}
        for record in content.passed.records:
            for old in record.renamed_from:
                self._now.setdefault(old, record.document.path)
        visible = {entry.path for entry in content.index.entries} | content.found.files
        self._now |= {old: new for old, new in renames.items() if new in visible}
        self._now = {old: new for old, new in self._now.items() if old not in there}
        self._before: dict[str, list[str]] = {}
        for record in content.passed.records:
            self._before.setdefault(record.document.path, []).extend(record.renamed_from)
        for old, new in renames.items():
            self._before.setdefault(new, []).append(old)
        self._redirects = {
            old.rstrip("/") + "/": entry.path
            for entry in content.index.entries
            for old in entry.redirects
            if entry.section < 0
        }
        self._stems: dict[str, list[str]] = {}
        for path in there:
            self._stems.setdefault(_stem(path), []).append(path)
        self._old_stems: dict[str, set[str]] = {}
        for old, new in self._now.items():
            self._old_stems.setdefault(_stem(old), set()).add(new)

    def at(self, source: str, target: str) -> str:
        """The path of what a link in `source` led to before one of the two was moved; empty when that is not known."""
        for path in paths(source, target, self._declared):
            if found := self._from(path):
                return found
        for earlier in reversed(self._before.get(source, [])):
            if target.startswith("/"):
                break
            path = normpath(f"{dirname(earlier)}/{target}" if dirname(earlier) else target)
            if path in self._there:
                return path
            if found := self._from(path):
                return found
        return ""

    def named(self, source: str, name: str) -> str:
        """The same for the name of a page."""
        if "/" in name:
            return self.at(source, name.lstrip("/")) or self._from(name.lstrip("/"))
        found = self._old_stems.get(_stem(name), set())
        return next(iter(found)) if len(found) == 1 else ""

    def short_name(self, path: str) -> str:
        """What a wikilink calls a document: its name when no other has that, else its path."""
        alone = len(self._stems.get(_stem(path), ())) == 1
        return bare_name(basename(path) if alone else path)

    def _from(self, path: str) -> str:
        for candidate in (path, f"{path}.md", f"{path}/index.md", f"{path}/README.md"):
            if candidate in self._now:
                return self._now[candidate]
        url = "/".join(("", *(slugify(part) for part in bare_name(path).split("/") if part), ""))
        return self._redirects.get(url, "") or self._redirects.get(f"/{path.strip('/')}/", "")


def _stem(path: str) -> str:
    return bare_name(basename(path)).casefold()


def uncommitted_moves(content: Understood) -> dict[str, str]:
    """Files that have another path than at the last commit: staged, or with the very same content. Old path to new."""
    repository = find_repository(content.found.folder.root)
    if repository is None or not content.history.head:
        return {}
    try:
        head = read_revision(repository, "HEAD")
    except NarrateError:
        return {}
    there = content.found.content.keys() | content.found.files
    fresh = {path for path in there if path not in head.files}
    if not fresh:
        return {}
    found = {old: new for old, new in staged_renames(repository, head.commit).items() if new in fresh}
    return _of_same_content(content, head, fresh - set(found.values())) | found


def _of_same_content(content: Understood, head: Revision, fresh: set[str]) -> dict[str, str]:
    there = content.found.content.keys() | content.found.files
    gone: dict[str, list[str]] = {}
    for path, blob in head.files.items():
        if blob and path not in there:
            gone.setdefault(blob, []).append(path)
    found: dict[str, str] = {}
    length = len(next(iter(gone), ""))
    for path in sorted(fresh) if gone else ():
        try:
            data = content.found.content.get(path)
            data = content.found.folder.read(path) if data is None else data
        except OSError:
            continue
        old = gone.get(blob_id(data, length), [])
        if len(old) == 1 and data:
            found[old[0]] = path
    return found

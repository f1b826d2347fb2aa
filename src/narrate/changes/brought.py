"""What is wrong now and was not before a change, wherever the change was made.

Both sides are looked at whole and compared: a change in one file that breaks a link in another is found, and what was wrong
in a file before somebody changed it is not.
"""

from collections import Counter
from collections.abc import Iterable

import msgspec

from narrate.build import Understood
from narrate.changes.earlier import understand_earlier
from narrate.changes.vanished import vanished
from narrate.checks import check
from narrate.errors import NarrateError
from narrate.git.command import Repository, find_repository
from narrate.git.revision import Revision, read_revision, staged_renames
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.report import Request
from narrate.project import Opened
from narrate.stages.quote import quote


class Brought(msgspec.Struct, frozen=True):
    """What a change brought, and what there was before."""

    diagnostics: tuple[Diagnostic, ...]
    """Of the configuration and of the content."""
    before: Understood
    config: Config
    """The configuration of that time."""
    renamed: dict[str, str]
    """Old path to new."""


def brought_since(opened: Opened, request: Request, content: Understood, revision: str) -> Brought:
    """What the change since a revision brought.

    Raises `NarrateError` when there is no Git repository or no such revision.
    """
    repository = find_repository(opened.project.content_root)
    if repository is None:
        raise NarrateError(
            "there is no Git repository here", "what a change brought is told from what is committed"
        )
    then = read_revision(repository, revision)
    earlier = understand_earlier(opened, request, content, repository, then)
    renamed = renames(repository, then, earlier.content, content)
    before = check(earlier.content, earlier.config, request.as_of)
    after = (
        *check(content, opened.config, request.as_of),
        *vanished(earlier.content, content, opened.config, renamed),
    )
    diagnostics = (
        *newly(earlier.of_config, opened.diagnostics, {}),
        *newly(quote(earlier.content.found, before), quote(content.found, after), renamed),
    )
    return Brought(diagnostics, earlier.content, earlier.config, renamed)


def newly(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], renamed: dict[str, str]
) -> tuple[Diagnostic, ...]:
    """Those of `after` that `before` does not have. Lines may have moved, and files (`renamed`, old path to new).

    Where a problem stands more often than before, those on lines that were not there are the new ones.
    """
    old = [
        msgspec.structs.replace(
            each, place=msgspec.structs.replace(each.place, path=renamed[each.place.path])
        )
        if each.place.path in renamed
        else each
        for each in before
    ]
    on_line, anywhere = Counter(map(_on_line, old)), Counter(map(_anywhere, old))
    left: list[Diagnostic] = []
    for each in after:
        if on_line[_on_line(each)] > 0:
            on_line[_on_line(each)] -= 1
            anywhere[_anywhere(each)] -= 1
        else:
            left.append(each)
    new: list[Diagnostic] = []
    for each in left:
        if anywhere[_anywhere(each)] > 0:
            anywhere[_anywhere(each)] -= 1
        else:
            new.append(each)
    return tuple(new)


def _on_line(diagnostic: Diagnostic) -> tuple[str, ...]:
    return (*_anywhere(diagnostic), diagnostic.place.text.strip())


def _anywhere(diagnostic: Diagnostic) -> tuple[str, ...]:
    return diagnostic.place.path, diagnostic.code, diagnostic.message


def renames(
    repository: Repository, revision: Revision, before: Understood, now: Understood
) -> dict[str, str]:
    """The documents that have another path now: as Git's history tells, as is staged, or with the very same content."""
    old_paths = {document.path for document in before.documents}
    new_paths = {document.path for document in now.documents}
    gone, fresh = old_paths - new_paths, new_paths - old_paths
    if not gone or not fresh:
        return {}
    found: dict[str, str] = {}
    for path in sorted(fresh):
        past = now.history.files.get(path)
        found |= {old: path for old in (past.renamed_from if past else ()) if old in gone}
    staged = staged_renames(repository, revision.commit)
    found |= {old: new for old, new in staged.items() if old in gone - found.keys() and new in fresh}
    by_content: dict[bytes, str] = {}
    for document in now.documents:
        if document.path in fresh - set(found.values()):
            by_content.setdefault(document.digest, document.path)
    for document in before.documents:
        if document.path in gone - found.keys() and document.digest in by_content:
            found[document.path] = by_content.pop(document.digest)
    return found

"""The documents as they were at an earlier commit.

Of files that are the same the documents that were parsed just now are taken; the others are read from Git and
parsed. What is not committed counts as changed, too: this compares with what lies in the folder.
"""

import hashlib

import msgspec

from narrate.git.command import Repository
from narrate.git.history import FileHistory, History
from narrate.git.revision import Revision, read_blobs
from narrate.model.config import Config
from narrate.model.document import Document
from narrate.project import Project
from narrate.stages.discover import Found, could_be_document, folders_apart
from narrate.stages.parse import parse_one


def documents_before(
    project: Project,
    config: Config,
    repository: Repository,
    revision: Revision,
    found: Found,
    documents: tuple[Document, ...],
) -> tuple[tuple[Document, ...], dict[str, bytes]]:
    """The documents at the revision, by path, and the bytes of each."""
    now = {document.path: document for document in documents}
    then: dict[str, Document] = {}
    content: dict[str, bytes] = {}
    other: dict[str, str] = {}
    apart = apart_below(project, config)
    for path, document in now.items():
        blob = revision.files.get(path, "")
        if not revision.knows(path) or (blob and blob_id(found.content[path], len(blob)) == blob):
            then[path], content[path] = document, found.content[path]
        elif blob:
            other[path] = blob
    for path in revision.files.keys() - now.keys():
        if revision.knows(path) and could_be_document(path, config, apart):
            other[path] = revision.files[path]
    blobs = read_blobs(repository, tuple(dict.fromkeys(other.values())))
    for path, blob in other.items():
        old = blobs.get(blob)
        if path in now and (old is None or _same_lines(old, found.content[path])):
            then[path], content[path] = now[path], found.content[path]
        elif old is not None:
            then[path], content[path] = parse_one(config.markdown, (path, old))[0], old
    return tuple(then[path] for path in sorted(then)), content


def apart_below(project: Project, config: Config) -> tuple[str, ...]:
    """The folders below the content root that are not content."""
    return tuple(
        folder.relative_to(project.content_root).as_posix()
        for folder in folders_apart(project, config)
        if folder.is_relative_to(project.content_root)
    )


def history_before(history: History, documents: tuple[Document, ...]) -> History:
    """The history, told of the paths that files had before they were renamed."""
    paths = {document.path for document in documents}
    files: dict[str, FileHistory] = dict(history.files)
    for past in history.files.values():
        for number, old in enumerate(past.renamed_from):
            if old in paths and old not in history.files:
                files[old] = msgspec.structs.replace(past, renamed_from=past.renamed_from[:number])
    return msgspec.structs.replace(history, files=files)


def blob_id(content: bytes, length: int) -> str:
    """The id that Git gives to a file's content; ids have 40 digits or, in newer repositories, 64."""
    digest = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(content))
    digest.update(content)
    return digest.hexdigest()


def _same_lines(one: bytes, other: bytes) -> bool:
    """Whether only line endings differ, which a checkout may convert."""
    return one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")

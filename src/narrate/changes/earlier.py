"""What a project's content said at an earlier commit: the first half of a build, over what was there then."""

from dataclasses import dataclass

import msgspec

from narrate.build import Understood
from narrate.cache.digest import digest
from narrate.changes.before import apart_below, documents_before, history_before
from narrate.changes.committed import CommittedDisk, CommittedFolder
from narrate.config import read_config
from narrate.errors import NarrateError
from narrate.git.command import Repository
from narrate.git.revision import Revision, all_files
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.entry import Record
from narrate.model.report import Request
from narrate.model.source import Source
from narrate.model.urls import base_path
from narrate.project import Opened, Project
from narrate.stages.discover import Found, could_be_content
from narrate.stages.gate import gate
from narrate.stages.index import index
from narrate.stages.join import join
from narrate.stages.link.link import link
from narrate.stages.recollect import Connected
from narrate.stages.register.register import register


@dataclass(frozen=True)
class Earlier:
    """A project at an earlier commit."""

    config: Config
    of_config: tuple[Diagnostic, ...]
    """What was wrong with the configuration."""
    content: Understood


def understand_earlier(
    opened: Opened, request: Request, now: Understood, repository: Repository, revision: Revision
) -> Earlier:
    """What the project said at the revision, for the same readers and on the same day."""
    config, of_config = _config(opened, repository, revision)
    return Earlier(config, of_config, _understand(opened.project, config, request, now, repository, revision))


def _config(
    opened: Opened, repository: Repository, revision: Revision
) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration at the revision. What cannot be read, or moved the content elsewhere, is today's."""
    project = opened.project
    if project.config_path is None or not revision.commit:
        return opened.config, ()
    disk = CommittedDisk(repository, all_files(repository, revision.commit))
    if not disk.is_file(project.config_path):
        return opened.config, ()
    try:
        config, diagnostics = read_config(project.root, project.config_path, disk)
    except (NarrateError, OSError):
        return opened.config, ()
    if config.content != opened.config.content or config.audiences != opened.config.audiences:
        return opened.config, diagnostics
    written = read_config(project.root, project.config_path)[0].base_url
    if opened.config.base_url != written:  # the command line says another one, for both sides
        config = msgspec.structs.replace(config, base_url=opened.config.base_url)
    return msgspec.structs.replace(config, markdown=opened.config.markdown), diagnostics


def _understand(
    project: Project,
    config: Config,
    request: Request,
    now: Understood,
    repository: Repository,
    revision: Revision,
) -> Understood:
    documents, content = documents_before(project, config, repository, revision, now.found, now.documents)
    found = Found(
        tuple(Source(path, digest(data), len(data)) for path, data in sorted(content.items())),
        _files(project, config, now.found, revision, content),
        content,
        CommittedFolder(now.found.folder.root, repository, revision),
    )
    history = history_before(now.history, documents)
    records, of_join = join(documents, history, config, request.as_of)
    passed, of_gate = gate(records, config, request.audience, request.drafts, request.as_of)
    registry, entries, of_register = register(passed, config)
    base = base_path(config.base_url)
    links, entries, of_link = link(
        entries, registry, passed.withheld, found, now.drawings, history, config, base
    )
    connected = Connected(b"", registry, entries, links, (*of_register, *of_link), {})
    of_parse = tuple(diagnostic for document in documents for diagnostic in document.diagnostics)
    of_draw = _undrawn(passed.records, now)
    diagnostics = (*of_parse, *of_join, *of_gate, *of_draw, *connected.diagnostics)
    everything = index(entries, registry, links, config)
    return Understood(
        history, found, documents, records, passed, now.drawings, connected, everything, diagnostics
    )


def _files(
    project: Project, config: Config, now: Found, revision: Revision, documents: dict[str, bytes]
) -> frozenset[str]:
    """The other files at the revision."""
    apart = apart_below(project, config)
    unknown = {path for path in now.files if not revision.knows(path)}
    return frozenset(
        path
        for path in revision.files
        if path not in documents and (path in now.files or could_be_content(path, config, apart))
    ) | frozenset(unknown)


def _undrawn(records: tuple[Record, ...], now: Understood) -> tuple[Diagnostic, ...]:
    """Diagrams that cannot be drawn now and stood there already: nothing is drawn again to find out."""
    wrong = {
        diagnostic.place: diagnostic for diagnostic in now.diagnostics if diagnostic.code == "bad-diagram"
    }
    said = {
        diagram.source: wrong[place]
        for record in now.passed.records
        for diagram in record.text.diagrams
        if (place := Place(record.document.path, diagram.line, 1)) in wrong
    }
    found = {
        diagram.source: msgspec.structs.replace(
            said[diagram.source], place=Place(record.document.path, diagram.line, 1)
        )
        for record in reversed(records)
        for diagram in record.text.diagrams
        if diagram.source in said
    }
    return tuple(found.values())

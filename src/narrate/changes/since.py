"""What changed in the site since an earlier commit: the first half of a build once more, over what was there then."""

from narrate.build import Understood
from narrate.changes.before import documents_before, history_before
from narrate.changes.compare import Change, compare
from narrate.changes.pages import Site, site
from narrate.errors import NarrateError
from narrate.git.command import find_repository
from narrate.git.revision import read_revision
from narrate.model.config import Config
from narrate.model.report import Request
from narrate.project import Project
from narrate.stages.gate import gate
from narrate.stages.join import join
from narrate.stages.register.register import register


def changes_since(
    project: Project, config: Config, request: Request, content: Understood, revision: str
) -> tuple[Change, ...]:
    """The pages that are new, changed, moved or gone for this audience.

    The configuration is that of today on both sides, so that only the content makes a difference. Raises
    `NarrateError` when there is no Git repository or no such revision.
    """
    repository = find_repository(project.content_root)
    if repository is None:
        raise NarrateError("there is no Git repository here", "changes are told from what is committed")
    then = read_revision(repository, revision)
    documents, _ = documents_before(project, config, repository, then, content.found, content.documents)
    if documents == content.documents:
        return ()
    history = history_before(content.history, documents)
    records, _ = join(documents, history, config, request.as_of)
    passed, _ = gate(records, config, request.audience, request.drafts, request.as_of)
    registry, entries, _ = register(passed, config)
    before = site(entries, registry, documents, config)
    return compare(before, site_of(content, config))


def site_of(content: Understood, config: Config) -> Site:
    """The pages that the content makes."""
    return site(content.index.entries, content.index.registry, content.documents, config)

"""The pipeline on one screen: start reading here.

    content/, Git ─► discover ─► parse ─► join ─► gate ─► draw ─► register ─► link ─► index ─► plan ─► render ─► publish

Every stage is a function that returns its value and its diagnostics; nothing flows back. The two expensive ends,
parse and render, are kept by content; everything between them is computed anew.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from narrate.cache.store import Memory, Store
from narrate.errors import NarrateError
from narrate.forges import NO_FORGE, Forge, absent_from, forge_of
from narrate.git.asked import Asked, ask
from narrate.git.history import History, begin_history
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, level_of
from narrate.model.document import Document
from narrate.model.entry import Record
from narrate.model.index import Index
from narrate.model.links import Drawn
from narrate.model.plan import Made
from narrate.model.report import BuildReport, Progress, Request
from narrate.model.urls import base_path
from narrate.project import Project
from narrate.stages.discover import Found, discover, folders_apart
from narrate.stages.draw import draw
from narrate.stages.gate import Passed, gate
from narrate.stages.index import index
from narrate.stages.join import join
from narrate.stages.outline import changed_bodies, outline, remember
from narrate.stages.parse import parse
from narrate.stages.plan import plan
from narrate.stages.publish import is_intact, open_stage, publish, read_manifest
from narrate.stages.quote import quote
from narrate.stages.recollect import Connected, keep, key_of, recollect
from narrate.stages.recount import recount
from narrate.stages.render import Rendered, render
from narrate.stages.resize import resize, with_variants
from narrate.stages.retell import retell
from narrate.stages.searchable import begin_searchable
from narrate.stages.theme import prepare_theme
from narrate.workers import Workers


@dataclass(frozen=True)
class Understood:
    """What a project's content says, before anything is planned or written. Nothing withheld is in `index`."""

    history: History
    found: Found
    documents: tuple[Document, ...]
    records: tuple[Record, ...]
    """The entries before the gate: who they are by and what they are, as far as their own file and Git say."""
    passed: Passed
    drawings: dict[str, Drawn]
    connected: Connected
    index: Index
    diagnostics: tuple[Diagnostic, ...]
    """What was found up to here."""


def understand(
    project: Project,
    config: Config,
    request: Request,
    store: Store,
    workers: Workers,
    progress: Progress,
    asked: Asked | None = None,
    *,
    drawing: bool = True,
) -> Understood:
    """Everything up to the index: what `narrate check` and `narrate explain` need, and half of a build.

    `asked`: what Git was asked before, to answer meanwhile. `drawing`: whether diagrams that are new are drawn, which
    takes long when all of them are; whoever shows none does not wait for them.
    """
    config, base = for_readers(config, request), base_path(config.base_url)
    reading = begin_history(project.content_root, project.cache_dir, config.git.bots, asked)
    found = discover(project.content_root, config, reading.known.ignored, folders_apart(project, config))
    documents = parse(found, config.markdown, store, workers, progress)
    history = reading.finish()
    records, of_join = join(documents, history, config, request.as_of)
    passed, of_gate = gate(records, config, request.audience, request.drafts, request.as_of)
    passed = recount(passed, history, project.content_root, config, request.audience, store)
    drawings, of_draw = draw(
        passed.records, config.markdown.diagrams, base, store, workers, progress, drawing=drawing
    )
    key = key_of(passed, drawings, found, history, config)
    connected = recollect(key, passed, found.folder, store)
    if connected is None:
        from narrate.stages.connect import connect  # a third of the program, which most builds do without

        connected = connect(key, passed, drawings, found, history, config)
        keep(connected, passed, store)
    everything = index(connected.entries, connected.registry, connected.links, config)
    of_parse = tuple(diagnostic for document in documents for diagnostic in document.diagnostics)
    diagnostics = (*of_parse, *of_join, *of_gate, *of_draw, *connected.diagnostics)
    return Understood(
        history, found, documents, records, passed, drawings, connected, everything, diagnostics
    )


def build(
    project: Project,
    config: Config,
    request: Request,
    progress: Progress,
    memory: Memory | None = None,
    asked: Asked | None = None,
) -> BuildReport:
    """Builds and publishes the site. Raises NarrateError only when it cannot go on at all.

    `memory`: what a program that builds more than once hands in each time, empty at first. `asked`: what Git was asked
    before, to answer meanwhile.
    """
    asked = asked or ask(project.content_root)
    before = read_manifest(project.output)
    intact = is_intact(before, project.output)
    _be_there(project)
    with Store(project.cache_dir, memory=memory) as store, Workers(request.jobs) as workers:
        content = understand(project, config, request, store, workers, progress, asked)
        everything, found, drawings = content.index, content.found, content.drawings
        theme = prepare_theme(project, config, store)
        forge = _forge(content, config, request)
        shown = for_readers(config, request)
        connected, root = content.connected, project.content_root
        wanted = request.resizing
        resized = resize(connected, root, config, store, workers, progress) if wanted else {}
        everything = with_variants(everything, resized)
        outlined = outline(
            everything,
            content.connected,
            found.folder,
            forge,
            shown.desk,
            request.as_of,
            theme.digest,
            theme.makers("entry.html"),
            resized,
        )
        only = changed_bodies(outlined, before, everything, store, theme.makers) if intact else None
        key = content.connected.key
        search = None
        if config.search:
            search = begin_searchable(everything, key, config, store, workers, progress)
        made = Made(theme.static, drawings, resized, search)
        everything = _with_retold(everything, only, project, content, shown, store, workers)
        planned, of_plan = plan(everything, shown, made, found.folder, forge, request.as_of, only)
        diagnostics = quote(found, (*content.diagnostics, *of_plan))
        if request.strict and _has_error((*request.found, *diagnostics), config):
            return BuildReport(0, 0, 0, 0, 0, diagnostics=diagnostics, published=False)
        _be_there(project)
        stage = open_stage(project.stage)
        setup = theme.setup(project, stage)
        rendered = render(
            planned, before, project.output, theme.makers, setup, workers, progress, whole=only is None
        )
        publish(rendered, before, stage, project.output)
        remember(outlined, rendered.manifest, store)
        return _report(rendered, diagnostics, request, content)


def _be_there(project: Project) -> None:
    """Raises when the project was moved away meanwhile: making folders would put an empty one into its place."""
    if not project.root.is_dir():
        raise NarrateError(f"there is no folder `{project.root}` any longer", "put it back, or name another")


def _forge(content: Understood, config: Config, request: Request) -> Forge:
    """Where readers take part. Those of a wider circle than the site's own are not the ones who write."""
    if request.audience != config.audience:
        return NO_FORGE
    absent = absent_from(content.history, (document.path for document in content.documents))
    return forge_of(config, content.history, absent)


def for_readers(config: Config, request: Request) -> Config:
    """The settings for whom the site is built. A wider circle has no desk: it cannot see who answered."""
    if request.audience == config.audience:
        return config
    return replace(config, desk=replace(config.desk, shown=False))


def _with_retold(
    index: Index,
    only: frozenset[str] | None,
    project: Project,
    content: Understood,
    config: Config,
    store: Store,
    workers: Workers,
) -> Index:
    """The index with what changed in the maintained pages that are going to be planned."""
    asking = index.entries if only is None else tuple(index.by_url[url] for url in sorted(only))
    withheld, root = content.passed.withheld, project.content_root
    return replace(index, retold=retell(asking, withheld, config, root, store, workers, whole=only is None))


def _has_error(diagnostics: tuple[Diagnostic, ...], config: Config) -> bool:
    return any(level_of(diagnostic.code, config.levels) == "error" for diagnostic in diagnostics)


def _report(
    rendered: Rendered, diagnostics: tuple[Diagnostic, ...], request: Request, content: Understood
) -> BuildReport:
    """Counts pages for people; feeds and other files go with them."""
    pages = sum(path.endswith(".html") for path in rendered.manifest.outputs)
    made = sum(path.endswith(".html") for path in rendered.staged)
    return BuildReport(
        pages=pages,
        files=len(rendered.manifest.outputs),
        rendered=made,
        unchanged=pages - made,
        removed=sum(path.endswith(".html") for path in rendered.removed),
        diagnostics=diagnostics,
        reasons=rendered.reasons if request.explain else (),
        changed=(*rendered.staged, *rendered.removed),
        manifest=rendered.manifest,
        content=content,
    )


__all__ = ["NarrateError", "build"]

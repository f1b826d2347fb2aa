"""One attempt to build what is shown, and what there is to show after it."""

import dataclasses
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from narrate.build import Understood, build
from narrate.cache.store import Memory
from narrate.errors import NarrateError
from narrate.model.config import Config
from narrate.model.report import BuildReport, Progress, Request
from narrate.model.urls import base_path, page_file
from narrate.project import Opened, Surroundings, open_preview
from narrate.report import Finding, findings
from narrate.serve.signature import Inputs, inputs


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    root: Path
    """The project's folder, as it was found when the server started."""
    around: Surroundings
    origin: str
    """Where the preview is read: `http://127.0.0.1:8000`."""
    name: str
    """Of the preview's folder: two servers of one project must not share one."""
    request: Callable[[Config], Request]
    """What to build, at this moment: the day may have changed since the last time."""
    memory: Memory = field(default_factory=dict)
    """What one build leaves for the next."""


@dataclass(frozen=True)
class State:
    """What is shown. After a failure the last good site still is."""

    number: int = 0
    """Counts the attempts; 0: the first is under way."""
    first: int = 0
    """The attempt that brought the first site."""
    base: str = "/"
    folder: Path | None = None
    outputs: Mapping[str, object] = field(default_factory=dict)
    """The files of the site: nothing else is served."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """The number of the attempt that last changed an output, or removed it."""
    found: tuple[Finding, ...] = ()
    """Problems, at paths below `content_root`."""
    content_root: Path = Path()
    pages: Mapping[str, str] = field(default_factory=dict)
    """The output that shows a file of the content."""
    failure: NarrateError | None = None
    """Why the last attempt could not be finished."""


@dataclass(frozen=True)
class Attempt:
    """What came of one attempt: the state after it, and what the next one depends on."""

    state: State
    look: Inputs
    report: BuildReport | None = None
    as_of: str = ""
    """The day that it was built for."""
    bug: str = ""
    """The traceback of what must not happen."""


class StoppedError(Exception):
    """The server is ending: the build is given up."""


def attempt(asked: Asked, before: State, progress: Progress) -> Attempt:
    """Builds what is there now. Only `StoppedError` is raised: everything else is something to show."""
    opened, as_of, bug = None, "", ""
    start = time.perf_counter()
    try:
        opened = open_preview(str(asked.root), asked.around, asked.name)
        base = base_path(opened.config.base_url)
        opened = _at(opened, asked.origin + base)
        request = structs.replace(asked.request(opened.config), found=opened.diagnostics)
        as_of = request.as_of
        report = build(opened.project, opened.config, request, progress, asked.memory)
    except StoppedError:
        raise
    except NarrateError as error:
        failure = error
    except Exception as error:  # noqa: BLE001 - a server must outlive a bug; the terminal shows where it was
        failure = NarrateError(f"narrate failed: {error!r}", "this is a bug: the terminal shows where it is")
        bug = traceback.format_exc()
    else:
        report = structs.replace(report, seconds=time.perf_counter() - start)
        look = _look(asked.root, opened, report)
        return Attempt(_succeeded(before, opened, base, report), look, report, as_of)
    state = dataclasses.replace(before, number=before.number + 1, failure=failure)
    return Attempt(state, _look(asked.root, opened, None), None, as_of, bug)


def is_news(state: State, before: State) -> bool:
    """Whether a state has something to say that the one before it did not."""
    return (
        before.number == 0
        or state.changed != before.changed
        or state.found != before.found
        or state.base != before.base
        or _words(state.failure) != _words(before.failure)
    )


def _words(failure: NarrateError | None) -> tuple[str, str] | None:
    return (failure.message, failure.help) if failure else None


def _at(opened: Opened, base_url: str) -> Opened:
    return dataclasses.replace(opened, config=structs.replace(opened.config, base_url=base_url))


def _succeeded(before: State, opened: Opened, base: str, report: BuildReport) -> State:
    number = before.number + 1
    found = findings((*opened.diagnostics, *report.diagnostics), opened.config.levels)
    return State(
        number=number,
        first=before.first or number,
        base=base,
        folder=opened.project.output,
        outputs=report.manifest.outputs,
        changed={**before.changed, **dict.fromkeys(report.changed, number)},
        found=found,
        content_root=opened.project.content_root,
        pages=_pages(report, {each.path for each in found}),
    )


def _pages(report: BuildReport, paths: set[str]) -> dict[str, str]:
    """The pages of those files that something was found in."""
    if not isinstance(report.content, Understood):
        return {}
    entries = report.content.index.entries
    return {
        entry.path: page_file(entry.url) for entry in entries if entry.path in paths and entry.section < 0
    }


def _look(root: Path, opened: Opened | None, report: BuildReport | None) -> Inputs:
    ignored = report.content.history.ignored if report and isinstance(report.content, Understood) else ()
    return inputs(root, opened, ignored)

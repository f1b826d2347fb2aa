"""What is said of a path that is no document, and of an address that no file has."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from fnmatch import translate
from pathlib import Path
from posixpath import basename

from narrate.build import Understood
from narrate.explain.explanation import Connection, Explanation, Fact, Shown
from narrate.model.config import Config
from narrate.model.manifest import NAME as MANIFEST
from narrate.model.registry import MENTORING
from narrate.model.streams import Stream
from narrate.planners.streams import NEWEST
from narrate.project import Project
from narrate.stages.discover import MARKDOWN, could_be_content, could_be_document, folders_apart
from narrate.stages.link.files import PUBLISHED, ending

_PERIOD = re.compile(r"\d{4}(-\d\d){0,2}")


def explain_file(path: str, content: Understood, config: Config, project: Project) -> Explanation:
    """A path below the content root that is no document."""
    if path in content.found.files and not path.lower().endswith(MARKDOWN):
        return _beside(path, content)
    return Explanation(path, (Fact("content", "no", _why_not(path, content, config, project)),))


def _beside(path: str, content: Understood) -> Explanation:
    """A file that entries may show or link to."""
    url = content.index.links.files.get(path, "")
    if url:
        users = tuple(
            Shown(entry.url, entry.name, f"uses it, in `{entry.path}`")
            for entry in content.index.entries
            if any(
                target.state == "file" and target.href.endswith(url)
                for target in content.index.links.targets.get(entry.url, ())
            )
        )
        return Explanation(
            path, (Fact("file", "published with the entries that use it"), Fact("address", url)), shown=users
        )
    if ending(path) in PUBLISHED:
        return Explanation(path, (Fact("file", "not published", "no entry uses it"),))
    why = "it is neither Markdown nor of a sort that browsers show or save"
    return Explanation(path, (Fact("file", "not published", why),))


def _why_not(path: str, content: Understood, config: Config, project: Project) -> str:
    root = content.found.folder.root
    if not (root / path).exists():
        return "there is no such file"
    if (root / path).is_dir():
        return "it is a folder: name a file in it"
    steps = [path[: at.start()] for at in re.finditer("/", path)] + [path]
    return (
        _left_out_by_name(steps, config)
        or _left_out_by_git(path, content)
        or _left_out_by_place(root, steps, config, project)
        or ("it is a link to something outside of the content" if (root / path).is_symlink() else "")
        or "it cannot be read"
    )


def _left_out_by_name(steps: list[str], config: Config) -> str:
    """`steps`: the folders of the path, and the path."""
    path = steps[-1]
    hidden = next((part for part in path.split("/") if part.startswith(".")), "")
    if hidden:
        return f"the name of `{hidden}` begins with a dot: it is hidden"
    for pattern in config.ignore:
        glob = re.compile(translate(pattern.rstrip("/")))
        if any(glob.match(step) for step in steps):
            return f"`ignore` in `narrate.toml` has `{pattern}`"
    if not could_be_content(path, config, ()):
        return "it is in a folder of programs or templates"
    if path.lower().endswith(MARKDOWN) and not could_be_document(path, config, ()):
        return "it is a licence, and this repository was not made for narrate"
    return ""


def _left_out_by_git(path: str, content: Understood) -> str:
    for ignored in content.history.ignored:
        if path == ignored.rstrip("/") or path.startswith(ignored.rstrip("/") + "/"):
            return f"Git is told to ignore `{ignored}`"
    return ""


def _left_out_by_place(root: Path, steps: list[str], config: Config, project: Project) -> str:
    for folder in folders_apart(project, config):
        if (root / steps[-1]).is_relative_to(folder):
            return f"`{folder.name}` is a folder that narrate writes, or a theme"
    for step in steps[:-1]:
        if (root / step / MANIFEST).exists():
            return f"narrate published the folder `{step}`"
        if not config.declared and (root / step / ".git").exists():
            return f"`{step}` is a repository of its own"
    return ""


def explain_address(url: str, content: Understood, config: Config) -> Explanation | None:
    """An address of the site that no file has of its own: a redirect, a stream. None when nothing is there."""
    for entry in content.index.entries:
        if any(old.rstrip("/") == url.rstrip("/") for old in entry.redirects):
            facts = (Fact("address", "a redirect", f"`{entry.path}` was there, or says that it leads to it"),)
            return Explanation(url, facts, shown=(Shown(entry.url, entry.name, "there it leads"),))
    streams = content.index.streams
    stream = next((each for each in streams if url in (each.url, each.archive)), None)
    if stream is None:
        return _of_stream(url, streams) or _list_of_all(url, content, config)
    files = sorted({entry.path for entry in content.index.entries if entry.url == stream.url})
    facts = (
        Fact("address", f"a stream: {stream.title}", f"of the sort `{stream.sort}`"),
        Fact("entries", str(len(stream.entries)), "newest first"),
        *((Fact("file", files[0], "what stands above the stream"),) if files else ()),
    )
    newest = tuple(Connection("has", entry.name, entry.path) for entry in stream.entries[:NEWEST])
    return Explanation(url, facts, newest)


def _of_stream(url: str, streams: tuple[Stream, ...]) -> Explanation | None:
    """The feeds of a stream, and the pages of its archive."""
    for stream in streams:
        if url in (f"{stream.url}feed.atom/", f"{stream.url}feed.json/"):
            newest = min(len(stream.entries), NEWEST)
            fact = Fact("address", f"a feed of {stream.title}", f"its newest entries: {newest}")
            shown = (Shown(stream.url, stream.title, "the stream"),)
            return Explanation(url.rstrip("/"), (fact,), shown=shown)
        period = url.removeprefix(stream.archive).strip("/").replace("/", "-")
        if url.startswith(stream.archive) and _PERIOD.fullmatch(period) and len(stream.entries) > NEWEST:
            dated = [entry for entry in stream.entries if entry.date.startswith(period)]
            if dated:
                what = Fact("address", f"the archive of {stream.title}", f"its entries of {period}")
                listed = tuple(Connection("has", each.name, each.path) for each in dated[:NEWEST])
                return Explanation(url, (what, Fact("entries", str(len(dated)))), listed)
    return None


def _list_of_all(url: str, content: Understood, config: Config) -> Explanation | None:
    """The list of people, teams, communities or tags."""
    registry = content.index.registry
    known: dict[str, Mapping[str, object]] = {
        "person": registry.people,
        "team": registry.teams,
        "community": registry.communities,
        "tag": registry.tags,
    }
    for kind in config.kinds.kinds.values():
        if kind.registry and url == f"/{kind.folder}/" and known[kind.registry]:
            facts = (Fact("address", f"the list of {kind.plural}", f"{len(known[kind.registry])} of them"),)
            return Explanation(url, facts)
        if kind.registry == "person" and url == f"/{kind.folder}/{MENTORING}" and registry.is_mentoring:
            return Explanation(
                url, (Fact("address", "asks and offers", "what people say in their own pages"),)
            )
    return None


def nearest(path: str, content: Understood) -> str:
    """The document that a path that is not there may mean; empty when nothing is near."""
    stems: dict[str, str] = {}
    for document in content.documents:
        stems.setdefault(basename(document.path).casefold(), document.path)
    same = stems.get(basename(path).casefold())
    if same:
        return same
    near = get_close_matches(basename(path).casefold(), stems, 1, 0.75)
    return stems[near[0]] if near else ""

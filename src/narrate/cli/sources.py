"""The entries that a command line names, with what is quoted of them."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec.structs import replace

from narrate.cli.reading import reading
from narrate.cli.writer import Desk
from narrate.model.document import Body
from narrate.model.registry import Registry
from narrate.stages.gate import visibility_of
from narrate.writing.find import Forge, Meant, find_entry, names_of
from narrate.writing.passages import without_links


@dataclass(frozen=True)
class Sources:
    """What was named."""

    meant: tuple[Meant, ...]
    """Each entry once."""
    markdown: tuple[str, ...]
    """The body of each, as it can stand in another file."""
    circles: tuple[str, ...]
    """The audiences that they are for."""
    registry: Registry


def look_up(desk: Desk, words: tuple[str, ...]) -> Sources:
    """Reads the site and finds the entries that the words mean, drafts too."""
    config, project = desk.config, desk.project
    with reading(desk.opened, replace(desk.request, drafts=True)) as read:
        content = read.content
        forge = Forge(config.git.forge.rstrip("/") or content.history.forge, content.history.prefix)
        names = names_of(content.index, content.passed.withheld)
        folder = _below(Path.cwd().resolve(), project.content_root) or ""
        found = {
            meant.entry.url: meant
            for word in words
            for meant in (find_entry(_of_file(word, project.content_root), folder, names, config, forge),)
        }
        targets = content.index.links.targets
        markdown = tuple(
            without_links(
                msgspec.msgpack.decode(read.store.load(each.entry.text.body) or b"", type=Body),
                targets.get(url, ()),
            )
            for url, each in found.items()
        )
    paths = {each.entry.path for each in found.values()}
    circles = tuple(
        visibility_of(document, config)[0] for document in content.documents if document.path in paths
    )
    return Sources(tuple(found.values()), markdown, circles, content.index.registry)


def _of_file(word: str, root: Path) -> str:
    """A path as seen from the content, when the word is that of a file from where they are."""
    name, _, fragment = word.partition("#")
    for path, rest in ((word, ""), (name, f"#{fragment}" if fragment else "")):
        try:
            file = Path(path).resolve()
            below = _below(file, root) if path and file.is_file() else None
        except (OSError, ValueError, RuntimeError):
            continue
        if below:
            return f"/{below}{rest}"
    return word


def _below(path: Path, root: Path) -> str | None:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None

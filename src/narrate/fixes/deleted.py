"""Links to what was deleted: since when it is gone, and how it comes back."""

from shlex import quote

from narrate.build import Understood
from narrate.git.command import find_repository
from narrate.git.deletions import Deletion, deletions
from narrate.model.config import Config
from narrate.stages.link.paths import paths

_MOST = 100
"""Of so many links Git is asked at once. Whoever has more has another problem."""


def deleted(content: Understood, config: Config, links: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What to do about links to what was deleted. `links`: the file of each and its target, as written."""
    repository, head = find_repository(content.found.folder.root), content.history.head
    if repository is None or not head:
        return {}
    meant = {
        (source, target): _files(source, target, config.declared) for source, target in sorted(links)[:_MOST]
    }
    asked = tuple(sorted({path for candidates in meant.values() for path in candidates}))
    gone = deletions(repository, head, asked) if asked else {}
    told: dict[tuple[str, str], str] = {}
    for link, candidates in meant.items():
        path = next((each for each in candidates if each in gone), "")
        if path:
            told[link] = _advice(gone[path], f":/{repository.prefix}{path}")
    return told


def _files(source: str, target: str, declared: bool) -> tuple[str, ...]:
    """The files that a target may have meant."""
    found = (path for path in paths(source, target, declared) if path and not path.startswith(".."))
    return tuple(each for path in found for each in (path, f"{path.rstrip('/')}.md"))


def _advice(gone: Deletion, from_top: str) -> str:
    """`from_top`: its path, as Git understands it in any folder of the repository."""
    since = f"it was deleted on {gone.day}" if gone.commit else "it is deleted"
    commit = f"{gone.commit[:9]}^" if gone.commit else "HEAD"
    return f"{since}: take the link out, or bring it back with `git checkout {commit} -- {quote(from_top)}`"

"""Stories about a site and its edits: which pages are rendered again, what leaves, what is said.

Each file of `scenarios/` is one story, for people first. A fenced block with a title is a file that somebody
writes; a `console` block is what they do next. Its commands:

    $ rm FILE, $ mv OLD NEW            a file or folder is deleted, renamed
    $ git init, $ git mv, $ git commit --author "Name <address>"    (commits everything)
    $ narrate build                    with --as-of, --audience and --drafts; below it, exactly what the build did:
                                       `rendered /posts/a/`, `removed /posts/b/`, and diagnostics as
                                       `--format concise` writes them (with -v: notes, too).
                                       Pages only; with --explain every file but the pieces of the search index,
                                       with --search those, too. `rendered everything` and `rendered nothing` mean
                                       what they say. The day is 2026-03-04.
    $ grep -rl WORDS site              lists the files of the site that contain the words; pieces of the search index
                                       only when no other file does

After the last build of a story the output is compared with that of a clean build, byte for byte.

`python tests/test_scenarios.py [STORY …]` writes what really happens into the stories: read the difference.
"""

import re
import shlex
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from gitrepo import Repo
from smallsite import CONFIGURATION, TODAY, Built, SmallSite

STORIES = sorted((Path(__file__).parent / "scenarios").glob("*.md"))
_FENCE = re.compile(r"^(`{3,})(\w*)(?: title=\"([^\"]+)\")?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A line after `$`, and the lines below it."""

    line: str
    expected: tuple[str, ...]


def commands(block: str) -> list[Command]:
    """The commands of a console block."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return [Command(line, tuple(expected)) for line, expected in found]


class Teller:
    """Plays a story in a folder: writes what is written, does what is done."""

    def __init__(self, folder: Path) -> None:
        self.site = SmallSite(folder, {"narrate.toml": CONFIGURATION})
        self.repo: Repo | None = None
        self.options: dict[str, str | bool] = {}

    def write(self, path: str, content: str) -> None:
        """A file of the story. An empty `narrate.toml` means that there is none."""
        if path == "narrate.toml" and not content.strip():
            self.site.remove(path)
        else:
            self.site.write(path, content)

    def run(self, line: str) -> tuple[str, ...]:
        """Runs one command. Gives what it prints."""
        words = shlex.split(line)
        match words:
            case ["rm", path]:
                self.site.remove(path)
            case ["mv", old, new]:
                self.site.move(old, new)
            case ["git", "init"]:
                self.repo = Repo(self.site.root)
                self.site.write(".gitignore", ".narrate/\n")
            case ["git", "mv", old, new] if self.repo:
                (self.site.root / new).parent.mkdir(parents=True, exist_ok=True)
                self.repo.git("mv", old, new)
            case ["git", "commit", "--author", author] if self.repo:
                self.repo.commit({}, author)
            case ["grep", "-rl", wanted, "site"]:
                found = tuple(path for path in self.site.containing(wanted) if not path.startswith("."))
                return tuple(path for path in found if not is_piece(path)) or found
            case ["narrate", "build", *options]:
                return self.build(options)
            case _:
                raise AssertionError(f"a story has no command `{line}`")
        return ()

    def build(self, words: list[str]) -> tuple[str, ...]:
        """Builds, and says what was done."""
        given = dict(pairwise([*words, ""]))
        self.options = {
            "as_of": given.get("--as-of", TODAY),
            "audience": given.get("--audience", ""),
            "drafts": "--drafts" in given,
        }
        before = set(self.site.published())
        built = self.site.build(**self.options)  # type: ignore[arg-type]
        return told(built, before, set(self.site.published()), words)

    def check(self) -> None:
        """Holds the output against a clean build's."""
        if self.options:
            clean = self.site.build_clean(**self.options)  # type: ignore[arg-type]
            assert self.site.published() == clean, "the output is not that of a clean build"


def told(built: Built, before: set[str], after: set[str], words: list[str]) -> tuple[str, ...]:
    """What a story says of a build."""
    pages_only = not {"--explain", "--search"} & set(words)

    def counts(path: str) -> bool:
        return path.endswith(".html") if pages_only else "--search" in words or not is_piece(path)

    made = [path for path in built.made if counts(path)]
    gone = [path for path in sorted(before - after) if counts(path)]
    rendered = sorted(f"rendered {address(path)}" for path in made)
    if not made:
        rendered = ["rendered nothing"]
    elif set(made) == {path for path in after if path != ".narrate-manifest" and counts(path)}:
        rendered = ["rendered everything"]
    removed = sorted(f"removed {address(path)}" for path in gone)
    return (*rendered, *removed, *built.concise(notes="-v" in words))


def is_piece(path: str) -> bool:
    """Whether a file is a piece of the search index."""
    return path.startswith("search/") and not path.endswith(".html")


def address(path: str) -> str:
    """A page by its address, another file by its path, both with a leading `/`; a theme's file without its digest."""
    if path.startswith("_narrate/"):
        path = re.sub(r"\.[0-9a-f]{8}\.", ".", path)
    return "/" + (path.removesuffix("index.html") if path.endswith("index.html") else path)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_the_story_goes_as_it_is_told(story: Path, tmp_path: Path) -> None:
    teller = Teller(tmp_path)
    for _, language, title, content in _FENCE.findall(story.read_text(encoding="utf-8")):
        if title:
            teller.write(title, content)
        elif language == "console":
            for command in commands(content):
                assert teller.run(command.line) == command.expected, f"$ {command.line}"
    teller.check()


@pytest.mark.parametrize("authors", [1, 2])
def test_a_new_entry_changes_as_many_pages_in_a_large_site_as_in_a_small_one(
    authors: int, tmp_path: Path
) -> None:
    """Streams show the newest twenty, the rest is in archives by calendar: nothing moves from page to page."""
    made = {size: len(_made_by_a_new_entry(tmp_path / str(size), size, authors)) for size in (60, 240)}
    assert made[60] == made[240] <= 12


def _made_by_a_new_entry(folder: Path, size: int, authors: int) -> tuple[str, ...]:
    """The pages made when one entry is added to `size` older ones, of earlier years and of this one."""
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION})
    for number in range(size):
        name = f"{2024 + number % 3}-0{1 + number // 3 % 3}-{1 + number // 9 % 28:02}-{number:03}"
        site.write(f"posts/{name}.md", _post(number % authors, number))
    site.build()
    site.write("posts/2026-03-30-new.md", _post(0, size))
    return site.build().pages


def _post(author: int, number: int) -> str:
    return f"---\nauthor: person{author}\ntags: [ci]\n---\n# Entry {number}\n\nWords.\n"


def retold(text: str, folder: Path) -> str:
    """A story with what really happens below each command."""
    teller = Teller(folder)

    def play(fence: re.Match[str]) -> str:
        marks, language, title, content = fence.groups()
        if title:
            teller.write(title, content)
        if title or language != "console":
            return fence.group()
        lines = []
        for command in commands(content):
            lines += [f"$ {command.line}", *teller.run(command.line)]
        return "\n".join([f"{marks}{language}", *lines, marks])

    told_anew = _FENCE.sub(play, text)
    teller.check()
    return told_anew


if __name__ == "__main__":
    for each in [Path(name) for name in sys.argv[1:]] or STORIES:
        with tempfile.TemporaryDirectory() as temporary:
            each.write_text(retold(each.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")

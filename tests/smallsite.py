"""Small sites made for a test: files written, built as the command does it, and the output read back."""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.build import build
from narrate.model.diagnostic import Diagnostic
from narrate.model.report import BuildReport, Request
from narrate.progress import silent
from narrate.project import Opened, Surroundings, open_project
from narrate.report import findings, written

TODAY = "2026-03-04"
CONFIGURATION = 'title = "Notes"\nbase_url = "https://notes.example/"\n'
"""What a small site says of itself unless its test says otherwise."""


@dataclass(frozen=True)
class Built:
    """What one build did and said."""

    opened: Opened
    report: BuildReport

    @property
    def made(self) -> tuple[str, ...]:
        """Every output that was made in this build, by path."""
        return tuple(sorted(reason.path for reason in self.report.reasons))

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages for people among them."""
        return tuple(path for path in self.made if path.endswith(".html"))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was said of the configuration and of the content."""
        return (*self.opened.diagnostics, *self.report.diagnostics)

    def concise(self, *, notes: bool = False) -> tuple[str, ...]:
        """Diagnostics, each on a line, as `--format concise` writes them."""
        found = findings(self.diagnostics, self.opened.config.levels)
        return tuple(written(found, "concise", verbose=notes).splitlines())


class SmallSite:
    """A project in `folder/notes` that is built into `folder/site`; what narrate keeps is below `folder` too."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.folder = folder
        self.root = folder / "notes"
        self.output = folder / "site"
        self.root.mkdir(parents=True, exist_ok=True)
        for path, content in (files or {}).items():
            self.write(path, content)

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        )

    def remove(self, path: str) -> None:
        """Deletes a file of the project, and the folders that it leaves empty, as Git does."""
        (self.root / path).unlink()
        self._tidy(path)

    def move(self, old: str, new: str) -> None:
        """Renames a file or a folder of the project."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.root / old, self.root / new)
        self._tidy(old)

    def _tidy(self, path: str) -> None:
        folder = (self.root / path).parent
        while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def build(
        self,
        *,
        as_of: str = TODAY,
        audience: str = "",
        drafts: bool = False,
        jobs: int = 1,
        strict: bool = False,
        output: str = "site",
        cache: str = "",
    ) -> Built:
        """Builds it, with the reasons. `cache`: a folder below `folder` for what narrate keeps, else the usual one."""
        around = Surroundings(self.folder, {"HOME": str(self.folder / "home")}, sys.platform)
        opened = open_project("notes", around, output)
        if cache:
            opened = replace(opened, project=replace(opened.project, cache_dir=self.folder / cache))
        request = Request(
            audience=audience or opened.config.audience,
            as_of=as_of,
            drafts=drafts,
            jobs=jobs,
            strict=strict,
            explain=True,
            found=opened.diagnostics,
        )
        return Built(opened, build(opened.project, opened.config, request, silent))

    def build_clean(
        self, *, as_of: str = TODAY, audience: str = "", drafts: bool = False
    ) -> dict[str, bytes]:
        """What a build that knows nothing of earlier ones publishes; `clean` is what it says."""
        for name in ("clean", "clean-cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.clean = self.build(
            as_of=as_of, audience=audience, drafts=drafts, output="clean", cache="clean-cache"
        )
        return tree(self.folder / "clean")

    def published(self) -> dict[str, bytes]:
        """Every file of the output."""
        return tree(self.output)

    def containing(self, words: str) -> tuple[str, ...]:
        """The paths of the outputs that contain some words, whatever their case."""
        wanted = words.encode().lower()
        return tuple(path for path, content in self.published().items() if wanted in content.lower())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

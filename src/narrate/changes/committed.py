"""The file system as it was at a commit, as far as Git knows it: for configuration, and for files that links lead to."""

from dataclasses import dataclass
from pathlib import Path

from narrate.changes.before import blob_id
from narrate.disk import Disk
from narrate.git.command import Repository
from narrate.git.revision import Revision, read_blobs
from narrate.stages.discover import Folder


class CommittedDisk(Disk):
    """What is in the repository as it was at a commit; what is outside of it, or in a submodule, as it is now."""

    def __init__(self, repository: Repository, files: dict[str, str]) -> None:
        """`files`: every blob of the commit, by path from the top."""
        self._repository = repository
        self._files = files
        self._folders = {""}
        for path in files:
            folder = path.rpartition("/")[0]
            while folder not in self._folders:
                self._folders.add(folder)
                folder = folder.rpartition("/")[0]

    def read(self, path: Path) -> bytes:
        """As `Disk.read`."""
        blob = self._files.get(self._inside(path) or "", "")
        content = read_blobs(self._repository, (blob,)).get(blob) if blob else None
        return super().read(path) if content is None else content

    def is_file(self, path: Path) -> bool:
        """As `Disk.is_file`."""
        inside = self._inside(path)
        return super().is_file(path) if inside is None else inside in self._files

    def is_dir(self, path: Path) -> bool:
        """As `Disk.is_dir`."""
        inside = self._inside(path)
        return super().is_dir(path) if inside is None else inside in self._folders

    def _inside(self, path: Path) -> str | None:
        """The path from the repository's top; None for what it does not hold."""
        whole = Path(path).resolve()
        if not whole.is_relative_to(self._repository.top):
            return None
        inside = whole.relative_to(self._repository.top).as_posix()
        inside = "" if inside == "." else inside
        steps = inside.split("/")
        module = any(
            (self._repository.top.joinpath(*steps[:end]) / ".git").exists() for end in range(1, len(steps))
        )
        return None if module else inside


@dataclass(frozen=True)
class CommittedFolder(Folder):
    """The content root as it was at a commit."""

    repository: Repository
    revision: Revision

    def read(self, path: str) -> bytes:
        """As `Folder.read`."""
        blob = self.revision.files.get(path, "")
        if not blob:
            return super().read(path)
        try:
            content = super().read(path)
        except OSError:
            content = b""
        if blob_id(content, len(blob)) == blob:
            return content
        return read_blobs(self.repository, (blob,)).get(blob, content)

    def has(self, path: str) -> bool:
        """As `Folder.has`."""
        if not self.revision.knows(path):
            return super().has(path)
        return path in self.revision.files

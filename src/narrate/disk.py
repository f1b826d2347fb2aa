"""Where configuration is read from: the disk, or, for whoever brings another one, an earlier commit."""

from pathlib import Path


class Disk:
    """What lies in the file system now."""

    def read(self, path: Path) -> bytes:
        """The bytes of a file. Raises OSError when they cannot be read."""
        return path.read_bytes()

    def is_file(self, path: Path) -> bool:
        """Whether there is a file."""
        return path.is_file()

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder."""
        return path.is_dir()


DISK = Disk()

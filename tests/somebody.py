"""People who write: each with a clone of the team's repository, and the command line."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ANA = ("Ana Ferreira", "ana@team.test")
BEN = ("Ben Ode", "ben@team.test")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Somebody:
    """A person with a clone, who runs commands in it."""

    folder: Path
    run: Callable[..., Ended]
    name: str
    email: str

    def narrate(self, *arguments: str, stdin: str | None = None) -> Ended:
        """Runs `narrate` in the clone."""
        os.chdir(self.folder)
        os.environ |= {
            "GIT_AUTHOR_NAME": self.name,
            "GIT_AUTHOR_EMAIL": self.email,
            "GIT_COMMITTER_NAME": self.name,
            "GIT_COMMITTER_EMAIL": self.email,
        }
        return self.run(*arguments, stdin=stdin)

    def git(self, *arguments: str) -> str:
        """What Git prints in the clone."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout.strip("\n")

    def write(self, path: str, text: str) -> None:
        """Writes a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def read(self, path: str) -> str:
        """Reads a file."""
        return (self.folder / path).read_bytes().decode()

    def names(self, folder: str) -> list[str]:
        """The files of a folder."""
        return sorted(path.name for path in (self.folder / folder).iterdir())

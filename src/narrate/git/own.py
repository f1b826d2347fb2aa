"""Git as the user runs it: their repository, their configuration, their hooks, their keys.

`git.command` reads repositories that anybody may have made, and runs nothing of theirs. Here somebody has asked for
a commit or a push of their own, and Git does it as if they had typed it.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from narrate.model.document import Author

_PLACES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
)
"""Where Git would look instead of in the folder that it is started in."""


@dataclass(frozen=True)
class Ran:
    """How a command ended. Its words are English."""

    code: int
    out: str
    said: str
    """What it said on standard error."""

    @property
    def reason(self) -> str:
        """Why it failed, in one line of its own words."""
        lines = [line.strip() for line in (self.said or self.out).splitlines() if line.strip()]
        telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote: error:", "! ["))]
        first = (telling or lines or [f"it ended with {self.code}"])[0]
        for word in ("fatal: ", "error: ", "remote: error: "):
            first = first.removeprefix(word)
        return first.rstrip(".")


@dataclass(frozen=True)
class Git:
    """Runs Git in a folder."""

    program: str
    folder: Path

    def run(self, *arguments: str) -> Ran:
        """Runs a command to its end."""
        environment = {name: value for name, value in os.environ.items() if name not in _PLACES}
        done = subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            env=environment | {"LANGUAGE": "en"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Ran(
            done.returncode,
            done.stdout.decode("utf-8", "surrogateescape"),
            done.stderr.decode("utf-8", "replace"),
        )

    def says(self, *arguments: str) -> str:
        """What a question is answered with; empty when it fails."""
        ran = self.run(*arguments)
        return ran.out.strip("\n") if ran.code == 0 else ""


def git_in(folder: Path) -> Git | None:
    """The user's Git, to be run in a folder; None when there is none."""
    program = shutil.which("git")
    return Git(program, folder) if program else None


def who_commits(git: Git) -> Author | None:
    """Whom a commit made now would name as its author; None when Git would have to guess."""
    ident = git.says("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    name, _, rest = ident.partition(" <")
    email = rest.partition(">")[0]
    return Author(name=" ".join(name.split()), email=email) if name and email else None

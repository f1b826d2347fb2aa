"""Repositories made for a test: commits by whom and when a test says, without anybody's configuration."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ANA = "Ana Lima <ana@team.test>"
BEN = "Ben Ode <ben@team.test>"


class Repo:
    """A work tree in a temporary folder."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.clock = 1_700_000_000
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str, **env: str) -> str:
        here = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@team.test"}
        command = ["git", "-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env={**os.environ, **here, **env}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(
        self, files: Mapping[str, str | None], author: str = ANA, date: str = "", message: str = "m"
    ) -> str:
        """Writes files (None removes one) and commits. `date` is Git's raw format; it defaults to a minute later."""
        for path, text in files.items():
            if text is None:
                (self.root / path).unlink()
            else:
                self.write(path, text)
        self.git("add", "-A")
        return self.record(author, date, message)

    def move(self, old: str, new: str, author: str = ANA, text: str | None = None) -> str:
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", "--", old, new)
        return self.commit({} if text is None else {new: text}, author)

    def record(self, author: str = ANA, date: str = "", message: str = "m") -> str:
        self.clock += 60
        name, _, email = author.rstrip(">").partition(" <")
        self.git(
            "commit", "-q", "--allow-empty", "-m", message,
            GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=email,
            GIT_AUTHOR_DATE=date or f"{self.clock} +0100", GIT_COMMITTER_DATE=f"{self.clock} +0000",
        )  # fmt: skip
        return self.git("rev-parse", "HEAD")

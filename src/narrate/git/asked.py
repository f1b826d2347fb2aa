"""What every reading of a history needs to know, asked before anything else is done: Git answers meanwhile."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from narrate.git.command import Repository, find_repository


class Asked(NamedTuple):
    """Questions that Git is answering, in processes of its own, while other things are done."""

    repository: Repository
    place: "subprocess.Popen[bytes]"
    settings: "subprocess.Popen[bytes]"
    ignored: "subprocess.Popen[bytes]"


def ask(root: Path) -> Asked | None:
    """Asks Git what every reading of a history needs to know; None where there is no repository."""
    repository = find_repository(root)
    if repository is None:
        return None
    try:
        # Started together: none needs another's answer.
        place = repository.start(
            "rev-parse", "--is-shallow-repository", "--git-path", "shallow", "HEAD",
            "--symbolic-full-name", "HEAD", "refs/remotes/origin/HEAD",
        )  # fmt: skip
        settings = repository.start(
            "config", "-z", "--get-regexp", r"^(user\.(name|email)|remote\..*\.url)$", personal=True
        )
        ignored = repository.start(
            "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", personal=True
        )
    except OSError:
        return None
    return Asked(repository, place, settings, ignored)

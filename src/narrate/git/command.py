"""The only place that runs `git`.

Plumbing and `log` only, on objects and the index: nothing here looks at the contents of the work tree, so no
filter, file system monitor, hook, pager, helper or signature program that a repository names is ever
started, and nothing is fetched. `git` missing, or a folder that is no repository, is an answer (None), not
an error.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import msgspec

_SETTINGS = (
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "core.useReplaceRefs=false",
    "advice.graftFileDeprecated=false",
    "log.showSignature=false",
    "log.follow=false",
    "log.showRoot=true",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
)

_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    # A partial clone must not fetch: the first is for git >= 2.39.4, the second stops every version.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}

_IMPERSONAL = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
"""History must not depend on whose machine reads it: only the configured user and their ignores may."""


class Repository(msgspec.Struct, frozen=True):
    """A Git work tree that holds the content root."""

    program: str
    top: Path
    root: Path

    @property
    def prefix(self) -> str:
        """The content root below the work tree: empty, or ending in `/`."""
        inside = self.root.relative_to(self.top).as_posix()
        return "" if inside == "." else inside + "/"

    def start(self, *arguments: str, personal: bool = False, index: str = "") -> "subprocess.Popen[bytes]":
        """Starts a command at the content root. `personal`: it may read the user's own configuration.

        `index`: the file of another index than the repository's own, such as that of a commit being made.
        """
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        return subprocess.Popen(
            [self.program, "--no-pager", *settings, "-c", f"safe.directory={self.top}", *arguments],
            cwd=self.root,
            env=self._environment(personal) | ({"GIT_INDEX_FILE": index} if index else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def fields(self, *arguments: str, stdin: Iterable[str] = ()) -> Iterator[bytes]:
        """The NUL-terminated fields of a command's output, as they come. Raises `GitError` at the end."""
        process = self.start(*arguments)
        given, printed = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        try:
            # Git reads all of it before it prints anything. When it ends earlier, its exit code tells.
            with contextlib.suppress(BrokenPipeError), given:
                given.write("".join(f"{line}\n" for line in stdin).encode())
            rest = b""
            while chunk := printed.read(1 << 20):
                *complete, rest = (rest + chunk).split(b"\0")
                yield from complete
            if rest:
                yield rest
        finally:
            printed.close()
            code = process.wait()
        if code != 0:
            raise GitError(arguments[0])

    def _environment(self, personal: bool) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        # The work tree is where `.git` was found, whatever the repository's configuration says, and no other.
        place = {"GIT_WORK_TREE": str(self.top), "GIT_CEILING_DIRECTORIES": str(self.top.parent)}
        return {**inherited, **_ENVIRONMENT, **place, **({} if personal else _IMPERSONAL)}


class GitError(Exception):
    """A command ended with an error: a damaged repository, or a clone that lacks what was asked for."""


def answer(process: "subprocess.Popen[bytes]") -> bytes:
    """What a started command printed, even when it failed later."""
    return process.communicate()[0]


def find_repository(root: Path) -> Repository | None:
    """The innermost work tree around the content root, found without running anything."""
    program = shutil.which("git")
    if program is None:
        return None
    resolved = root.resolve()
    for folder in (resolved, *resolved.parents):
        if os.path.lexists(folder / ".git"):
            return Repository(program, folder, resolved)
    return None

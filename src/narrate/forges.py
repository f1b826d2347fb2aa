"""Forges: where a file of the repository is shown, edited and begun on GitHub, GitLab, Gitea and Forgejo.

One value for each sort of forge, which knows its addresses. `{at}` is the repository's address, `{branch}` and `{path}`
are encoded. All of them take the name and the text of a new file as a query; GitLab's editor takes the name only,
and leaves the text out in some versions.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from posixpath import normpath
from urllib.parse import quote

import msgspec

from narrate.git.forge import forge_address
from narrate.git.history import History
from narrate.model.config import Config

_SAFE = "/~-._"


class Addresses(msgspec.Struct, frozen=True):
    """The addresses of one sort of forge. An empty one is not known."""

    file: str
    edit: str = ""
    history: str = ""
    new: str = ""


_ADDRESSES: dict[str, Addresses] = {
    "github": Addresses(
        file="{at}/blob/{branch}/{path}",
        edit="{at}/edit/{branch}/{path}",
        history="{at}/commits/{branch}/{path}",
        new="{at}/new/{branch}?filename={path}&value={text}",
    ),
    "gitlab": Addresses(
        file="{at}/-/blob/{branch}/{path}",
        edit="{at}/-/edit/{branch}/{path}",
        history="{at}/-/commits/{branch}/{path}",
        new="{at}/-/new/{branch}?file_name={path}&content={text}",
    ),
    "gitea": Addresses(
        file="{at}/src/branch/{branch}/{path}",
        edit="{at}/_edit/{branch}/{path}",
        history="{at}/commits/branch/{branch}/{path}",
        new="{at}/_new/{branch}?filename={path}&value={text}",
    ),
    "bitbucket": Addresses(file="{at}/src/{branch}/{path}"),
    "": Addresses(file="{at}/src/branch/{branch}/{path}"),
}
_ADDRESSES["forgejo"] = _ADDRESSES["gitea"]

_OF_HOST = re.compile(r"(?P<name>github|gitlab|gitea|forgejo|codeberg|bitbucket)")
_LONGEST = 6000
"""How long an address may be: servers refuse those of 8 kB and more."""


class Forge(msgspec.Struct, frozen=True):
    """The repository on its forge. Paths are relative to the content root."""

    at: str
    """`https://forge.example/team/notes`, without a trailing slash; empty: there is none."""
    type: str
    """As `model.config.ForgeType`, or `bitbucket`; empty: not known, and nothing can be edited there."""
    branch: str
    prefix: str = ""
    """The content root inside the repository, empty or ending in `/`."""
    absent: frozenset[str] = frozenset()
    """Files that are not committed: the forge does not have them."""

    @property
    def fills(self) -> bool:
        """Whether its editor begins with the text that the address has: else the name says what it can."""
        return self.type != "gitlab"

    def file(self, path: str) -> str:
        """Where a file is shown."""
        return self._of(_ADDRESSES[self.type].file, path)

    def edit(self, path: str) -> str:
        """Where a file is edited."""
        return "" if path in self.absent else self._of(_ADDRESSES[self.type].edit, path)

    def history(self, path: str) -> str:
        """Where the changes of a file are listed."""
        return "" if path in self.absent else self._of(_ADDRESSES[self.type].history, path)

    def new(self, path: str, text: str) -> str:
        """Where a new file begins, with its name and text already there. A text that is too long is left out."""
        pattern = _ADDRESSES[self.type].new
        address = self._of(pattern, path, "".join(map(_quoted, text.splitlines(keepends=True))))
        return address if len(address) <= _LONGEST else self._of(pattern, path)

    def _of(self, pattern: str, path: str, text: str = "") -> str:
        if not self.at or not pattern:
            return ""
        return pattern.format(
            at=self.at,
            branch=quote(self.branch, safe=_SAFE),
            path=quote(normpath(self.prefix + path), safe=_SAFE),
            text=text,
        )


@lru_cache(1000)
def _quoted(line: str) -> str:
    """A line of a new file: most of them are prompts, the same on every page."""
    return quote(line, safe=_SAFE)


NO_FORGE = Forge("", "", "")


def forge_of(config: Config, history: History, absent: frozenset[str] = frozenset()) -> Forge:
    """The forge that was configured, or that Git knows. Without a branch it is `main`.

    Where there is no repository, `narrate.toml` is taken to be at its top.
    """
    settings = config.git
    content = "" if config.content in ("", ".") else f"{config.content.rstrip('/')}/"
    prefix = history.prefix if history.repository else content
    address = forge_address(settings.forge) if settings.forge else history.forge
    found = _OF_HOST.search(address.partition("://")[2].partition("/")[0].lower())
    told = found["name"] if found else ""
    type_ = settings.forge_type or ("forgejo" if told == "codeberg" else told)
    return Forge(address, type_, settings.branch or history.branch or "main", prefix, absent)


def absent_from(history: History, paths: Iterable[str]) -> frozenset[str]:
    """The files of these that are not committed. Where there is no repository, whoever named a forge knows better."""
    if not history.repository:
        return frozenset()
    return frozenset(path for path in paths if path not in history.files)

"""A built site as a set of files and addresses: what leads where, and what was found wrong."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from markup import Address

_WEB = frozenset({"http", "https"})
_OTHER_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob"})


class Problem(NamedTuple):
    """One thing that is wrong."""

    page: str
    message: str
    markup: str

    def __str__(self) -> str:
        shown = " ".join(self.markup.split())
        return f"{self.page}: {self.message}" + (f"\n    {shown[:300]}" if shown else "")


@dataclass(frozen=True)
class Site:
    """The files of a site and where they are served."""

    folder: Path
    files: frozenset[str]
    root: str
    """The absolute address of the base path; empty when no page says it."""
    base: str
    """The base path, with a slash at both ends."""
    emails: frozenset[bytes] = frozenset()
    """Lower-case addresses that may be nowhere."""

    def url(self, file: str) -> str:
        return self.base + file.removesuffix("index.html")

    def absolute(self, file: str) -> str:
        return self.root + self.url(file)[len(self.base) :]

    def inside(self, address: str, page: str) -> tuple[str | None, str]:
        """The path below the base that an address leads to, and its fragment; None for another host."""
        absolute = urljoin(f"http://site.invalid{page}", address)
        if self.root and absolute.startswith(self.root):
            absolute = f"http://site.invalid{self.base}{absolute[len(self.root) :]}"
        parts = urlsplit(absolute)
        if parts.netloc != "site.invalid":
            return None, ""
        return unquote(parts.path), unquote(parts.fragment)

    def file(self, path: str) -> str:
        """The file that a server sends for a path, or an empty string."""
        if not path.startswith(self.base):
            return ""
        below = path[len(self.base) :]
        file = below + "index.html" if not below or below.endswith("/") else below
        return file if file in self.files else ""


@dataclass
class Finding:
    """What looking at one file gave; what depends on other pages is left for the end."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    fragments: set[tuple[str, str, str]] = field(default_factory=set)
    """The file led to, the id in it, and the markup."""
    sort: str = ""
    """`entry`, `feed` or `redirect`, for a page that is one."""


def follow(site: Site, finding: Finding, page: str, address: Address) -> None:
    """Notes what is wrong with an address on a page, and its fragment for later."""
    file, fragment, wrong = _led_to(site, page, address)
    if wrong:
        finding.problems.append(Problem(finding.file, wrong, address.markup))
    elif file.endswith(".html") and fragment and not fragment.startswith(":~:"):
        finding.fragments.add((file, fragment, address.markup))


def _led_to(site: Site, page: str, address: Address) -> tuple[str, str, str]:
    """The file of the site that an address leads to, the id in it, and what is wrong. All may be empty."""
    href = address.href
    try:
        scheme = urlsplit(href).scheme.lower()
        path, fragment = site.inside(href, page)
    except ValueError:
        return "", "", "an address that is none"
    if href != href.strip() or "\n" in href:
        return "", "", "an address with blanks around it"
    if scheme in _OTHER_SCHEMES:
        return "", "", f"an address with the scheme {scheme}"
    if path is None or (scheme and scheme not in _WEB):
        return "", "", "another host is asked" if address.loads else ""
    file = site.file(path)
    return file, fragment, "" if file else _why_not(site, path)


def _why_not(site: Site, path: str) -> str:
    if not path.startswith(site.base):
        return f"the address leaves the site's base path {site.base}"
    if site.file(path + "/"):
        return "the address of a folder without its closing slash"
    return "a broken link"

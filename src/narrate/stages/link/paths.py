"""What an address in a link may mean: paths below the content root, and addresses of pages. Pure functions."""

from collections.abc import Iterator
from posixpath import dirname, normpath
from urllib.parse import urljoin


def ours(target: str, sites: tuple[str, ...]) -> tuple[str, str] | None:
    """Path and fragment of an absolute address of this site; None for another host."""
    address, _, fragment = target.partition("#")
    address = address.partition("?")[0]
    for site in sites:
        if address.startswith(site):
            return "/" + address[len(site) :], fragment
        if address + "/" == site:
            return "/", fragment
    return None


def paths(source: str, target: str, rooted: bool) -> list[str]:
    """Which paths below the content root an address in the file `source` may mean, likeliest first.

    `rooted`: the content root is the root of the site. Otherwise, in a repository made for another program,
    that may be any folder that the file is in, `content/` or `docs/`.
    """
    if target.startswith("/"):
        path = normpath(target.lstrip("/") or ".").removeprefix(".")
        return [path] if rooted else [path, *(f"{folder}/{path}".rstrip("/") for folder in _above(source))]
    relative = normpath(f"{dirname(source)}/{target}" if dirname(source) else target)
    from_root = normpath(target)
    found = ["" if relative == "." else relative]
    if from_root != relative and not from_root.startswith(".."):
        found.append(from_root)
    return found


def addresses(url: str, target: str, base: str, rooted: bool) -> Iterator[str]:
    """Which pages an address on the page `url` may mean, as published by this or by another generator."""
    published = urljoin(url, target)
    published = published if published.endswith("/") else published + "/"
    yield published
    if base != "/" and published.startswith(base):
        yield "/" + published[len(base) :]
    if target.startswith("/") and not rooted:
        yield from (f"/{folder}{published}" for folder in _above(url.strip("/")))


def relative(path: str, folder: str) -> str:
    """`path` as seen from `folder`."""
    here = folder.split("/") if folder else []
    there = path.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here.pop(0)
        there.pop(0)
    return "/".join([".."] * len(here) + there)


def _above(path: str) -> list[str]:
    """The folders that a file is in, the outermost first, and those where others keep their content."""
    folders: list[str] = []
    folder = dirname(path)
    while folder and len(folders) < _DEEPEST:
        folders.append(folder)
        folder = dirname(folder)
    return list(dict.fromkeys((*reversed(folders), "content", "docs")))


_DEEPEST = 12

"""Which entry somebody means: by its file, its address on the site or in a preview, its name or title."""

from difflib import get_close_matches
from ipaddress import ip_address
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import msgspec

from narrate.errors import NarrateError
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.urls import base_path, slugify
from narrate.schema import quoted
from narrate.stages.gate import Withheld
from narrate.stages.link.names import Names
from narrate.stages.link.paths import addresses, ours


class Forge(msgspec.Struct, frozen=True):
    """Where the repository is shown on its forge, and where in it the content is."""

    address: str
    """Without a trailing slash; empty when it is not known."""
    prefix: str
    """Empty, or ending in `/`."""


class Meant(msgspec.Struct, frozen=True):
    """An entry, and the heading in it, or empty."""

    entry: Entry
    fragment: str = ""


def names_of(index: Index, withheld: Withheld) -> Names:
    """What links may call the entries."""
    return Names(index.entries, frozenset(), index.registry, withheld, {})


def find_entry(word: str, folder: str, names: Names, config: Config, forge: Forge) -> Meant:
    """The entry that a path, an address or a name means. Raises `NarrateError` when none or several do.

    `folder`: where they are, below the content root.
    """
    inner = word.strip().removeprefix("!").removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
    target, _, fragment = inner.partition("#")
    if "://" in target:
        target = _on_forge(target, forge, names) or _on_site(target, config)
    entry = _at(unquote(target), folder, names, config) if target else None
    if entry is None and "#" in inner:  # a name may have one in it
        entry, fragment = _at(inner, folder, names, config), ""
    if entry is None:
        raise NarrateError(f"there is no entry {quoted(word)}", _near(target, names))
    return _in_entry(entry, unquote(fragment), names)


def _on_forge(address: str, forge: Forge, names: Names) -> str:
    """The path of a file that is shown on the forge, whatever the forge calls that page and the branch."""
    if not forge.address or not address.startswith(f"{forge.address}/"):
        return ""
    parts = unquote(address.removeprefix(forge.address).partition("?")[0]).strip("/").split("/")
    for start in range(len(parts)):
        path = "/".join(parts[start:])
        if path.startswith(forge.prefix) and path.removeprefix(forge.prefix) in names.by_path:
            return "/" + path.removeprefix(forge.prefix)
    return ""


def _on_site(address: str, config: Config) -> str:
    """The path of an absolute address: of the site, of its earlier ones, or of a preview on this machine."""
    sites = tuple(
        url if url.endswith("/") else f"{url}/" for url in (config.base_url, *config.our_urls) if url
    )
    own = ours(address, sites)
    if own is not None:
        return own[0]
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if _is_here(host):
        return parts.path or "/"
    where = f"the site is at {config.base_url}" if config.base_url else "say where the site is: `base_url`"
    raise NarrateError(f"{quoted(address)} is no address of this site", where)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or host.endswith(".localhost") or ip_address(host).is_loopback
    except ValueError:
        return False


def _at(target: str, folder: str, names: Names, config: Config) -> Entry | None:
    """The entry of a path or address, else of a name."""
    if target.startswith("/"):
        page = target
        for ending in ("index.html", "index.md", ".html"):
            page = page.removesuffix(ending)
        for url in addresses("/", page, base_path(config.base_url), rooted=True):
            if url in names.by_url:
                return names.by_url[url]
        return names.document(normpath(target).lstrip("/"))
    for path in (normpath(f"{folder}/{target}"), normpath(target)):
        found = names.document(path.lstrip("/")) if path not in (".", "/") else None
        if found is not None:
            return found
    candidates, _ = names.named(target, folder)
    if len(candidates) > 1:
        paths = ", ".join(f"`{entry.path}`" for entry in candidates[:5])
        raise NarrateError(f"{quoted(target)} may be any of {paths}", "name one by its path")
    return candidates[0] if candidates else None


def _in_entry(entry: Entry, fragment: str, names: Names) -> Meant:
    """The timed entry of a daily log, or the heading, that a fragment names; what names none is passed over.

    Who names a log with one entry in it means that: others may stand there tomorrow.
    """
    sections = names.sections.get(entry.path, ()) if entry.section < 0 else ()
    if not fragment:
        return Meant(sections[0] if len(sections) == 1 else entry)
    slug = slugify(fragment)
    for section in sections:
        time = section.url.rstrip("/").rpartition("/")[2]
        if fragment in (section.title_id, section.title, time) or slug == slugify(section.title or time):
            return Meant(section)
    headings = {heading.id for heading in entry.text.headings}
    headings |= {part.id for part in entry.text.parts}
    return Meant(entry, fragment if fragment in headings else "")


def _near(target: str, names: Names) -> str:
    stem = target.rstrip("/").rpartition("/")[2].removesuffix(".md").casefold()
    near = get_close_matches(stem, names.by_stem, 1, 0.6)
    if near:
        return f"did you mean `{names.by_stem[near[0]][0].path}`?"
    return "name its file, its address on the site, or its title"

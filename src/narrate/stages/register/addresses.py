"""One address for each entry: what collides is reported and moved aside, the first path keeps its place."""

import unicodedata

import msgspec

from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.entry import Record

_RESERVED = ("/_narrate/", "/api/")
_FILES = frozenset(
    "index.html index.md feed.atom feed.json feeds.opml sitemap.xml llms.txt robots.txt 404.html .narrate-manifest".split()
)
"""Names of files that a build writes: an entry's folder cannot have one of them."""


def settle(records: tuple[Record, ...]) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:
    """Records with addresses that differ in more than case or Unicode form, in the order of their paths."""
    taken: dict[str, Record] = {}
    settled: list[Record] = []
    diagnostics: list[Diagnostic] = []
    moved: dict[str, str] = {}
    for record in records:
        url = record.url
        if record.section >= 0 and record.document.path in moved:
            url = moved[record.document.path] + url[len(url[:-1].rpartition("/")[0]) + 1 :]
        reserved = url.startswith(_RESERVED) or not _FILES.isdisjoint(url.split("/"))
        key = _folded(url)
        if key in taken or reserved:
            if not reserved:
                diagnostics.append(_collision(record, taken[key]))
            else:
                diagnostics.append(_reserved(record))
            url = _free(url, taken)
            moved[record.document.path] = url
        taken[_folded(url)] = record
        settled.append(record if url == record.url else msgspec.structs.replace(record, url=url))
    return tuple(settled), tuple(diagnostics)


def _folded(url: str) -> str:
    return url if url.isascii() and url.islower() else unicodedata.normalize("NFC", url).casefold()


def _free(url: str, taken: dict[str, Record]) -> str:
    stem = "/entry" if url == "/" else url[:-1]
    if stem.startswith(("/_narrate", "/api")):
        stem = f"/entries{stem}"
    stem = "/".join(f"{part}-page" if part in _FILES else part for part in stem.split("/"))
    number = 1
    free = f"{stem}/"
    while _folded(free) in taken:
        number += 1
        free = f"{stem}-{number}/"
    return free


def _collision(record: Record, first: Record) -> Diagnostic:
    same = record.document.path.casefold() != first.document.path.casefold() and (
        unicodedata.normalize("NFC", record.document.path)
        != unicodedata.normalize("NFC", first.document.path)
    )
    code = "address-taken" if same else "similar-address"
    message = f"`{record.url}` is the address of `{first.document.path}` already"
    help_line = "rename one of the two files, or give one a `slug`"
    return Diagnostic(Place(record.document.path, 1, 1), code, message, help_line)


def _reserved(record: Record) -> Diagnostic:
    message = f"`{record.url}` is an address that narrate itself uses"
    return Diagnostic(
        Place(record.document.path, 1, 1), "reserved-address", message, "rename the file or its folder"
    )

"""What somebody asks about: a path below the content root, or an address of the site."""

import os
from pathlib import Path

import msgspec

from narrate.build import Understood, for_readers
from narrate.errors import NarrateError
from narrate.explain.desks import explain_desk
from narrate.explain.entry import explain_document
from narrate.explain.explanation import Explanation
from narrate.explain.networks import explain_network
from narrate.explain.others import explain_address, explain_file, nearest
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.report import Request
from narrate.model.urls import base_path
from narrate.project import Opened
from narrate.stages.discover import in_utf_8
from narrate.stages.link.paths import ours


class Asked(msgspec.Struct, frozen=True):
    """What is asked about: as it was written, and where that is on the disk, seen from the current folder."""

    written: str
    file: Path


def explain(
    asked: Asked, opened: Opened, request: Request, content: Understood, problems: tuple[Diagnostic, ...]
) -> Explanation:
    """What narrate made of it. Raises `NarrateError` when there is neither such a file nor such an address."""
    config, root = for_readers(opened.config, request), opened.project.content_root
    documents = {document.path for document in content.documents}
    path = _below(asked, root)
    if path is not None and path not in documents and not (root / path).exists():
        as_written = asked.written.strip("/")
        path = as_written if as_written in documents or (root / as_written).is_file() else None
    url = _address(asked.written, config)
    entry = content.index.by_url.get(url) if path is None or (root / path).is_dir() else None
    if entry is not None:
        path = entry.path
    if path in documents:
        found = explain_document(path, content, config, request.as_of, request.drafts, problems)
        section = entry.section if entry is not None else -1
        return found if section < 0 else found.parts[section]
    if path is None or (root / path).is_dir():
        there = (
            explain_address(url, content, config)
            or explain_desk(url, content, config, request.as_of)
            or explain_network(url, content, config)
        )
        if there is not None:
            return there
    if path is None:
        near = nearest(asked.written, content)
        raise NarrateError(
            f"there is neither a file nor an address `{asked.written}`",
            f"did you mean `{near}`?" if near else "name a file of the content, or an address of the site",
        )
    return explain_file(path, content, config, opened.project)


def _below(asked: Asked, root: Path) -> str | None:
    """The path below the content root; None when it is elsewhere."""
    whole = Path(os.path.normpath(asked.file))
    for each in (whole, whole.parent.resolve() / whole.name):
        if each.is_relative_to(root):
            path = each.relative_to(root).as_posix()
            return in_utf_8("" if path == "." else path)
    return None


def _address(written: str, config: Config) -> str:
    """The site-relative address that is meant, with `/` at both ends."""
    sites = tuple(
        url if url.endswith("/") else f"{url}/" for url in (config.base_url, *config.our_urls) if url
    )
    own = ours(written, sites)
    url = own[0] if own else written.partition("#")[0].partition("?")[0]
    base = base_path(config.base_url)
    if own is None and base != "/" and url.startswith(base):
        url = url[len(base) - 1 :]
    url = url.removesuffix("index.html")
    return f"/{url.strip('/')}/" if url.strip("/") else "/"

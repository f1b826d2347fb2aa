"""outline: when only what bodies say has changed, which outputs can differ.

A view names bodies by their digest and holds nothing else of them. So if everything that views are made of but
bodies is as it was at the last publish (the outline), an output can differ only if it shows a body that
changed; there is no need to plan the others. Anything else that changes (a title, a link, a tag, a template, the
day) changes the outline, and everything is planned.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from narrate.cache.digest import digest, digest_of
from narrate.cache.store import Store
from narrate.model.index import Index
from narrate.model.manifest import Manifest
from narrate.model.urls import page_file
from narrate.stages.discover import Folder
from narrate.stages.recollect import Connected

_NAME = "outline"

Bodies = dict[str, tuple[bytes, int]]
"""Of each entry by its address: the digest of its body, and how many words it has."""


class Outline(msgspec.Struct, frozen=True):
    """What one build's views are made of: everything but bodies under one digest, and the bodies."""

    digest: bytes
    bodies: Bodies


class _Published(msgspec.Struct, frozen=True, array_like=True):
    manifest: bytes
    """The digest of the manifest that was published with these bodies."""
    bodies: Bodies


def outline(index: Index, connected: Connected, folder: Folder, *rest: Any) -> Outline:
    """The outline of a build. `rest`: whatever else its views and makers depend on."""
    return Outline(
        digest_of((connected.key, connected.asked, _files(index, connected.asked, folder), rest)),
        {entry.url: (entry.text.body, entry.text.words) for entry in index.entries},
    )


def _files(index: Index, asked: dict[str, bytes | bool], folder: Folder) -> list[bytes]:
    """The digests of the files that pages use; nothing for one that has gone. `asked`: what was already read of them."""
    found = []
    for path in sorted(index.links.files):
        known = asked.get(path)
        if isinstance(known, bytes):
            found.append(known)
            continue
        try:
            found.append(digest(folder.read(path)))
        except OSError:
            found.append(b"")
    return found


def changed_bodies(
    now: Outline,
    before: Manifest,
    index: Index,
    store: Store,
    makers: Callable[[str], bytes],
) -> frozenset[str] | None:
    """The addresses of the entries that show a body that changed; None when other things changed too.

    None also when the output is not what was published last, or when such an entry is shown by a page that is
    more than its own. Whoever asks knows that the output is intact.
    """
    kept = store.snapshot(_NAME, now.digest)
    if kept is None:
        return None
    published = msgspec.msgpack.decode(kept, type=_Published)
    if published.manifest != digest_of(before):
        return None
    changed = [url for url, body in now.bodies.items() if published.bodies.get(url) != body]
    reached = frozenset(_reached(changed, index))
    return reached if _have_own_pages(reached, before, makers) else None


def _reached(changed: list[str], index: Index) -> set[str]:
    """The changed entries, the days they are part of, what they answer, and whatever embeds one of these."""
    reached: set[str] = set()
    todo = list(changed)
    while todo:
        url = todo.pop()
        if url not in reached:
            reached.add(url)
            todo += [edge.source for edge in index.incoming.get(url, ()) if edge.type == "embeds"]
            todo += [edge.target for edge in index.outgoing.get(url, ()) if edge.type == "answers"]
            entry = index.by_url.get(url)
            if entry is not None and entry.day_url:
                todo.append(entry.day_url)
    return reached


def _have_own_pages(urls: frozenset[str], before: Manifest, makers: Callable[[str], bytes]) -> bool:
    """Whether each of these entries is shown by a page that is its alone, not as a stream's introduction."""
    own = makers("entry.html")
    pages = (before.outputs.get(page_file(url)) for url in urls)
    return all(page is not None and page.maker == own for page in pages)


def remember(outlined: Outline, manifest: Manifest, store: Store) -> None:
    """Keeps what was published under which outline."""
    published = _Published(digest_of(manifest), outlined.bodies)
    store.save("body", (), [(_NAME, outlined.digest, msgspec.msgpack.encode(published))])

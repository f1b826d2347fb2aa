"""resize: large photographs get smaller variants, each made once, as long as its file does not change."""

import importlib.util
from pathlib import Path

import msgspec
from msgspec.structs import replace

from narrate.cache.digest import digest, digest_of, encode, program_part
from narrate.cache.store import Store
from narrate.model.config import Config
from narrate.model.index import Index
from narrate.model.links import BodyRef, Embedded, Named, Resized, Target, Variant
from narrate.model.report import Progress
from narrate.model.urls import base_path
from narrate.model.urls import encode as encoded
from narrate.stages.link.files import ending
from narrate.stages.recollect import Connected
from narrate.variants import variants_of, worth
from narrate.workers import Workers

FOLDER = "_narrate/pictures/"

_ENDINGS = frozenset(("jpg", "jpeg", "png", "webp", "avif"))
_COST = 75
"""How many pages the variants of one picture take as long as."""
_KEPT = msgspec.msgpack.Decoder(tuple[tuple[int, bytes], ...])
"""Of the variants of a picture the width, and the digest of the content."""


def resize(
    connected: Connected,
    root: Path,
    config: Config,
    store: Store,
    workers: Workers,
    progress: Progress,
) -> Resized:
    """The variants of each picture that a page shows and that is worth it, by the picture's address.

    Without the extra `pictures` there are none.
    """
    links, base = connected.links, base_path(config.base_url)
    large = {
        path: found
        for path, size in links.pictures.items()
        if ending(path) in _ENDINGS and worth(*size) and isinstance(found := connected.asked.get(path), bytes)
    }
    if not large or importlib.util.find_spec("PIL") is None:
        return {}
    made_by = program_part(("variants.py", "photographs.py"), "pillow")
    keys = {path: digest_of(("variants", large[path], made_by)) for path in sorted(large)}
    kept = {key: _KEPT.decode(known) for key in keys.values() if (known := store.load(key)) is not None}
    todo = {keys[path]: (path, large[path]) for path in keys if keys[path] not in kept}
    made = workers.map(variants_of, (str(root),), todo.values(), _COST)
    for done, (key, variants) in enumerate(zip(todo, made, strict=True), 1):
        progress("resized", done, len(todo))
        if variants is not None:
            contents = {digest(content): content for _, content in variants}
            kept[key] = tuple((width, digest(content)) for width, content in variants)
            store.save("picture", [*contents.items(), (key, encode(kept[key]))])
    if todo:
        store.keep_only("picture", {*kept, *(name for known in kept.values() for _, name in known)})
    return {
        base + encoded(links.files[path][1:]): tuple(
            Variant(f"{base}{FOLDER}{name.hex()}.webp", width) for width, name in kept[key]
        )
        for path, key in keys.items()
        if kept.get(key)
    }


def with_variants(index: Index, resized: Resized) -> Index:
    """The index with the variants in all that shows a picture."""
    if not resized:
        return index
    links = index.links
    targets = {url: _targets(known, resized) for url, known in links.targets.items()}
    fields = {
        url: {name: tuple(_named(one, resized) for one in named) for name, named in known.items()}
        for url, known in links.fields.items()
    }
    return replace(index, links=replace(links, targets=targets, fields=fields))


def _targets(targets: tuple[Target, ...], resized: Resized) -> tuple[Target, ...]:
    if not any(target.embed or target.size[0] for target in targets):
        return targets
    return tuple(_target(target, resized) for target in targets)


def _target(target: Target, resized: Resized) -> Target:
    if target.embed is not None:
        return replace(target, embed=_embedded(target.embed, resized))
    variants = resized.get(target.href) if target.size[0] else None
    return replace(target, variants=variants) if variants else target


def _embedded(embedded: Embedded, resized: Resized) -> Embedded:
    body: BodyRef = embedded.body
    return replace(embedded, body=replace(body, targets=_targets(body.targets, resized)))


def _named(named: Named, resized: Resized) -> Named:
    target = _target(named.target, resized)
    return named if target is named.target else replace(named, target=target)

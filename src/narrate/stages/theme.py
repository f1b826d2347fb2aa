"""The chosen theme, made ready for rendering: its digests for the keys, its sources where workers find them."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from narrate.cache.digest import digest, digest_of, encode, program
from narrate.cache.store import Store
from narrate.model.config import Config
from narrate.project import Project
from narrate.stages.render import Setup, makers
from narrate.theme.load import load_theme

_TEMPLATES = msgspec.msgpack.Decoder(dict[str, bytes])


class Prepared(msgspec.Struct, frozen=True):
    """What planning and rendering need of a theme."""

    static: tuple[tuple[str, bytes], ...]
    digest: bytes
    makers: Callable[[str], bytes]

    def setup(self, project: Project, stage: Path) -> Setup:
        """What a worker needs to render with it."""
        own = str(project.own_cache or "")
        return Setup(self.digest, str(project.cache_dir), str(stage), str(project.content_root), own)


def prepare_theme(project: Project, config: Config, store: Store) -> Prepared:
    """Loads the theme. Its templates are only parsed, for what they include, when they are not known yet."""
    theme = load_theme(
        config.theme, project.root, project.root / "theme" if config.declared else None, config.language
    )
    encoded = encode(theme)
    key = digest(encoded)
    known = store.snapshot("templates", digest_of((key, program())))
    if known is None:
        from narrate.theme.closure import template_digests

        known = encode(template_digests(theme))
        static = [(digest(content), content) for _, content in theme.static.files]
        store.save("theme", [(key, encoded), *static], [("templates", digest_of((key, program())), known)])
    return Prepared(theme.static.files, key, makers(_TEMPLATES.decode(known)))

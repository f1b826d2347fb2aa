"""connect: who and what there is, and what leads where: register and link, in one value that can be recollected."""

import msgspec

from narrate.git.history import History
from narrate.model.config import Config
from narrate.model.links import Drawn
from narrate.model.urls import base_path
from narrate.stages.discover import Found
from narrate.stages.gate import Passed
from narrate.stages.link.link import link
from narrate.stages.recollect import Connected, Watched
from narrate.stages.register.register import register


def connect(
    key: bytes, passed: Passed, drawings: dict[str, Drawn], found: Found, history: History, config: Config
) -> Connected:
    """What is recollected when nothing seen of the records has changed."""
    asked: dict[str, bytes | bool] = {}
    found = msgspec.structs.replace(found, folder=Watched(found.folder.root, asked))
    registry, entries, of_register = register(passed, config)
    links, entries, of_link = link(
        entries, registry, passed.withheld, found, drawings, history, config, base_path(config.base_url)
    )
    return Connected(key, registry, entries, links, (*of_register, *of_link), asked)

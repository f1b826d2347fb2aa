"""Misspelt tags, written as the tag that is meant."""

import re
from collections.abc import Iterator

from narrate.build import Understood
from narrate.checks.listed_tags import unlisted
from narrate.checks.near_tags import slips
from narrate.checks.tag_uses import TagUse, place_of_tag
from narrate.desk.misspelt import spelling
from narrate.fixes.edit import Edit
from narrate.model.config import Config
from narrate.stages.register.tags import tag_id

_HASHTAG = re.compile(r"[\w/-]+")
"""One word, as a hashtag has it."""
_PLAIN = re.compile(r"[\w/.+-]+(?: [\w/.+-]+)*")
"""What needs no quotes in any format of front matter."""


def respelt(content: Understood, config: Config) -> Iterator[Edit]:
    """An edit for each use of a tag that is one slip away from exactly one other."""
    tags = content.index.registry.tags
    listed = {tag_id(each): each.lstrip("#") for each in config.check.tags}
    for use, meant in (*slips(content, config), *unlisted(content, config)):
        if not meant:
            continue
        name = spelling(tags[meant]) if meant in tags else listed[meant]
        yield from _edit(use, name if _fits(name, use) else meant, content)


def _fits(name: str, use: TagUse) -> bool:
    """Whether a name can stand where the tag is written: one of two words only where there were two already."""
    shape = _HASHTAG if use.reference or " " not in use.written else _PLAIN
    return bool(shape.fullmatch(name))


def _edit(use: TagUse, name: str, content: Understood) -> Iterator[Edit]:
    place = place_of_tag(use, content.found.content[use.document.path])
    if use.reference is not None:
        yield Edit(place.path, place.line, place.column + 1, use.written, name)
    elif place.width == len(use.written):
        yield Edit(place.path, place.line, place.column, use.written, name)

"""A reply: a file of one's own that names the entry it is about."""

import re

from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.kinds import Kind, Kinds
from narrate.model.moment import day, time
from narrate.model.urls import slugify
from narrate.stages.gate import visibility_at
from narrate.stages.link.paths import relative
from narrate.writing.find import Meant
from narrate.writing.front import Given, front_matter
from narrate.writing.place import cut
from narrate.writing.titles import heading

_PLAIN = re.compile(r"[\w./~ -]+")
_END = "---\n\n"
"""What ends the front matter."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d-?")


def reference_to(meant: Meant, folder: str) -> str:
    """What names an entry in a file of `folder`: the path to its file, as it looks on the forge and in an editor.

    A timed entry of a log has its address instead, which stays when its words change; so has a file whose name
    could be taken for something else.
    """
    entry = meant.entry
    if entry.section >= 0:
        return entry.url
    path = relative(entry.path, folder)
    plain = _PLAIN.fullmatch(path) and entry.path.endswith(".md")
    return (path if plain else entry.url) + (f"#{meant.fragment}" if meant.fragment else "")


def slug_of(entry: Entry) -> str:
    """A short word for an entry, as part of a file's name."""
    if entry.title:
        return slugify(cut(entry.title)).strip("-.")
    stem = _DATE.sub("", entry.path.rpartition("/")[2].rpartition(".")[0], count=1)
    if stem and entry.section < 0:
        return slugify(cut(stem))
    return (
        slugify(cut(entry.summary))
        if entry.summary
        else f"{day(entry.date)}-{time(entry.date).replace(':', '')}"
    )


def said_of(entry: Entry) -> str:
    """What to call an entry in a sentence, without what would end a comment."""
    return " ".join(entry.name.split()).replace("--", "–").replace(">", "›").replace("%%", "%")


def closest(circles: tuple[str, ...], config: Config) -> str:
    """The closest of several audiences."""
    known = [circle for circle in circles if circle in config.audiences]
    return max(known, key=config.audiences.index, default=config.visibility)


def kept_close(circles: tuple[str, ...], path: str, config: Config) -> dict[str, str]:
    """The `visibility` that a new file needs so that nobody sees it who may not see what it is about; usually none.

    `circles`: the audiences that its sources are for.
    """
    own = visibility_at(path, config)
    needed = closest((*(circle.casefold() for circle in circles), own), config)
    return {} if needed == own else {"visibility": needed}


def what_it_may_say(kind: Kind, kinds: Kinds) -> tuple[str, ...]:
    """The fields by which a reply says more than that it is one: that it answers, that it helped."""
    return tuple(
        field.name
        for field in kinds.common
        if field.link and field.type == "links" and kind.name in field.invite_on
    )


def reply(
    meant: Meant, folder: str, title: str, quotes: str, given: Given, may_say: tuple[str, ...] = ()
) -> str:
    """The text of a reply that will lie in `folder`. `quotes`: what is quoted of the entry, or empty.

    `may_say`: fields that stand there empty, to be said `true`.
    """
    line = heading(title) if title else ""
    named = {"title": title} if title and not line else {}
    front = front_matter(None, {**named, "reply_to": reference_to(meant, folder), **given})
    front = front.removesuffix(_END) + "".join(f"{name}: # true, if so\n" for name in may_say) + _END
    hint = f"<!-- Your reply to “{said_of(meant.entry)}”. Two sentences are enough. -->"
    return front + "\n\n".join(piece for piece in (line, quotes, hint) if piece) + "\n"

"""What a file's name says of what its entry is about: `re-warming-the-cache.md` replies to the entry of that name.

New files are named so, because some forges fill in the name of a new file and not its text.
"""

import re

from narrate.model.entry import Entry
from narrate.model.kinds import Field
from narrate.model.urls import slugify

DATE = re.compile(r"^\d{4}-?\d\d-?\d\d[-_.]?")
"""The day with which the name of a file begins."""
_LONGEST = 60


def prefix_of(field: Field) -> str:
    """What the name of a file begins with that says this field: `re-`, `answers-`."""
    return "re-" if field.link == "replies-to" else f"{slugify(field.name)}-"


def slug_of(entry: Entry) -> str:
    """What other files call an entry in their names: its own name without the date, which is that of its day alone."""
    name = DATE.sub("", stem_of(entry))
    if entry.section >= 0 or not name or name.lower() in ("index", "readme"):
        name = entry.title or entry.url.strip("/").replace("/", " ")
    return DATE.sub("", slugify(name))[:_LONGEST].strip("-.") or "this"


def stem_of(entry: Entry) -> str:
    """The name of an entry's file without its ending."""
    return entry.path.rpartition("/")[2].rpartition(".")[0]

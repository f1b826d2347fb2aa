"""`.mailmap`: the names and addresses people want to be known by (gitmailmap(5))."""

import re

from narrate.model.document import Author

_LINE = re.compile(r"([^<>]*)<([^<>]*)>(?:([^<>]*)<([^<>]*)>)?")

Mailmap = dict[tuple[str, str | None], tuple[str, str]]
"""From a commit's address and name, in lower case, to name and address. A name of None is any name."""


def read_mailmap(text: str) -> Mailmap:
    """Reads the file's four forms of line. What cannot be read is passed over, as Git does."""
    mailmap: Mailmap = {}
    for line in text.splitlines():
        match = None if line.startswith("#") else _LINE.match(line)
        if match is None:
            continue
        name, email = match[1].strip(), match[2]
        if match[4] is None:
            key: tuple[str, str | None] = (email.lower(), None)
            change = (name, "")
        else:
            old = match[3].strip()
            key = (match[4].lower(), old.lower() or None)
            change = (name, email)
        known = mailmap.get(key, ("", ""))
        mailmap[key] = (change[0] or known[0], change[1] or known[1])
    return mailmap


def apply_mailmap(mailmap: Mailmap, author: Author) -> Author:
    """The author as the map wants them to be known. An entry with a name goes before one for the address."""
    email = author.email.lower()
    found = mailmap.get((email, author.name.lower())) or mailmap.get((email, None))
    if found is None:
        return author
    return Author(name=found[0] or author.name, email=found[1] or author.email, handle=author.handle)

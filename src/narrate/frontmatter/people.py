"""Authors as they are written: a name, an address, a handle, a list of people in one line."""

import re

from narrate.model.document import Author, Value

_MAIL = re.compile(r"[^\s<>@\"',;]+@[^\s<>@\"',;]+")
_NAME_MAIL = re.compile(r"(.*?)\s*[<(]\s*(?:mailto:)?([^\s<>@]+@[^\s<>@()]+?)\s*[>)]")
_WIKILINK = re.compile(r"!?\[\[([^\]|#]*)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_AND = re.compile(r"\s+(?:and|&)\s+")
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii|iv)\.?", re.IGNORECASE)
_OUTSIDE_BRACKETS = re.compile(r",(?![^\[(<]{0,100}[\])>])")

LONGEST = 200
"""Characters of a name. A longer one is cut: it is an accident or an attack."""

_NAMES = ("name", "full_name", "fullname", "display_name", "displayname", "title")
_HANDLES = ("handle", "github", "gitlab", "username", "login", "user", "id", "slug")


def read_authors(value: Value, one: bool = False) -> tuple[Author, ...]:
    """Everybody a value names, each once. `one`: the key is `author`, which is about a single person."""
    found: dict[Author, None] = {}
    for author in _authors(value, one, 0):
        found[author] = None
    return tuple(found)


def _authors(value: Value, one: bool, depth: int) -> list[Author]:
    if isinstance(value, str):
        people = [person(part) for part in split_people(value[: 20 * LONGEST], one)]
    elif isinstance(value, list):
        people = []
        for item in value if depth < 3 else ():
            people += [person(item)] if isinstance(item, str) else _authors(item, one, depth + 1)
    else:
        people = _mapping(value, depth)
    return [author for author in people if author.name or author.email or author.handle]


def _mapping(value: dict[str, Value], depth: int) -> list[Author]:
    """`{name: …, email: …}`; or people by their handle, `{ana: {name: …}}`."""
    texts = {
        key.lower().replace("-", "_"): item for key, item in value.items() if isinstance(item, str) and item
    }
    name = next((texts[key] for key in _NAMES if key in texts), "")
    if not name and ("first_name" in texts or "last_name" in texts):
        name = f"{texts.get('first_name', '')} {texts.get('last_name', '')}".strip()
    handle = next((texts[key] for key in _HANDLES if key in texts), "")
    author = Author(
        name, texts.get("email", texts.get("mail", "")), handle.rstrip("/").rpartition("/")[2].lstrip("@")
    )
    if author.name or author.email or author.handle or depth > 2:
        return [author]
    nested: list[Author] = []
    for key, item in value.items():
        inner = _mapping(item, depth + 1) if isinstance(item, dict) else []
        nested += [Author(found.name, found.email, found.handle or key) for found in inner]
    return nested


def person(text: str) -> Author:
    """One person: `Jane Doe`, `@jane`, `jane@example.org`, `Jane Doe <jane@example.org>`, `[[people/jane|Jane]]`."""
    text = " ".join(text[:LONGEST].split())
    wikilink = _WIKILINK.fullmatch(text)
    if wikilink:
        target = wikilink[1].strip().rpartition("/")[2].removesuffix(".md")
        return Author(name=wikilink[2].strip(), handle=target) if wikilink[2] else Author(name=target)
    if link := _LINK.fullmatch(text):
        return person(link[1])
    if mail := _NAME_MAIL.fullmatch(text):
        return Author(name=mail[1].strip("\"' "), email=mail[2])
    if text.startswith("@") and " " not in text:
        return Author(handle=text.strip("@"))
    if _MAIL.fullmatch(text):
        return Author(email=text)
    return Author(name=text.strip("<>\"' "))


def split_people(text: str, one: bool) -> list[str]:
    """The people a line names.

    `;` and line ends always separate; ` and `, ` & ` and commas do, but not in `Smith, Jane` nor in
    `Jane Doe, PhD`. A single word before the only comma of an `author` is a family name.
    """
    if "\n" in text or ";" in text:
        return [part for chunk in re.split(r"[;\n]", text) for part in split_people(chunk, True) if part]
    parts = [part.strip() for part in _OUTSIDE_BRACKETS.split(text) if part.strip()]
    named = [part for part in parts if not _SUFFIX.fullmatch(part)]
    if len(named) < 2:
        parts = [text.strip()]
    elif one and len(parts) == 2 and _inverted(*parts):
        return [f"{parts[1]} {parts[0]}"]
    else:
        parts = named
    return [name for part in parts for name in _AND.split(part.removeprefix("and ")) if name]


def _inverted(first: str, second: str) -> bool:
    """`Smith, Jane` and not `ana, ben` nor `Jane Doe, John Roe`."""
    return " " not in first and first[:1].isupper() and second[:1].isupper() and not _AND.search(second)

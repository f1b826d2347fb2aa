"""Lists of short texts: tags, communities, aliases; and words that say yes or no."""

import re

from narrate.model.document import Value

_WIKILINK = re.compile(r"!?\[\[([^\[\]|\n]{0,500})(?:\|([^\[\]\n]{0,500}))?\]\]")
_COMMA = re.compile(r"\s*,\s*")
_SPLIT_BY_SPACE = frozenset(("tags", "categories"))

_YES = frozenset(("true", "yes", "on", "y", "1"))
_NO = frozenset(("false", "no", "off", "n", "0", ""))


def flag(value: Value) -> bool | None:
    """What YAML's writers mean by yes and no; None when it is neither. Nothing at all is no."""
    if not isinstance(value, str):
        return None
    word = value.lower()
    return True if word in _YES else False if word in _NO else None


def texts(value: Value) -> list[str]:
    """All texts of a list, nested ones too; of mappings the name, or the keys of a set (`{a, b}`)."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    for key in ("name", "title", "label"):
        name = value.get(key)
        if isinstance(name, str) and name:
            return [name]
    return [key for key, item in value.items() if not item and key]


def read_tags(value: Value, spelling: str, header: bool = False) -> list[str]:
    """Tags as written, without `#`.

    An item of a list is one tag, whatever it holds. A line is cut at its commas or `#`; without any,
    `tags: a b` is two tags, as in Jekyll and Obsidian, but `tag: a b` and a `keywords` line are one.
    `header`: Pelican's header, where only `,` and `;` separate.
    """
    if not isinstance(value, str):
        return [tag for text in texts(value) if (tag := _tag(text))]
    if "[[" in value:
        parts = [link[2] or link[1] for link in _WIKILINK.finditer(value)]
        parts = [part for text in parts for part in _COMMA.split(text)]
    elif header and ";" in value:
        parts = value.split(";")
    elif "," in value:
        parts = _COMMA.split(value)
    elif not header and (spelling in _SPLIT_BY_SPACE or value.startswith("#")):
        parts = value.split()
    else:
        parts = [value]
    return [tag for part in parts if (tag := _tag(part))]


def _tag(text: str) -> str:
    return " ".join(unlinked(text).strip().lstrip("#").split()).strip("/")


def unlinked(text: str) -> str:
    """`[[Page|words]]` as its words, any other text as it is."""
    link = _WIKILINK.fullmatch(text) if text[:1] in "![" else None
    return (link[2] or link[1]).strip() if link else text


def read_names(value: Value) -> list[str]:
    """Names of communities and the like: an item of a list is one, a line is cut at its commas."""
    parts = _COMMA.split(value) if isinstance(value, str) else texts(value)
    return [name for part in parts if (name := unlinked(part.strip()).strip())]


def addresses(value: Value, cut: bool) -> list[str]:
    """Aliases and old addresses. `cut`: a line that is no address is cut at its commas, as Obsidian did."""
    if isinstance(value, str) and cut and "/" not in value[:1] and "://" not in value:
        return [part for part in _COMMA.split(value) if part]
    return texts(value)


def unique(items: list[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(items))

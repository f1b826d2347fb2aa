"""Names of people: when two spellings are the same, and which one to show."""

import re
import unicodedata

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_NOT_WORD = re.compile(r"[\W_]+")
_PLACEHOLDERS = frozenset(
    (
        *(
            "admin",
            "administrator",
            "anonymous",
            "author",
            "debian",
            "first last",
            "git",
            "github",
            "jane doe",
        ),
        *(
            "john doe",
            "me",
            "name",
            "no author",
            "no name",
            "nobody",
            "none",
            "root",
            "test",
            "ubuntu",
            "unknown",
        ),
        *("unknown author", "user", "username", "vagrant", "you", "your name", "yourname"),
    )
)


def plain_name(name: str) -> str:
    """A name as it may be shown: an address in its place gives only what stands before the `@`.

    E-mail addresses are never published, and people do configure one as their name.
    """
    name = " ".join(_ASIDE.sub(lambda m: " " if "@" in m[0] else m[0], name).split())
    if "@" in name.lstrip("@"):
        name = " ".join(word.partition("@")[0] if "@" in word[1:] else word for word in name.split())
    return name.strip(" ,;:'\"")


def without_asides(name: str) -> str:
    """`Ana Lima (she/her)` → `Ana Lima`. A name that is nothing else stays."""
    return " ".join(_ASIDE.sub(" ", name).split()) or name


def name_key(name: str) -> str:
    """Equal for spellings that differ in case, accents, punctuation, asides or as `Last, First`.

    Empty for what is nobody's name (`root`, `Your Name`).
    """
    name = without_asides(plain_name(name))
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first:
        name = f"{first} {last}"
    folded = unicodedata.normalize("NFKD", name).casefold()
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    for letter, plain in (("ø", "o"), ("ł", "l"), ("đ", "d"), ("æ", "ae"), ("œ", "oe"), ("ı", "i")):
        folded = folded.replace(letter, plain)
    folded = " ".join(_NOT_WORD.sub(" ", folded.replace("'", "").replace("’", "")).split())
    return "" if folded in _PLACEHOLDERS else folded

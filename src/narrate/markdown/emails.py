"""E-mail addresses are never published: `ana@team.org` becomes `ana [at] team.org`."""

import re

from narrate.model.document import Value

_ADDRESS = re.compile(
    r"(?<![\w.+-])([\w.+%'-]{1,64}?)@"
    r"((?!\dx\.)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})(?!\w)"
)
# `logo@2x.png` is a picture for fine screens.
_SERVICES = frozenset("git ssh hg svn bzr cvs gitlab gitea forgejo".split())
"""Local parts that are accounts of services, not people."""
_EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$", re.IGNORECASE)
_USERINFO = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#@]*@", re.IGNORECASE)


def mask(text: str, *, code: bool = False) -> str:
    """The text with every address made unusable. In code, addresses reserved for examples stay."""
    if "@" not in text or not _possible(text):
        return text
    return _ADDRESS.sub(_in_code if code else _in_prose, text)


def masked(value: Value) -> Value:
    """A front matter value without addresses."""
    if isinstance(value, list):
        return [masked(item) for item in value]
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items()}
    return mask(value)


def find(text: str) -> list[tuple[int, int, str, str]]:
    """Each address's start and end, what stands for it in prose, and what in code."""
    if "@" not in text or not _possible(text):
        return []
    return [(m.start(), m.end(), _in_prose(m), _in_code(m)) for m in _ADDRESS.finditer(text)]


def _possible(text: str) -> bool:
    """Whether an `@` stands between what may be an address's halves: much faster than to look for one."""
    at = text.find("@")
    while at >= 0:
        if at and not text[at - 1].isspace() and text[at + 1 : at + 2].isalnum():
            return True
        at = text.find("@", at + 1)
    return False


def unlink(url: str) -> str:
    """A URL without user names and without addresses in its query."""
    if "@" not in url and "%40" not in url:
        return url
    if url[:4].lower() == "http":
        url = _USERINFO.sub(r"\1", url)
    return _ADDRESS.sub(
        lambda m: m[0] if m[1].lower() in _SERVICES else "%5Baddress%5D", url.replace("%40", "@")
    )


def _in_prose(found: re.Match[str]) -> str:
    return found[0] if found[1].lower() in _SERVICES else f"{found[1]} [at] {found[2]}"


def _in_code(found: re.Match[str]) -> str:
    return found[0] if _EXAMPLES.search(found[2]) else _in_prose(found)

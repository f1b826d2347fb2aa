"""Where links lead: the parser of destinations in Markdown, and what a destination means."""

import re
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from markdown_it import helpers as _original

from narrate.markdown import emails, templates, wikilinks

_SIMPLE = re.compile(r"[^\s\x00-\x20\x7f()<>\\&{]+(?=[)\s]|\Z)")
_AFTER_TEMPLATE = re.compile(r"""[^()\n<>"']*(?=\s+["'(]|\s*\))""")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_UNSAFE = re.compile(r"[^!#$%&'()*+,/:;=?@\[\]A-Za-z0-9._~-]|%(?![0-9A-Fa-f]{2})")

SCHEMES = frozenset(
    "http https ftp ftps sftp tel sms callto sip sips xmpp irc ircs git ssh svn matrix geo magnet bitcoin"
    " feed webcal news nntp gemini gopher slack msteams zoommtg discord skype tg obsidian vscode"
    " vscode-insiders jetbrains zotero doi urn".split()
)
"""What a link may begin with; `mailto:` is not here because addresses are not published."""


class Destination(NamedTuple):
    """`external`: `target` is a whole URL; else it is a path without fragment, decoded."""

    target: str
    fragment: str
    external: bool


def interpret(url: str) -> Destination | None:
    """What a destination means, or None when a page must not link there."""
    meant = templates.destination(url)
    if meant is None:
        return None
    scheme = _SCHEME.match(_CONTROL.sub("", meant[:60]))
    if scheme or meant.startswith("//"):
        if scheme and scheme[1].lower() not in SCHEMES:
            return None
        whole = meant.strip() if scheme else "https:" + meant.strip()
        return Destination(emails.unlink(_UNSAFE.sub(_quoted, whole)), "", True)
    path, _, fragment = meant.strip().partition("#")
    path = path.partition("?")[0]
    return Destination(
        unquote(path) if "%" in path else path, unquote(fragment) if "%" in fragment else fragment, False
    )


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], errors="replace")


def _parse_destination(text: str, pos: int, end: int) -> Any:
    """markdown-it's `parseLinkDestination`, and destinations that begin with a template expression."""
    simple = _SIMPLE.match(text, pos, end)
    if simple:
        return SimpleNamespace(ok=True, pos=simple.end(), str=simple[0])
    inside = pos + 1 if text.startswith("<{", pos) else pos
    length = templates.leading(text, inside, end)
    if inside == pos and length:
        rest = _AFTER_TEMPLATE.match(text, pos + length, end)
        if rest:
            return SimpleNamespace(ok=True, pos=rest.end(), str=text[pos : rest.end()])
    return _original.parseLinkDestination(text, pos, end)


helpers = SimpleNamespace(
    parseLinkLabel=wikilinks.label_end,
    parseLinkTitle=_original.parseLinkTitle,
    parseLinkDestination=_parse_destination,
)
"""What markdown-it's rules call to read links."""

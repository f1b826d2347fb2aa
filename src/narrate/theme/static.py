"""Static files: their published names, and the one style sheet and one script that a theme's parts are joined into.

A published name has a digest of the content in it (`_narrate/theme.1f2e3d4c.css`), so that a browser may keep
the file for ever and still never shows an old one.
"""

import posixpath
import re

import msgspec

from narrate.cache.digest import digest
from narrate.errors import NarrateError
from narrate.theme.code import code_css

SHEET = "theme.css"
"""The style sheet made of the theme's `styles`, then every layer's `extra.css`."""

SCRIPT = "theme.js"
"""The script made of the theme's `scripts`, then every layer's `extra.js`. It is a module: nothing in it is global."""

SEARCH = "search.js"
"""The script that searches, made of the theme's `search`, unless a layer has a file of that name."""

GENERATED = "code.css"
"""The colours of highlighted code, made from Pygments' styles unless a layer has a file of that name."""

_FOLDER = "_narrate"
_URL = re.compile(rb"url\(\s*([\"']?)([^\"')\s]+)\1\s*\)")


class Bundle(msgspec.Struct, frozen=True):
    """The static files of a theme, ready to be published."""

    files: tuple[tuple[str, bytes], ...]
    """Output path and content, by path."""
    names: dict[str, str]
    """From the name that a template asks for (`theme.css`) to the one below `_narrate/` that it gets."""


def bundle(
    static: dict[str, bytes],
    styles: tuple[str, ...],
    extra: tuple[bytes, ...],
    scripts: tuple[str, ...] = (),
    extra_scripts: tuple[bytes, ...] = (),
    search: tuple[str, ...] = (),
) -> Bundle:
    """Joins the style sheets and the scripts, and gives every file its published name. What is joined is not published alone."""
    parts = {*styles, *scripts, *search, "extra.css", "extra.js"}
    sources = {name: content for name, content in static.items() if name not in parts}
    joined = {
        SHEET: _joined(static, styles, extra, "styles"),
        SCRIPT: _joined(static, scripts, extra_scripts, "scripts"),
    }
    if SEARCH not in static:
        joined[SEARCH] = _joined(static, search, (), "search")
    sources |= {name: content for name, content in joined.items() if content}
    names, files = dict[str, str](), list[tuple[str, bytes]]()
    for name in sorted(sources, key=lambda name: (name.endswith(".css"), name)):
        content = _with_published_urls(sources[name], names) if name.endswith(".css") else sources[name]
        names[name] = _published(name, content)
        files.append((f"{_FOLDER}/{names[name]}", content))
    return Bundle(tuple(sorted(files)), names)


def _joined(static: dict[str, bytes], names: tuple[str, ...], extra: tuple[bytes, ...], option: str) -> bytes:
    parts = list[bytes]()
    for name in names:
        if name in static:
            parts.append(static[name])
        elif name == GENERATED:
            parts.append(code_css().encode())
        else:
            what = "style sheet" if option == "styles" else "script"
            raise NarrateError(f"the theme has no {what} `{name}`", f"`{option}` names files of `static/`")
    return b"\n".join([*parts, *extra])


def _published(name: str, content: bytes) -> str:
    stem, suffix = posixpath.splitext(name)
    return f"{stem}.{digest(content).hex()[:8]}{suffix}"


def _with_published_urls(sheet: bytes, names: dict[str, str]) -> bytes:
    """Fonts and pictures that a style sheet names are found under their published names."""

    def replaced(match: re.Match[bytes]) -> bytes:
        name = match[2].decode("utf-8", "replace")
        return f'url("{names[name]}")'.encode() if name in names else match[0]

    return _URL.sub(replaced, sheet)

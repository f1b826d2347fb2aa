"""Highlighted code: Pygments with caps, classes only, one line after the other."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any

CAP = 64_000
"""Code with more characters is shown plain: some lexers are quadratic."""
LINE_CAP = 2_000
"""So is code with a longer line."""

_NONE = frozenset("text plain plaintext txt none nohighlight no-highlight console-output output raw".split())


def too_large(code: str) -> bool:
    """Whether code is over the caps."""
    return len(code) > CAP or (len(code) > LINE_CAP and max(map(len, code.split("\n"))) > LINE_CAP)


def lines(code: str, language: str) -> list[str]:
    """The HTML of each line of code; plain when the language is not known."""
    lexer = None if language in _NONE or not language or too_large(code) else _lexer(language.lower())
    if lexer is None:
        return escape(code, quote=False).split("\n")
    whole = f"{code}\n"  # what ends without a newline some lexers leave out
    try:
        tokens = list(lexer(whole))
    except Exception:  # noqa: BLE001 - a lexer's fault must not cost the page
        tokens = []
    if "".join(value for _, value in tokens) != whole:
        return escape(code, quote=False).split("\n")
    return _formatted(tokens)[:-1]


@lru_cache(maxsize=256)
def _lexer(language: str) -> Callable[[str], Iterable[tuple[Any, str]]] | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except (ClassNotFound, ImportError):
        return None
    tokens: Callable[[str], Iterable[tuple[Any, str]]] = lexer.get_tokens
    return tokens


@lru_cache(maxsize=1024)
def _class(kind: Any) -> str:
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES[kind]


def _formatted(tokens: Iterable[tuple[Any, str]]) -> list[str]:
    """One string for each line; no element reaches over a line's end."""
    done: list[str] = []
    line: list[str] = []
    for kind, value in tokens:
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        name = _class(kind)
        if "\n" not in text:
            line.append(f'<span class="{name}">{text}</span>' if name and not text.isspace() else text)
            continue
        *whole, rest = text.split("\n")
        for piece in whole:
            line.append(f'<span class="{name}">{piece}</span>' if name and piece.strip() else piece)
            done.append("".join(line))
            line = []
        if rest:
            line.append(f'<span class="{name}">{rest}</span>' if name and rest.strip() else rest)
    done.append("".join(line))
    return done

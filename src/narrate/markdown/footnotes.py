"""Footnotes: `[^label]` with its definition anywhere in the file, and `^[inline]`. Ids come from labels."""

import re
from types import SimpleNamespace
from typing import Any, cast

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_inline, footnote_tail

_REFERENCE = re.compile(r"\[\^([^\s\[\]]{1,200})\]")
_USED = re.compile(r"\[\^([^\s\[\]]{1,200})\]")


def reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`, when that footnote is defined."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    notes = state.env.get("footnotes")
    if not notes or ":" + found[1] not in notes["refs"]:
        return False
    if not silent:
        number = notes["refs"][":" + found[1]]
        if number < 0:
            number = notes["refs"][":" + found[1]] = len(notes["list"])
            notes["list"][number] = {"label": found[1], "count": 0}
        note = notes["list"][number]
        token = state.push("footnote_ref", "", 0)
        token.meta = {"id": number, "subId": note["count"], "label": found[1]}
        note["count"] += 1
    state.pos = found.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """`^[text]`. The positions of what is in it become those of the block around it."""
    if not state.src.startswith("^[", state.pos) or state.html_terminator_last("]") < state.pos:
        return False
    base = state.pos + 2
    notes = state.env.setdefault("footnotes", {"refs": {}, "list": {}})["list"]
    first = len(notes)
    if not footnote_inline(state, silent):
        return False
    if not silent:
        for number in range(first, len(notes)):
            notes[number].setdefault("host", state.env.get("inline"))
            for token in notes[number].get("tokens", ()):
                if "span" in token.meta:
                    start, end = token.meta["span"]
                    token.meta["span"] = (start + base, end + base)
    return True


def take_definitions(tokens: list[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """The tokens without footnote definitions, and these by label, with their opening and closing tokens."""
    rest: list[Token] = []
    definitions: dict[str, list[Token]] = {}
    current: list[Token] | None = None
    depth = 0
    for token in tokens:
        if token.type == "footnote_reference_open":
            depth += 1
            if depth == 1:
                current = definitions[token.meta["label"]] = []
        if current is None:
            rest.append(token)
        else:
            current.append(token)
        if token.type == "footnote_reference_close":
            depth -= 1
            if depth == 0:
                current = None
    return rest, definitions


def used(tokens: list[Token], definitions: dict[str, list[Token]]) -> list[Token]:
    """Copies of the definitions that the tokens need, and that those need in turn."""
    if not definitions:
        return []
    result: list[Token] = []
    seen: set[str] = set()
    queue = [tokens]
    while queue:
        for token in queue.pop():
            if token.type != "inline" or "[^" not in token.content:
                continue
            for label in _USED.findall(token.content):
                if label in definitions and label not in seen:
                    seen.add(label)
                    copies = [token.copy(meta=dict(token.meta)) for token in definitions[label]]
                    result.extend(copies)
                    queue.append(copies)
    return result


def environment(definitions: dict[str, list[Token]]) -> dict[str, Any]:
    """What the rules need to know of the footnotes that are defined."""
    return {"refs": dict.fromkeys((":" + label for label in definitions), -1), "list": {}}


def move_to_end(tokens: list[Token], env: dict[str, Any]) -> list[Token]:
    """Puts the notes that are used at the end, in the order of their use."""
    state = SimpleNamespace(tokens=tokens, env=env)
    footnote_tail(cast("Any", state))
    host = None
    for token in state.tokens:
        if token.type == "footnote_open":
            host = env["footnotes"]["list"][token.meta["id"]].get("host")
        elif token.type == "inline" and token.map is None and host is not None:
            # The text of an inline note stands in the block around it.
            token.meta["host"] = host
    return cast("list[Token]", state.tokens)

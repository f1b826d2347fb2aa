"""What the fields of a kind say: values checked against their types, keys that no field has, the state."""

import re
from difflib import get_close_matches
from functools import lru_cache

from narrate.frontmatter.dates import read_date
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Document, Value
from narrate.model.flag import is_no
from narrate.model.kinds import Field, Kind, Kinds
from narrate.model.leads import words_of
from narrate.words import words

_CANONICAL = (
    "title", "summary", "slug", "kind", "date", "updated", "authors", "tags", "draft", "visibility", "publish_on", "expires",
    "aliases", "redirect_from", "community", "id", "listed",
)  # fmt: skip
_OTHERS_KEYS = frozenset(
    "layout permalink image images weight toc cover sidebar sidebar_label sidebar_position nav_order cssclass "
    "cssclasses lang language hero banner comments featured thumbnail menu linktitle series template math mermaid "
    "sort_by hide icon position params url parent grand_parent has_children pagination_next pagination_prev related".split()
)
"""Keys that other generators give a meaning: kept for templates, and not worth a note."""


def place_of(document: Document, key: str, value: str = "") -> Place:
    """Where a front matter key stands, or its value; the whole file when it is not known."""
    return place_among(document.path, document.front.places, key, value)


def place_among(path: str, places: dict[str, tuple[int, int, str]], key: str, value: str = "") -> Place:
    """The same, of the places of a file's keys."""
    line, column, text = places.get(key, (0, 0, ""))
    at = text.find(value, column - 1 + len(key)) if value and text else -1
    return Place(path, line, at + 1 if at >= 0 else column, len(value) if at >= 0 else len(key), text)


def read_fields(
    document: Document, kind: Kind, config: Config, diagnostics: list[Diagnostic]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """The kind's fields by their canonical names, and everything else.

    When a field is written in two spellings, its own name says what it is, and the other is kept as anything else.
    In which order they stand says nothing: a kept document has its keys in their own order.
    """
    written = document.front.fields
    known = _fields_of(kind, config.kinds)
    if not written and not any(field.required for field in kind.fields):
        return {}, {}
    fields: dict[str, Value] = {}
    extra: dict[str, Value] = {}
    for key in sorted(written, key=lambda key: (key not in known or known[key].name != key, key)):
        field, value = known.get(key), written[key]
        if field is not None and field.type == "flag" and key in _OTHERS_KEYS and not isinstance(value, str):
            field = None
        if field is None:
            extra[key] = value
            _note_unknown(document, key, known, config.declared, diagnostics)
            continue
        checked = _checked(document, key, field, value, diagnostics)
        if field.name in fields:
            extra[key] = value
        elif checked not in ("", [], {}):
            fields[field.name] = checked
    for field in kind.fields:
        if field.required and field.name not in fields:
            diagnostics.append(  # noqa: PERF401 - it would not be read more easily
                Diagnostic(
                    Place(document.path, 1, 1),
                    "missing-field",
                    f"{with_article(kind.label)} needs `{field.name}`",
                    field.help or f"add `{field.name}:` to the front matter",
                )
            )
    return fields, extra


_FIELDS: dict[int, tuple[Kind, dict[str, Field]]] = {}


def _fields_of(kind: Kind, kinds: Kinds) -> dict[str, Field]:
    """All spellings of a kind's fields; remembered, because every document asks."""
    cached = _FIELDS.get(id(kind))
    if cached is not None and cached[0] is kind:
        return cached[1]
    known: dict[str, Field] = {}
    for field in (*kind.fields, *kinds.common):
        for name in (field.name, *field.also):
            known.setdefault(name.lower().replace("-", "_"), field)
    _FIELDS[id(kind)] = (kind, known)
    return known


def _checked(
    document: Document, key: str, field: Field, value: Value, diagnostics: list[Diagnostic]
) -> Value:
    if isinstance(value, dict) or (
        isinstance(value, list) and field.type in ("text", "date", "state", "flag", "url")
    ):
        if field.type == "text" and isinstance(value, list):
            return " ".join(str(item) for item in value)
        message = f"`{key}` is one value, not a {'mapping' if isinstance(value, dict) else 'list'}"
        diagnostics.append(
            Diagnostic(place_of(document, key), "invalid-value", message, f"write `{key}: …` on one line")
        )
        return ""
    if field.type == "date" and isinstance(value, str) and value:
        date, way_out = read_date(value)
        if not date:
            diagnostics.append(
                Diagnostic(
                    place_of(document, key, value),
                    "invalid-date",
                    f"`{value}` is not a date",
                    way_out,
                )
            )
        return date
    if field.type == "links" and field.link and is_no(value):
        return ""  # `answers: false` says that it does not
    return value


def with_article(label: str) -> str:
    """`a lesson`, `an interview`."""
    return f"{'an' if label[:1].lower() in ('a', 'e', 'i', 'o', 'u') else 'a'} {label}"


def _note_unknown(
    document: Document, key: str, known: dict[str, Field], declared: bool, diagnostics: list[Diagnostic]
) -> None:
    """`declared`: whether the repository was made for narrate. In others, keys of their own are as they should be."""
    if key in _OTHERS_KEYS:
        return
    near = get_close_matches(key, (*known, *_CANONICAL), 1, 0.8)
    if not near and not declared:
        return
    help_line = f"did you mean `{near[0]}`?" if near else "it is kept, and templates can read it as `extra`"
    diagnostics.append(
        Diagnostic(place_of(document, key), "unknown-key", f"no field is called `{key}`", help_line)
    )


def _is_said(document: Document, field: Field, language: str) -> bool:
    """Whether a line of the text says what the field would: `Answer: [[Warming the cache]]`."""
    leads = {reference.lead for reference in document.text.references}
    return not leads.isdisjoint(words_of(field, words(language).gettext))


def _is_meant(document: Document, kind: Kind, fields: dict[str, Value]) -> bool:
    """Whether somebody wrote that it is of this kind, or a field of it. A folder alone says nothing of a state: in a
    repository that was made for another program nobody means that its postmortems are `emerging`. What can be answered
    is open until somebody does.
    """
    return (
        kind.shelf == "open"
        or bool(document.front.kind)
        or any(field.name in fields for field in kind.fields)
    )


def read_state(
    document: Document, kind: Kind, fields: dict[str, Value], config: Config, diagnostics: list[Diagnostic]
) -> str:
    """The state that it is in. In a repository made for another program its own words may begin with one, or be others."""
    if not kind.states:
        return ""
    written = fields.get(kind.state_field, "")
    if not isinstance(written, str) or not written:
        implying = [field for field in kind.fields if field.implies in kind.states]
        implied = (
            field.implies
            for field in implying
            if field.name in fields or _is_said(document, field, config.language)
        )
        said = next(implied, "") or state_in(document.text.status, kind.states, config.language)
        return said or (kind.default_state if config.declared or _is_meant(document, kind, fields) else "")
    said = written.strip().casefold()
    for name, state in _state_names(kind.states, config.language).items():
        if said == name or said.startswith(f"{name} by "):
            return state
    if not config.declared:
        return state_in((written,), kind.states, config.language) or kind.default_state
    states = ", ".join(f"`{state}`" for state in kind.states)
    place = place_of(document, kind.state_field, written)
    message = f"`{written}` is no state of {with_article(kind.label)}"
    near = get_close_matches(said, kind.states, 1)
    help_line = f"did you mean `{near[0]}`?" if near else f"the states are {states}"
    diagnostics.append(Diagnostic(place, "unknown-state", message, help_line))
    return kind.default_state


@lru_cache(64)
def _state_names(states: tuple[str, ...], language: str) -> dict[str, str]:
    """The states by what they are called, in lower case: in English, and in the language of the site."""
    say = words(language).gettext
    said = {say(state).casefold(): state for state in states}
    return {**said, **{state.casefold(): state for state in states}}


def state_in(lines: tuple[str, ...], states: tuple[str, ...], language: str) -> str:
    """The state that lines of a text say: `Accepted (2026-03-04)`, `🟢 Accepted`. The last one that begins with a state holds.

    `Proposed | Accepted | Deprecated` is a form that nobody filled in.
    """
    if not lines:
        return ""
    known = _state_names(states, language)
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"\W*({names})\b\s*(?:(?:,|;|→|[-=]+>)\s*({names})\b\s*)*(\||/|or\b)?")
    found = ""
    for line in lines:
        said = pattern.match(line.casefold().replace("superced", "supersed"))
        if said:
            found = "" if said[3] else known[said[2] or said[1]]
    return found

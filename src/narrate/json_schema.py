"""The JSON Schema of front matter: what an editor needs to complete keys, to say what they are for, and to find slips.

It is of draft 7, which the YAML language server reads. It takes whatever narrate takes: every accepted spelling, a scalar
where a list is meant, keys that nobody knows. In a repository that was made for narrate it knows the words of kinds,
states and audiences, and refuses others, as a build does.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from narrate.frontmatter.keys import CANONICAL
from narrate.model.config import Config
from narrate.model.kinds import Field, FieldType, Kind

Schema = dict[str, Any]

_BY = r"(\s+[Bb][Yy]\s.*)?"
"""`accepted by Ana`."""
_QUIET: Schema = {"doNotSuggest": True}
"""Other spellings are understood and explained; editors offer the first one only."""

DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean", "null"]
_LIST = [*_SCALAR, "array"]
_TYPES: dict[FieldType, list[str]] = {
    "text": _LIST,
    "date": _SCALAR,
    "duration": _SCALAR,
    "state": _SCALAR,
    "links": _LIST,
    "people": _LIST,
    "tags": _LIST,
    "list": _LIST,
    "url": _SCALAR,
    "flag": _SCALAR,
    "file": _LIST,
}
_COMMON: Mapping[str, tuple[str, list[str]]] = {
    "title": ("The title. Without it: the first heading.", _SCALAR),
    "summary": ("What lists show. Without it: the first paragraph.", _SCALAR),
    "slug": ("The last part of the address. Without it: the file's name.", _SCALAR),
    "kind": ("What sort of entry it is. Without it the folder says so.", _LIST),
    "date": ("When it was written. Without it: the file's name, else Git.", [*_SCALAR, "object"]),
    "updated": ("When it was changed last. Without it: Git.", [*_SCALAR, "object"]),
    "authors": (
        "Who wrote it: ids, names or addresses. Without it: the person's folder, else Git.",
        [*_LIST, "object"],
    ),
    "tags": ("What it is about. A #word in the text is a tag, too.", [*_LIST, "object"]),
    "communities": ("The communities that it is for as well.", _LIST),
    "aliases": ("Old addresses, beginning with `/`, and other names for wikilinks.", _LIST),
    "redirect_from": ("Old addresses that lead here.", _LIST),
    "draft": ("`true`: only in a preview.", _SCALAR),
    "published": ("`false`: only in a preview.", _SCALAR),
    "visibility": ("For whom it is.", _SCALAR),
    "publish_on": ("The day from which it is published.", _SCALAR),
    "expires": ("The day from which it is not published any more.", _SCALAR),
    "id": ("What feeds know it by, when it came from elsewhere.", _SCALAR),
    "log": ("Whether headings that begin with a time are entries of their own.", _SCALAR),
    "slides": ("Whether rules divide it into slides; what follows `Note:` is for the speaker.", _SCALAR),
    "listed": ("`false`: a name and nothing computed.", _SCALAR),
    "lang": ("The language it is written in, when it is not the site's: `en`, `pt-BR`.", _SCALAR),
}


def text_of(schema: Schema) -> str:
    """A schema as a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_of(config: Config, kind: Kind | None = None) -> Schema:
    """The front matter of one kind, or of any: then a `kind:` in it decides what else is asked."""
    kinds = (kind,) if kind else tuple(config.kinds.kinds.values())
    properties = _common(config)
    for name, fields in _by_spelling(config, kinds).items():
        properties[name] = _either(
            [_field(field, owner, name, config) for field, owner in fields], properties.get(name)
        )
    schema: Schema = {
        "$schema": DRAFT,
        "title": f"{kind.label} – {config.title}" if kind else config.title,
        "description": kind.help if kind else "The front matter of an entry.",
        "type": ["object", "null"],
        "properties": properties,
    }
    demands = [demand for one in kinds if (demand := _demand(one, config, named=kind is None))]
    return schema | ({"allOf": demands} if demands else {})


def _common(config: Config) -> dict[str, Schema]:
    """The canonical keys in all their spellings, those of fields left out."""
    fields = {spelling for field in config.kinds.common for spelling in (field.name, *field.also)}
    properties: dict[str, Schema] = {}
    for name, spellings in CANONICAL.items():
        if name in fields:
            continue
        help_line, types = _COMMON[name]
        words = _words_of(name, config)
        for spelling in spellings:
            if "." not in spelling and spelling not in properties:
                says = help_line if spelling == name else f"As `{name}`: {help_line}"
                quiet = _QUIET if spelling != name else {}
                meant = _one_of(words, config) if words else {"type": types}
                properties[spelling] = {"description": says} | quiet | meant
    return properties


def _words_of(name: str, config: Config) -> tuple[str, ...]:
    """What may be said, where only some words may be."""
    if name == "kind":
        return tuple(
            dict.fromkeys(
                word.lower()
                for kind in config.kinds.kinds.values()
                for word in (kind.name, kind.label, kind.plural, kind.folder)
            )
        )
    return config.audiences if name == "visibility" else ()


def _one_of(words: Iterable[str], config: Config, ending: str = "") -> Schema:
    """These words, in capitals or not. Where narrate is lenient, any other as well."""
    known = list(dict.fromkeys(words))
    if not config.declared:
        return {"anyOf": [{"enum": known}, {"type": _LIST}]}
    pattern = "|".join("".join(map(_any_case, word)) for word in known)
    return {
        "anyOf": [
            {"enum": known},
            {"type": "string", "pattern": f"^\\s*({pattern}){ending}\\s*$"},
            {"type": "null"},
        ]
    }


def _any_case(letter: str) -> str:
    lower, upper = letter.lower(), letter.upper()
    if lower != upper and len(upper) == 1:
        return f"[{upper}{lower}]"
    return f"\\{letter}" if letter in "\\^$.|?*+()[]{}/" else letter


def _by_spelling(config: Config, kinds: tuple[Kind, ...]) -> dict[str, list[tuple[Field, Kind | None]]]:
    """Every field under every key that means it, with the kind that it belongs to, if it is not common to all."""
    found: dict[str, list[tuple[Field, Kind | None]]] = {}
    for field in config.kinds.common:
        for name in (field.name, *field.also):
            found.setdefault(name, []).append((field, None))
    for kind in kinds:
        declared = {field.name for field in kind.fields}
        state = (
            (Field(kind.state_field, "state"),) if kind.states and kind.state_field not in declared else ()
        )
        for field in (*state, *kind.fields):
            for name in (field.name, *field.also):
                found.setdefault(name, []).append((field, kind))
    return found


def _field(field: Field, owner: Kind | None, spelling: str, config: Config) -> Schema:
    help_line = field.help or field.label or field.name
    if owner and owner.states and field.name == owner.state_field:
        says: Schema = _one_of(owner.states, config, _BY)
        help_line = field.help or f"The state it is in: {', '.join(owner.states)}."
    else:
        says = {"type": _TYPES[field.type]}
    also = "" if spelling == field.name else f"As `{field.name}`: "
    description = f"{also}{help_line}" + (f" ({owner.label})" if owner else "")
    return {"description": description} | (_QUIET if also else {}) | says


def _either(meanings: list[Schema], common: Schema | None) -> Schema:
    """One key that several kinds give a meaning."""
    every = [common, *meanings] if common else meanings
    if len(every) == 1:
        return every[0]
    apart = ("description", *_QUIET)
    says = [{key: value for key, value in one.items() if key not in apart} for one in every]
    quiet = _QUIET if all(one.get("doNotSuggest") for one in every) else {}
    description = "\n".join(dict.fromkeys(str(one["description"]) for one in every))
    distinct = [one for number, one in enumerate(says) if one not in says[:number]]
    return {"description": description} | quiet | (distinct[0] if len(distinct) == 1 else {"anyOf": distinct})


def _demand(kind: Kind, config: Config, *, named: bool) -> Schema:
    """The fields that a kind requires, in any spelling, and its states.

    `named`: only when the front matter says that it is of that kind.
    """
    needed: Schema = {}
    required = [field for field in kind.fields if field.required]
    if required:
        needed["allOf"] = [
            {"anyOf": [{"required": [name]} for name in (field.name, *field.also)]} for field in required
        ]
    if kind.states and config.declared and named:
        needed["properties"] = {kind.state_field: _one_of(kind.states, config, _BY)}
    if not needed or not named:
        return needed
    words = list(dict.fromkeys((kind.name, kind.label)))
    return {"if": {"required": ["kind"], "properties": {"kind": {"enum": words}}}, "then": needed}

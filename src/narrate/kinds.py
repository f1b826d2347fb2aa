"""The kinds of a project: those of `kinds.toml`, and what `narrate.toml` changes and adds, in the same form."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import structs

from narrate.model.duration import later
from narrate.model.kinds import Field, Kind, Kinds
from narrate.model.urls import slugify
from narrate.schema import Findings, one_of, quoted, read_table, types_of
from narrate.toml_places import KeyPath, Places

_KIND = types_of(Kind, without=("name", "fields")) | {"fields": dict}
_FIELD = types_of(Field, without=("name",))
_PLACEHOLDERS = ("path", "slug", "year", "month", "day")


@cache
def built_in() -> Kinds:
    """The kinds that narrate comes with."""
    text = files("narrate").joinpath("kinds.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    findings = Findings(Places("kinds.toml", text))
    bare = Kinds(kinds={}, common=(), default=table["default"], page=table["page"])
    kinds = declare(bare, table, findings)
    if findings.diagnostics:
        message = f"kinds.toml: {findings.diagnostics[0].message}"
        raise AssertionError(message)
    return kinds


def declare(base: Kinds, table: Mapping[str, Any], findings: Findings) -> Kinds:
    """The kinds of `base`, changed and extended by the tables `kinds` and `common` of a TOML file."""
    common = _declare_common(base.common, table.get("common", {}), findings)
    kinds = dict(base.kinds)
    declared = table.get("kinds", {})
    if not isinstance(declared, dict):
        findings.invalid(
            ("kinds",), "`kinds` takes tables", "write `[kinds.incident]` for a kind of your own"
        )
        declared = {}
    for name, given in declared.items():
        path = ("kinds", name)
        if not isinstance(given, dict):
            findings.invalid(path, f"{quoted(name)} is no table", f"write `[kinds.{name}]` above its options")
        elif slugify(name) != name:
            findings.unknown(
                path, f"{quoted(name)} cannot be a kind's name", f"write `[kinds.{slugify(name)}]`"
            )
        else:
            kinds[name] = _declare_kind(kinds.get(name), name, given, path, findings)
    return structs.replace(base, kinds=_share_folders(kinds, declared, findings), common=common)


def _declare_common(base: tuple[Field, ...], table: Any, findings: Findings) -> tuple[Field, ...]:
    if not isinstance(table, dict):
        findings.invalid(("common",), "`common` takes tables", "write `[common.fields.customer]` for a field")
        return base
    given = read_table(table, {"fields": dict}, ("common",), findings).get("fields", {})
    return _declare_fields(base, given, ("common", "fields"), findings)


def _declare_kind(
    base: Kind | None, name: str, given: dict[str, Any], path: KeyPath, findings: Findings
) -> Kind:
    """A kind with all its values, consistent in itself: what is inconsistent is reported and mended."""
    values = read_table(given, _KIND, path, findings)
    fields = _declare_fields(
        base.fields if base else (), values.pop("fields", {}), (*path, "fields"), findings
    )
    if base is None:
        label = values.setdefault("label", name.replace("-", " ").replace("_", " "))
        values.setdefault("folder", slugify(values.get("plural", f"{name}s")))
        plural = values.setdefault("plural", label[:1].upper() + label[1:] + "s")
        base = Kind(name=name, label=label, plural=plural, folder=values["folder"])
    values = {key: value for key, value in values.items() if _is_sound(key, value, path, findings)}
    kind = structs.replace(base, **values, fields=fields)
    return _with_state_field(
        _with_known_states(_with_known_fields(kind, path, findings), given, path, findings)
    )


def _declare_fields(
    base: tuple[Field, ...], table: Any, path: KeyPath, findings: Findings
) -> tuple[Field, ...]:
    """The fields of `base` in their order, changed, then the new ones."""
    fields = {field.name: field for field in base}
    for key, given in table.items():
        name, place = key.lower(), (*path, key)
        if not isinstance(given, dict):
            findings.invalid(place, f"{quoted(key)} is no table", f'write `{key} = {{ type = "text" }}`')
            continue
        before = fields.get(name, Field(name=name, label=name.replace("_", " ").replace("-", " ")))
        field = structs.replace(before, **read_table(given, _FIELD, place, findings))
        if field.link and field.type not in ("links", "people"):
            message = (
                f"`link` needs a field of the type `links` or `people`, and {quoted(key)} is `{field.type}`"
            )
            findings.invalid((*place, "link"), message, 'add `type = "links"`')
            field = structs.replace(field, link=None)
        if field.reverse and not field.link:
            message = f"`reverse` turns round a link, and {quoted(key)} writes none"
            findings.invalid((*place, "reverse"), message, 'add `link = "answers"`, or another type of link')
            field = structs.replace(field, reverse=False)
        fields[name] = structs.replace(field, also=tuple(other.lower() for other in field.also))
    return tuple(fields.values())


def _is_sound(key: str, value: Any, path: KeyPath, findings: Findings) -> bool:
    """Whether an option's text can be used as what it is for."""
    problem = ("", "")
    if key in ("label", "plural", "state_field") and not value.strip():
        problem = (f"`{key}` is empty", "leave it out, or write a word")
    elif key == "folder":
        problem = _folder_problem(value)
    elif key == "address" and value:
        problem = _address_problem(value)
    elif key == "looks_back" and value and not later("2000-01-01", value):
        problem = (f"{quoted(value)} is no length of time", 'write `looks_back = "7 days"`')
    if problem[0]:
        findings.invalid((*path, key), *problem)
    return not problem[0]


def _folder_problem(folder: str) -> tuple[str, str]:
    if all(part not in ("", ".", "..") and slugify(part) == part for part in folder.split("/")):
        return "", ""
    good = "/".join(slugify(part) for part in folder.split("/") if part not in ("", ".", ".."))
    return (
        f"{quoted(folder)} cannot be a folder with an address",
        f'write `folder = "{good}"`' if good else "",
    )


def _address_problem(pattern: str) -> tuple[str, str]:
    used = re.findall(r"\{([^{}]*)\}", pattern)
    unknown = [name for name in used if name not in _PLACEHOLDERS]
    if unknown:
        return f"an address has no {quoted('{' + unknown[0] + '}')}", one_of(unknown[0], _PLACEHOLDERS)
    if not {"path", "slug"} & set(used):
        return "all addresses of this kind would be the same", "add `{slug}` or `{path}`"
    if not (pattern.startswith("/") and pattern.endswith("/")) or "//" in pattern or "/../" in pattern:
        way_out = "/".join(piece for piece in pattern.split("/") if piece not in ("", ".."))
        return "an address begins and ends with `/`", f'write `address = "/{way_out}/"`'
    return "", ""


def _with_known_fields(kind: Kind, path: KeyPath, findings: Findings) -> Kind:
    """Without a start or end that is no date field of the kind."""
    dates = [field.name for field in kind.fields if field.type == "date"]
    wrong = {key: "" for key in ("start_field", "end_field") if getattr(kind, key) not in ("", *dates)}
    for key in wrong:
        message = f"{quoted(kind.name)} has no date field {quoted(getattr(kind, key))}"
        findings.invalid((*path, key), message, one_of(getattr(kind, key), dates))
    return structs.replace(kind, **wrong)


def _with_known_states(kind: Kind, given: Mapping[str, Any], path: KeyPath, findings: Findings) -> Kind:
    """Without states that the kind does not have. Reported only where this file names them."""
    values: dict[str, Any] = {}
    for key in ("open_states", "ended_states"):
        named = getattr(kind, key)
        values[key] = tuple(state for state in named if state in kind.states)
        for number, state in enumerate(named):
            if state not in kind.states and key in given:
                message = f"{quoted(kind.name)} has no state {quoted(state)}"
                findings.invalid((*path, key, number), message, one_of(state, kind.states))
    if kind.default_state and kind.default_state not in kind.states:
        values["default_state"] = ""
        if "default_state" in given:
            message = f"{quoted(kind.name)} has no state {quoted(kind.default_state)}"
            findings.invalid((*path, "default_state"), message, one_of(kind.default_state, kind.states))
    return structs.replace(kind, **values)


def _with_state_field(kind: Kind) -> Kind:
    """With a field for its state, when it has states: nobody needs to declare that one."""
    if not kind.states:
        return kind
    rest = tuple(field for field in kind.fields if field.name != kind.state_field)
    known = next((field for field in kind.fields if field.name == kind.state_field), None)
    label = kind.state_field.replace("_", " ")
    field = known or Field(name=kind.state_field, label=label, shown=False, help="How it stands with it.")
    return structs.replace(kind, fields=(structs.replace(field, type="state"), *rest))


def _share_folders(
    kinds: dict[str, Kind], declared: Mapping[str, Any], findings: Findings
) -> dict[str, Kind]:
    """A folder makes one kind: what `declared` says is taken from the others' further folders."""
    owners: dict[str, str] = {}
    for name in sorted(kinds, key=lambda name: name in declared):
        folder = kinds[name].folder
        if folder in owners:
            message = f"the folder {quoted(folder)} belongs to the kind {quoted(owners[folder])}"
            findings.invalid(("kinds", name, "folder"), message, f'write another one: `folder = "{name}"`')
            kinds[name] = structs.replace(kinds[name], folder=name if folder != name else f"{name}-2")
        owners[kinds[name].folder] = name
    claimed = {
        folder: name
        for name, given in declared.items()
        if name in kinds and isinstance(given, dict) and "folders" in given
        for folder in kinds[name].folders
    } | owners
    return {
        name: structs.replace(
            kind, folders=tuple(each for each in kind.folders if claimed.get(each, name) == name)
        )
        for name, kind in kinds.items()
    }

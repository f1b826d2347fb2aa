"""Front matter as it is written for somebody who fills it in."""

import re
from collections.abc import Mapping

from narrate.frontmatter.scalar import scalar
from narrate.model.kinds import Field, Kind

Given = Mapping[str, str | tuple[str, ...]]
"""Values by key; a tuple becomes a list."""


_PATH = re.compile(r"(?:(?:\.\./)+|/)?\w[\w./-]*(?:/|\.md)", re.ASCII)
"""A path or an address that needs no quotes: people read and mend those."""


def front_matter(kind: Kind | None, given: Given) -> str:
    """The block with its fences: what is given, then the kind's other fields with a word of help. Empty for neither."""
    fields = () if kind is None else kind.fields
    names = {field.name for field in fields}
    lines = [f"{scalar(key)}: {_value(value)}\n" for key, value in given.items() if key not in names]
    for field in fields:
        if field.name in given:
            lines.append(f"{scalar(field.name)}: {_value(given[field.name])}\n")
        elif kind is not None and not _follows(field, kind):
            lines.append(_prompt(field, kind))
    return f"---\n{''.join(lines)}---\n\n" if lines else ""


def _follows(field: Field, kind: Kind) -> bool:
    """Whether a state comes of itself, of another field or of what others write: saying it would hold it. Or whether
    the field says that it has ended: nobody begins with that.
    """
    if field.type == "state":
        return any(other.implies and other.implies not in kind.ended_states for other in kind.fields)
    return bool(field.implies) and field.implies in kind.ended_states


def _prompt(field: Field, kind: Kind) -> str:
    """An empty field, and behind it as a comment what belongs there; a state that holds when nobody says so."""
    name = scalar(field.name)
    if field.type == "state":
        *others, last = kind.states
        choices = f"{', '.join(others)} or {last}" if others else last
        value = f" {kind.default_state}" if kind.default_state else ""
        return f"{name}:{value} # {choices}\n"
    help_ = " ".join(field.help.split())
    return f"{name}: # {help_}\n" if help_ else f"{name}:\n"


def _value(value: str | tuple[str, ...]) -> str:
    return _one(value) if isinstance(value, str) else f"[{', '.join(map(_one, value))}]"


def _one(text: str) -> str:
    return text if _PATH.fullmatch(text) else scalar(text)

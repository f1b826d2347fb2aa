"""Yes and no, as people write them in front matter."""

from narrate.model.document import Value

_NO = frozenset(("false", "no", "off", "n", "0"))


def is_no(value: Value) -> bool:
    """Whether somebody wrote no, in whatever word; what is not said is no `no`."""
    return isinstance(value, str) and value.strip().casefold() in _NO

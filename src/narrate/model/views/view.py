"""The base of all views."""

import msgspec


class View(msgspec.Struct, frozen=True, array_like=True):
    """Base of every view: frozen and comparable, encoded in the order of its fields."""

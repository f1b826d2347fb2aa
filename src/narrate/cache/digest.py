"""Digests: of bytes, of values, and of the code that computes something."""

import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
SIZE = 16

_LIBRARIES = frozenset(
    (
        "babel", "jinja2", "latex2mathml", "markdown_it_py", "markupsafe", "mdit_py_plugins",
        "msgspec", "nh3", "pygments", "pystemmer", "python_frontmatter", "pyyaml",
    )
)  # fmt: skip


def digest(content: bytes) -> bytes:
    """The digest of some bytes."""
    return hashlib.blake2b(content, digest_size=SIZE).digest()


def encode(value: Any) -> bytes:
    """The deterministic encoding of a value made of structs, tuples, text and numbers."""
    return _ENCODER.encode(value)


def digest_of(value: Any) -> bytes:
    """The digest of a value's deterministic encoding: equal values have equal digests."""
    return digest(_ENCODER.encode(value))


@cache
def program() -> bytes:
    """The digest of all of narrate's code, of the Python that runs it and of the libraries it renders with.

    It is part of every key, so that there is no version constant to forget: any change of the program,
    or of a library, makes what it computed before invisible.
    """
    return _code((), _LIBRARIES)


def program_part(modules: tuple[str, ...], library: str) -> bytes:
    """The digest of some files of narrate's code, `stages/draw.py`, and of the one library that they call.

    For what depends on nothing else and takes so long that no other change may ask for it again.
    """
    return _code(modules, frozenset({library}))


def _code(modules: tuple[str, ...], libraries: frozenset[str]) -> bytes:
    known = hashlib.blake2b(repr((sys.version_info, _installed(libraries))).encode(), digest_size=SIZE)
    root = Path(__file__).parent.parent
    if modules:
        for module in modules:
            known.update(Path(root, module).read_bytes())
        return known.digest()
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".po", ".py", ".toml")):
                known.update(name.encode())
                known.update(Path(folder, name).read_bytes())
    return known.digest()


@cache
def _installed(libraries: frozenset[str]) -> list[str]:
    """`name-version` of each library, from the names of the folders that describe installed packages:
    asking importlib.metadata costs a hundred times as much.
    """
    found = set()
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.split("-")[0].lower() in libraries:
                found.add(name)
    return sorted(found)

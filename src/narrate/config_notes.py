"""What is worth saying of a configuration in which nothing is wrong."""

from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place

LOCAL = "http://localhost:8000/"
"""The site's address in feeds while nobody has said it."""


def notes(config: Config) -> tuple[Diagnostic, ...]:
    """That nobody has said where the site will be read."""
    if config.base_url:
        return ()
    message = f"feeds need the site's absolute address, and nobody has said it: `{LOCAL}` is taken"
    up = "../" * len([part for part in config.content.split("/") if part not in ("", ".")])
    place = Place(f"{up}narrate.toml" if config.declared else ".")
    return (Diagnostic(place, "no-base-url", message, "set `base_url` in `narrate.toml`, or use --base-url"),)

"""narrate: a static site generator for teams that work out loud."""

__version__ = "0.1.0"

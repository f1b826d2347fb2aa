"""The problems of the preview as the panel in the page reads them."""

import os
from typing import Any

from narrate.report import Finding
from narrate.serve.editor import link
from narrate.serve.preview import State

_MOST = 200
"""A panel is no report: the terminal and `narrate check` have them all."""


def told(state: State, form: str) -> dict[str, Any]:
    """The problems by their seriousness, errors first; notes are only counted."""
    serious = [each for each in state.found if each.level in ("error", "warning")]
    serious.sort(key=lambda each: each.level != "error")
    failure = state.failure
    return {
        "failure": {"message": failure.message, "help": failure.help} if failure else None,
        "built": state.folder is not None,
        "count": len(serious),
        "notes": len(state.found) - len(serious),
        "problems": [_told(each, state, form) for each in serious[:_MOST]],
    }


def _told(each: Finding, state: State, form: str) -> dict[str, Any]:
    place = each.diagnostic.place
    file = os.path.normpath(state.content_root / each.path)
    page = state.pages.get(each.path, "")
    return {
        "level": each.level,
        "code": each.diagnostic.code,
        "message": each.diagnostic.message,
        "help": each.diagnostic.help,
        "place": ":".join(str(part) for part in (each.path, place.line, place.column) if part),
        "text": place.text,
        "editor": link(form, type(state.content_root)(file), place.line, place.column),
        "page": state.base + page.removesuffix("index.html") if page else "",
    }

"""Changes as text: for a terminal, as Markdown for the summary of a pull request, as JSON for programs.

Titles and names are what anybody wrote, in a pull request perhaps a stranger. In Markdown they are words and nothing
else: no markup, no HTML, no mention, no line of their own.
"""

import json
from collections.abc import Callable
from typing import Literal

from narrate.changes.compare import Change, What
from narrate.model.urls import encode
from narrate.report.words import as_words, one_line

Format = Literal["text", "markdown", "json"]

MOST = 1000
"""Pages that are listed in Markdown: forges cut a summary off at a megabyte."""

_HEADINGS: dict[What, str] = {"new": "New", "changed": "Changed", "moved": "Moved", "gone": "Gone"}


def written(changes: tuple[Change, ...], form: Format, base_url: str, content: str) -> str:
    """All changes. `base_url`: where the pages can be read; `content`: the content folder, from the repository's top."""
    write: Callable[[tuple[Change, ...], str, str], str]
    write = {"text": _as_text, "markdown": _as_markdown, "json": _as_json}[form]
    return write(changes, base_url, content)


def _as_text(changes: tuple[Change, ...], base_url: str, content: str) -> str:  # noqa: ARG001
    """A line each: what happened, where, what it is called."""
    lines = [f"{each.what:8}{_address(each, base_url)}  {one_line(each.page.title)}" for each in changes]
    return "".join(f"{line}\n" for line in [*lines, _counted(changes)])


def _as_json(changes: tuple[Change, ...], base_url: str, content: str) -> str:
    found = [
        {
            "change": each.what,
            "url": _address(each, base_url),
            "was": each.was,
            "title": each.page.title,
            "kind": each.page.what,
            "authors": each.page.authors,
            "path": f"{content}{each.page.source}" if each.page.source else "",
        }
        for each in changes
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_markdown(changes: tuple[Change, ...], base_url: str, content: str) -> str:  # noqa: ARG001
    lines = ["## Pages of this change", "", _counted(changes)]
    for what, heading in _HEADINGS.items():
        listed = [each for each in changes[:MOST] if each.what == what]
        if listed:
            lines += ["", f"### {heading}", "", *(_item(each, base_url) for each in listed)]
    if len(changes) > MOST:
        lines += ["", f"{len(changes) - MOST:,} more are not listed."]
    return "\n".join(lines) + "\n"


def _item(change: Change, base_url: str) -> str:
    page = change.page
    title = as_words(page.title)
    if change.what == "gone":
        return f"- {title}, {as_words(page.what)}: nothing is at `{encode(page.url)}` any more"
    by = f" by {', '.join(map(as_words, page.authors))}" if page.authors else ""
    before = f"; it was at `{encode(change.was)}`, which leads there" if change.was else ""
    link = f"[{title}]({_address(change, base_url)})"
    return f"- {link}, {as_words(page.what)}{by}{before}"


def _address(change: Change, base_url: str) -> str:
    """Where a page can be read; in Markdown it ends the link, so it has no bracket."""
    url = encode(change.page.url)
    if base_url and change.what != "gone":
        url = base_url + url.lstrip("/")
    return url.replace("(", "%28").replace(")", "%29")


def _counted(changes: tuple[Change, ...]) -> str:
    """`3 new pages, 1 changed, 1 gone`."""
    numbers = {what: sum(each.what == what for each in changes) for what in _HEADINGS}
    said = [f"{number:,} {what}" for what, number in numbers.items() if number]
    if not said:
        return "No page is new, changed, moved or gone."
    number, _, rest = said[0].partition(" ")
    said[0] = f"{number} {rest} page{'' if number == '1' else 's'}"
    return ", ".join(said)

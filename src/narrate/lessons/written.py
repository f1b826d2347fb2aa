"""Reminders as text for a terminal, as Markdown for a merge request, and as JSON for programs.

Where there is nothing to say, nothing is said, but in JSON.
"""

import json
from typing import Literal

from narrate.lessons.concerning import Concern
from narrate.model.entry import Entry
from narrate.model.urls import encode
from narrate.report.visible import encodable
from narrate.report.words import as_words, one_line

Format = Literal["text", "markdown", "json"]

MOST = 50
"""What is listed in Markdown: a comment that nobody reads to its end reminds nobody."""
_SAID = 300


def written(concerns: tuple[Concern, ...], form: Format, base_url: str, place: str) -> str:
    """All of it. `base_url`: where the site can be read, or empty; `place`: the content folder, ending in `/`."""
    write = {"text": _as_text, "markdown": _as_markdown, "json": _as_json}[form]
    return write(concerns, base_url, place)


def _as_text(concerns: tuple[Concern, ...], base_url: str, place: str) -> str:
    return "".join(f"{line}\n" for each in concerns for line in _lines(each, base_url, place))


def _lines(concern: Concern, base_url: str, place: str) -> list[str]:
    entry = concern.entry
    lines = [f"{concern.label}: {one_line(entry.name)}{_state(entry)}"]
    if concern.successors:
        lines += [
            f"  now: {one_line(each.name)}, {_where(each, base_url, place)}" for each in concern.successors
        ]
    elif _summary(entry):
        lines.append(f"  {one_line(_summary(entry), _SAID)}")
    lines.append(f"  {_where(entry, base_url, place)}")
    why = (
        f"{one_line(concern.file)} is in `{one_line(concern.says)}`"
        if concern.file
        else one_line(concern.says)
    )
    return [*lines, f"  because: {why}"]


def _as_markdown(concerns: tuple[Concern, ...], base_url: str, place: str) -> str:
    if not concerns:
        return ""
    lines = ["### What is known about these files", ""]
    lines += [_item(each, base_url, place) for each in concerns[:MOST]]
    if len(concerns) > MOST:
        lines += ["", f"{len(concerns) - MOST:,} more are not listed."]
    return "\n".join(lines) + "\n"


def _item(concern: Concern, base_url: str, place: str) -> str:
    entry = concern.entry
    line = f"- {_linked(entry, base_url, place)}, {as_words(concern.label)}{_state(entry)}"
    if concern.successors:
        now = ", ".join(_linked(each, base_url, place) for each in concern.successors)
        line += f"; now {now}"
    elif _summary(entry):
        line += f": {as_words(_summary(entry), _SAID)}"
    return line + (f" – because of {as_words(concern.file)}" if concern.file else "")


def _as_json(concerns: tuple[Concern, ...], base_url: str, place: str) -> str:
    found = [
        {
            "kind": each.entry.kind,
            "title": each.entry.name,
            "summary": each.entry.summary,
            "state": each.entry.state,
            "url": _address(each.entry, base_url),
            "path": f"{place}{each.entry.path}",
            "applies_to": each.says,
            "file": each.file,
            "superseded_by": [
                {"title": one.name, "url": _address(one, base_url), "path": f"{place}{one.path}"}
                for one in each.successors
            ],
        }
        for each in concerns
    ]
    return encodable(json.dumps(found, ensure_ascii=False, indent=2)) + "\n"


def _state(entry: Entry) -> str:
    return f" ({entry.state})" if entry.state else ""


def _summary(entry: Entry) -> str:
    return entry.summary if entry.summary != entry.name else ""


def _linked(entry: Entry, base_url: str, place: str) -> str:
    if not base_url:
        return f"{as_words(entry.name)}, {as_words(place + entry.path)}"
    return f"[{as_words(entry.name)}]({_address(entry, base_url)})"


def _where(entry: Entry, base_url: str, place: str) -> str:
    return _address(entry, base_url) if base_url else one_line(place + entry.path)


def _address(entry: Entry, base_url: str) -> str:
    """Where the page can be read. In Markdown it ends the link, so it has no bracket."""
    url = encode(entry.url)
    return (base_url + url.lstrip("/") if base_url else url).replace("(", "%28").replace(")", "%29")

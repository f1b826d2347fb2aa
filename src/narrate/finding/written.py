"""What was found, as text for a terminal and as JSON for programs."""

import json
from typing import Literal

from narrate.finding.found import Answer, Found
from narrate.model.registry import Registry
from narrate.model.urls import encode
from narrate.report.visible import encodable
from narrate.report.words import one_line
from narrate.search.passages import Passage

Format = Literal["text", "json"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def written(
    answer: Answer, form: Format, registry: Registry, base_url: str, place: str, *, colour: bool
) -> str:
    """All of it. `base_url`: where the site can be read, or empty; `place`: the content folder, ending in `/`."""
    if form == "json":
        return _as_json(answer, base_url, place)
    lines = []
    for number, one in enumerate(answer.found):
        if number == answer.whole:
            some = "nothing has all of these words; this has some of them:\n"
            lines.append("\nthese have some of the words:\n" if number else some)
        lines += _lines(one, registry, base_url, place, colour)
    if answer.total > len(answer.found):
        lines.append(f"{answer.total - len(answer.found):,} more: `--limit` says how many are listed")
    return "".join(f"{line}\n" for line in lines)


def _lines(found: Found, registry: Registry, base_url: str, place: str, colour: bool) -> list[str]:
    entry = found.entry
    state = f" ({entry.state})" if entry and entry.state else ""
    name = one_line(found.name)
    lines = [f"{found.kind}: {f'{_BOLD}{name}{_PLAIN}' if colour else name}{state}"]
    if entry is not None:
        people = [registry.people[one].name for one in entry.authors if one in registry.people]
        byline = ", ".join(one_line(word) for word in (*people, entry.date[:10]) if word)
        lines += [f"  {byline}"] if byline else []
        lines += [f"  {_marked(found.passage, colour)}"] if found.passage.text else []
    return [*lines, f"  {_where(found, base_url, place)}"]


def _marked(passage: Passage, colour: bool) -> str:
    """A passage on one line, with its words in bold."""
    pieces: list[str] = []
    at = 0
    for start, end in passage.marks if colour else ():
        pieces += [one_line(passage.text[at:start], 1000), _BOLD, one_line(passage.text[start:end]), _PLAIN]
        if passage.text[at:start].endswith(" ") and at < start:
            pieces.insert(-3, " ")
        at = end
        if passage.text[end : end + 1] == " ":
            pieces.append(" ")
    return "".join([*pieces, one_line(passage.text[at:], 1000)])


def _where(found: Found, base_url: str, place: str) -> str:
    """The address, where there is one to open, else the file."""
    if base_url:
        return _address(found, base_url)
    return one_line(place + found.entry.path) if found.entry else encode(found.url)


def _address(found: Found, base_url: str) -> str:
    address = base_url + encode(found.url).lstrip("/") if base_url else encode(found.url)
    return f"{address}#{encode(found.heading)}" if found.heading else address


def _as_json(answer: Answer, base_url: str, place: str) -> str:
    found = [
        {
            "url": _address(one, base_url),
            "path": f"{place}{one.entry.path}" if one.entry else "",
            "kind": one.kind,
            "title": one.name,
            "state": one.entry.state if one.entry else "",
            "date": one.entry.date if one.entry else "",
            "authors": list(one.entry.authors) if one.entry else [],
            "tags": list(one.entry.tags) if one.entry else [],
            "passage": one.passage.text,
            "all_words": number < answer.whole,
        }
        for number, one in enumerate(answer.found)
    ]
    whole = {"total": answer.total, "all_words": not answer.partial, "found": found}
    return encodable(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"

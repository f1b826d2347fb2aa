"""An explanation as text that is read at a glance, or as JSON."""

import json
from typing import Any, Literal

import msgspec

from narrate.explain.explanation import Connection, Explanation, Shown
from narrate.model.diagnostic import Level
from narrate.report import findings, visible
from narrate.report import written as report
from narrate.report.values import values

Format = Literal["text", "json"]

_LONGEST = 60
"""How much of a title is shown."""


def written(explanation: Explanation, form: Format, levels: dict[str, Level], content: str) -> str:
    """All of it. `content`: the content root as seen from where the reader is."""
    if form == "json":
        return json.dumps(_value(explanation, levels, content), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(explanation, levels, content, "")) + "\n"


def _lines(explanation: Explanation, levels: dict[str, Level], content: str, indent: str) -> list[str]:
    width = max((len(fact.label) for fact in explanation.facts), default=0)
    lines = [] if indent else [visible(explanation.subject), ""]
    for fact in explanation.facts:
        why = f"  ({visible(fact.why)})" if fact.why else ""
        lines.append(f"{indent}  {fact.label:{width}}  {visible(fact.value)}{why}")
    connected = (
        ("leads to", explanation.out),
        ("is led to from", explanation.back),
        ("related", explanation.related),
    )
    for heading, listed in connected:
        if listed:
            lines += ["", f"{indent}  {heading}", *_table([_cells(each) for each in listed], indent)]
    if explanation.shown:
        lines += ["", f"{indent}  shown on", *_table([_page(each) for each in explanation.shown], indent)]
    for part in explanation.parts:
        lines += ["", f"{indent}  {_named(part)}", *_lines(part, levels, content, indent + "  ")]
    found = findings(explanation.problems, levels, content)
    if found:
        text = report(found, "full", verbose=True)
        lines += ["", f"{indent}  problems", "", text.rstrip("\n")]
    return lines


def _named(part: Explanation) -> str:
    """The heading of a timed entry: its time."""
    date = next((fact.value for fact in part.facts if fact.label == "date"), "")
    return date[11:16] or "entry"


def _cells(connection: Connection) -> tuple[str, ...]:
    line = f"line {connection.line}" if connection.line else ""
    where = connection.where if connection.where != connection.name else ""
    return connection.type, _short(connection.name), where, line


def _page(shown: Shown) -> tuple[str, ...]:
    return shown.url, _short(shown.title), shown.how


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _table(rows: list[tuple[str, ...]], indent: str) -> list[str]:
    """Rows with their columns below each other."""
    shown = [tuple(visible(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(len(shown[0]))]
    cells = (
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    )
    return [f"{indent}    {line}" for line in cells]


def _value(explanation: Explanation, levels: dict[str, Level], content: str) -> dict[str, Any]:
    """As plain values. The labels of facts are keys."""
    builtins = msgspec.to_builtins
    return {
        "subject": explanation.subject,
        "facts": {fact.label: {"value": fact.value, "why": fact.why} for fact in explanation.facts},
        "leads_to": [builtins(each) for each in explanation.out],
        "led_to_from": [builtins(each) for each in explanation.back],
        "related": [builtins(each) for each in explanation.related],
        "shown_on": [builtins(each) for each in explanation.shown],
        "entries": [_value(part, levels, content) for part in explanation.parts],
        "problems": values(findings(explanation.problems, levels, content)),
    }

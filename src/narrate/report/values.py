"""For programs: a JSON array of plain values."""

import json

from narrate.report.finding import Finding
from narrate.report.visible import encodable


def values(found: tuple[Finding, ...]) -> list[dict[str, str | int]]:
    """Each finding as an object of text and numbers. Its keys are documented and stay."""
    return [_value(each) for each in found]


def as_json(found: tuple[Finding, ...]) -> str:
    """All findings as one JSON array."""
    return json.dumps(values(found), ensure_ascii=False, indent=2) + "\n"


def _value(finding: Finding) -> dict[str, str | int]:
    found = finding.diagnostic
    return {
        "level": finding.level,
        "code": found.code,
        "path": encodable(finding.path),
        "line": found.place.line,
        "column": found.place.column,
        "width": found.place.width,
        "message": encodable(found.message),
        "help": encodable(found.help),
    }

"""For code scanning and editors: SARIF 2.1.0, the OASIS standard for what static analysis finds."""

import json
from typing import Any
from urllib.parse import quote

from narrate import __version__
from narrate.model.diagnostic import CODES, Level
from narrate.report.finding import Finding
from narrate.report.fingerprint import fingerprints
from narrate.report.visible import encodable

_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def as_sarif(found: tuple[Finding, ...]) -> str:
    """One log with one run. Only codes that were found are described."""
    codes = sorted({each.diagnostic.code for each in found})
    results = [_result(each, codes, known) for each, known in zip(found, fingerprints(found), strict=True)]
    run = {
        "tool": {
            "driver": {"name": "narrate", "version": __version__, "rules": [_rule(code) for code in codes]}
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": CODES[code].summary},
        "defaultConfiguration": {"level": _LEVELS[CODES[code].level]},
    }


def _result(finding: Finding, codes: list[str], fingerprint: str) -> dict[str, Any]:
    diagnostic, place = finding.diagnostic, finding.diagnostic.place
    help_line = f"\n{encodable(diagnostic.help)}" if diagnostic.help else ""
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(encodable(finding.path), safe="/~")}}
    if place.line:
        where["region"] = {"startLine": place.line}
        if place.column:
            end = place.column + max(place.width, 1)
            where["region"] |= {"startColumn": place.column, "endColumn": end}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[finding.level],
        "message": {"text": encodable(diagnostic.message) + help_line},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"narrate/v1": fingerprint},
    }

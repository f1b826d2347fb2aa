"""For GitLab: a Code Quality report, which a merge request shows beside its lines."""

import json
from typing import Any

from narrate.model.diagnostic import Level
from narrate.report.finding import Finding
from narrate.report.fingerprint import fingerprints
from narrate.report.visible import encodable

_SEVERITIES: dict[Level, str] = {"error": "major", "warning": "minor", "info": "info", "off": "info"}


def as_code_quality(found: tuple[Finding, ...]) -> str:
    """All findings as one JSON array, in the form that GitLab reads."""
    listed = [_issue(each, print_) for each, print_ in zip(found, fingerprints(found), strict=True)]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    help_line = f" ({encodable(diagnostic.help)})" if diagnostic.help else ""
    return {
        "description": encodable(diagnostic.message) + help_line,
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": encodable(finding.path), "lines": {"begin": diagnostic.place.line or 1}},
    }

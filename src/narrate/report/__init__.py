"""Diagnostics as text: one format per file.

Levels are looked up here, when they are reported: a diagnostic itself has none.
"""

from narrate.report.finding import Finding, closing_count, errors, findings
from narrate.report.visible import visible
from narrate.report.written import FOR_PROGRAMS, FORMATS, Format, written

__all__ = [
    "FORMATS",
    "FOR_PROGRAMS",
    "Finding",
    "Format",
    "closing_count",
    "errors",
    "findings",
    "visible",
    "written",
]

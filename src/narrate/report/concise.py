"""For `grep` and editors: one line for each."""

from narrate.report.finding import Finding
from narrate.report.visible import visible


def in_lines(found: tuple[Finding, ...]) -> str:
    """`path:line:column: level[code]: message (help)`."""
    return "".join(_line(each) + "\n" for each in found)


def _line(finding: Finding) -> str:
    found = finding.diagnostic
    help_line = f" ({visible(found.help)})" if found.help else ""
    place = ":".join((visible(finding.path), str(found.place.line or 1), str(found.place.column or 1)))
    return f"{place}: {finding.level}[{found.code}]: {visible(found.message)}{help_line}"

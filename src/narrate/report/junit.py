"""For whatever shows test results: JUnit's XML, a test case for each finding."""

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from narrate.model.diagnostic import Level
from narrate.report.finding import Finding
from narrate.report.visible import visible


def as_junit(found: tuple[Finding, ...]) -> str:
    """A suite for each file. Errors and warnings fail, a note is a case that passes; when nothing is wrong, one case says so."""
    suites = "".join(_suite(path, tuple(group)) for path, group in groupby(found, key=lambda each: each.path))
    if not found:
        suites = (
            '  <testsuite name="narrate" tests="1" failures="0" errors="0">\n'
            '    <testcase classname="narrate" name="nothing is wrong"/>\n  </testsuite>\n'
        )
    failures = sum(_fails(each.level) for each in found)
    head = f'<testsuites name="narrate" tests="{len(found) or 1}" failures="{failures}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>\n'


def _fails(level: Level) -> bool:
    return level in ("error", "warning")


def _suite(path: str, found: tuple[Finding, ...]) -> str:
    failures = sum(_fails(each.level) for each in found)
    counts = f'tests="{len(found)}" failures="{failures}" errors="0"'
    cases = "".join(_case(each) for each in found)
    return f"  <testsuite name={_attribute(path)} {counts}>\n{cases}  </testsuite>\n"


def _case(finding: Finding) -> str:
    diagnostic, place = finding.diagnostic, finding.diagnostic.place
    at = ":".join(str(number) for number in (place.line, place.column if place.line else 0) if number)
    name = f"{diagnostic.code} {at}".rstrip()
    head = f"    <testcase classname={_attribute(finding.path)} name={_attribute(name)}"
    if not _fails(finding.level):
        return f"{head}/>\n"
    where = ":".join(part for part in (visible(finding.path), at) if part)
    text = f"{where}\n{visible(diagnostic.message)}"
    text += f"\n{visible(diagnostic.help, keep=chr(10))}" if diagnostic.help else ""
    failure = f"<failure type={_attribute(diagnostic.code)} message={_attribute(diagnostic.message)}>"
    return f"{head}>\n      {failure}{escape(text)}</failure>\n    </testcase>\n"


def _attribute(text: str) -> str:
    """In quotes, with what XML cannot hold made visible."""
    return quoteattr(visible(text), {"\n": "&#10;", "\t": "&#9;"})
